import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'migscope start-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Names of all that a command line loads: Node's own modules, files of packages and of what was built. */
function loadedBy(launcher: string, args: readonly string[]): readonly string[] {
  const list = path.join(folder, 'loaded.json');
  const spy = path.join(folder, 'spy.cjs');
  writeFileSync(
    spy,
    `process.on('exit', () => {
      const builtins = process.moduleLoadList.map((name) => name.replace('NativeModule ', 'node:'));
      const all = [...builtins, ...Object.keys(require.cache)];
      require('fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(all));
    });`,
  );
  execFileSync(process.execPath, ['--require', spy, launcher, ...args], { env: { HOME: folder } });
  return JSON.parse(readFileSync(list, 'utf8')) as readonly string[];
}

describe('a start loads nothing that it does not need', () => {
  // What is compared by name are the files of dist/start, as rolldown.config.js puts them together.
  const REPORT = ['fixtures/healthy/info-level', '--fail-on', 'none'];

  function check(name: string, args: readonly string[], unneeded: RegExp): void {
    test(name, () => {
      expect(loadedBy('bin/migscope.js', args).filter((one) => unneeded.test(one))).toEqual([]);
    });
  }

  check(
    '--version',
    ['--version'],
    /^node:(child_process|crypto|zlib)$|\/analysis-|\/presentation-|parse-condition\.cjs/,
  );
  check(
    '--help',
    ['--help'],
    /^node:(child_process|crypto|zlib)$|\/analysis-|\/presentation-|parse-condition\.cjs/,
  );
  const UNNEEDED =
    /^node:(child_process|v8|zlib)$|\/yaml\/|parse-condition\.cjs|re2-regex\.cjs|color-paint\.cjs|wide-text\.cjs/;
  check('a report', REPORT, UNNEEDED);
  // Words, figures and marks of all kinds.
  check('a report of a failure', ['fixtures/migration-port-blocked', '--fail-on', 'none'], UNNEEDED);
  check('a report of a long copy', ['fixtures/completion-timeout-abort', '--fail-on', 'none'], UNNEEDED);
});

test('what is loaded late is there when it is needed', () => {
  const where = ['fixtures/healthy/info-level', '--where', 'outcome = completed', '--fail-on', 'none'];
  expect(loadedBy('bin/migscope.js', where)).toContainEqual(expect.stringMatching(/parse-condition\.cjs$/));
});

test('the launcher finds its program behind a symbolic link, as npx makes one', () => {
  const link = path.join(folder, 'migscope');
  symlinkSync(path.resolve('bin/migscope.js'), link);
  expect(loadedBy(link, ['--version'])).toContainEqual(expect.stringMatching(/main\.cjs$/));
});
