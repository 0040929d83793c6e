import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = new URL('../../src/cli/main.ts', import.meta.url).href;
const fixture = fileURLToPath(new URL('../../fixtures/migration-port-blocked', import.meta.url));

// Runs the command line in a process of its own and reports every module that it loads.
const script = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  const { main } = await import(${JSON.stringify(main)});
  process.exitCode = await main(process.argv.slice(1));
  if (process.env.SHOW_LOADED) process.stderr.write(loaded.join('\\n'));
`;

function migscope(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, '--', ...argv];
  return spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1e8,
  });
}

describe('help and version load little', () => {
  function check(argv: readonly string[], stdout: RegExp, status: number): void {
    it(`migscope ${argv.join(' ')}`, () => {
      const ran = migscope(argv, { SHOW_LOADED: '1' });
      expect(ran.stdout).toMatch(stdout);
      expect(ran.status).toBe(status);
      expect(ran.stderr).toContain('/src/cli/arguments.ts');
      expect(ran.stderr).not.toMatch(
        /\/node_modules\/(ink|react|chevrotain|yaml|chalk|yoga-layout)\/|\/src\/(tui|report|analyze)/,
      );
    });
  }

  check(['--version'], /^\d+\.\d+\.\d+\n$/, 0);
  check(['--help'], /^Usage: migscope/, 0);
  check(['--nonsense'], /^$/, 2);
});

describe('the process', () => {
  it('ends a run into a pipe with the exit code of its findings', () => {
    const ran = migscope([fixture]);
    expect(ran.stdout).toMatch(/^✘ FAILED {2}instance-0000000b {2}cmp-a → cmp-b/);
    expect(ran.status).toBe(1);
  });
  it('prints the whole of a long report', () => {
    const ran = migscope([fixture, '--format', 'json', '--fail-on', 'none']);
    expect(() => JSON.parse(ran.stdout) as unknown).not.toThrow();
    expect(ran.status).toBe(0);
  });
  it('says in three parts what is wrong, without a stack', () => {
    const ran = migscope(['/no/such/path']);
    expect(ran.stderr).toMatch(/^migscope: error: .*\/no\/such\/path.*\n {2}Why: .+\n {2}What to do: .+\n/);
    expect(ran.stderr).not.toMatch(/^ +at /m);
    expect(ran.stdout).toBe('');
    expect(ran.status).toBe(2);
  });
  it('reads standard input', () => {
    const ran = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, '--', '-'],
      { encoding: 'utf8', input: 'nothing that Nova writes\n' },
    );
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/recognised/);
  });
});
