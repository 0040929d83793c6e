import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'migscope launcher é-'));
  cpSync('bin', path.join(home, 'bin'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{ "type": "module" }');
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function build(main: string): void {
  mkdirSync(path.join(home, 'dist/start'), { recursive: true });
  writeFileSync(path.join(home, 'dist/start/main.cjs'), main);
}

function launch(args: readonly string[], nodeArgs: readonly string[] = []) {
  return spawnSync(process.execPath, [...nodeArgs, path.join(home, 'bin/migscope.js'), ...args], {
    encoding: 'utf8',
  });
}

describe('bin/migscope.js', () => {
  test('is executable', () => {
    expect(statSync('bin/migscope.js').mode & 0o111).toBe(0o111);
  });

  test('hands the arguments to main and exits with its code', () => {
    build(`exports.main = async function (argv) { process.stdout.write(JSON.stringify(argv)); return 7; }`);
    const { status, stdout, stderr } = launch(['a', '--b', 'c d']);
    expect({ status, stdout, stderr }).toEqual({ status: 7, stdout: '["a","--b","c d"]', stderr: '' });
  });

  test('loses nothing of a long output into a pipe', () => {
    build(`exports.main = function () { process.stdout.write('x'.repeat(5e6)); return 0; }`);
    const child = spawnSync(process.execPath, [path.join(home, 'bin/migscope.js')], { maxBuffer: 1e7 });
    expect(child.stdout.length).toBe(5e6);
  });

  test.each(['20.20.2', '22.17.9', '12.22.12'])('on node %s says what it needs', (version) => {
    build(`throw new Error('must not be loaded')`);
    const disguise = path.join(home, 'disguise.cjs');
    const versions = `{ ...process.versions, node: '${version}' }`;
    writeFileSync(disguise, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
    const { status, stdout, stderr } = launch([], ['--require', disguise]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'migscope cannot run on this node.',
      `Why: it needs node 22.18 or newer; this one is ${version}.`,
      expect.stringMatching(/^What to do: install a newer node/),
    ]);
  });

  test('says when it is not built', () => {
    const { status, stderr } = launch([]);
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'migscope is not built.',
      expect.stringMatching(/^Why: .*migscope launcher é-.*main\.cjs does not exist\.$/),
      expect.stringMatching(/^What to do: run `npm ci`, or `npm run build`/),
    ]);
  });

  test('says when a dependency is missing', () => {
    build(`require('no-such-package'); exports.main = function () {}`);
    const { status, stderr } = launch([]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^migscope cannot be loaded\.\nWhy: .*no-such-package.*\nWhat to do: run `npm ci`.*\n$/,
    );
  });

  test('shows no stack of an error of its own, unless asked', () => {
    build(`exports.main = function () { throw new Error('the teapot is empty'); }`);
    const { status, stderr } = launch([]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^migscope stopped on an error of its own\.\nWhy: the teapot is empty.*\nWhat to do: report it.*\n$/,
    );
  });
});
