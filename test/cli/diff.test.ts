import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parseLogCommand } from '../../src/cli/commands/arguments.ts';
import { runCommand } from '../../src/cli/commands/run-command.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Analysis } from '../../src/model/index.ts';
import { healthy, threeMigrations } from '../present/example-analysis.ts';

async function ran(from: Analysis, name: 'diff' | 'stats', argv: readonly string[]) {
  const request = parseLogCommand(name, argv);
  if (request.kind !== 'command') throw new Error('not a command');
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const terminal = { ...streams, env: {} } as unknown as Terminal;
  let paths: readonly string[] = [];
  const code = await runCommand(request.command, terminal, {
    analyze: async (args) => {
      paths = args.paths;
      return from;
    },
  });
  const all = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? '').toString();
  return { code, paths, stdout: all(streams.stdout), stderr: all(streams.stderr) };
}

const [GOOD = '', BAD = '', DEAD = ''] = threeMigrations.migrations.map(({ id }) => id);

describe('migscope diff', () => {
  function check(
    name: string,
    from: Analysis,
    argv: readonly string[],
    expected: {
      readonly code: number;
      readonly paths?: readonly string[];
      readonly stdout?: RegExp;
      readonly stderr?: RegExp;
    },
  ): void {
    it(name, async () => {
      const { code, paths, stdout, stderr } = await ran(from, 'diff', argv);
      expect(stdout).toMatch(expected.stdout ?? /^$/);
      expect(stderr).toMatch(expected.stderr ?? /^$/);
      expect(paths).toEqual(expected.paths ?? ['fixtures']);
      expect(code).toBe(expected.code);
    });
  }

  check('chooses by itself', threeMigrations, ['fixtures'], {
    code: 0,
    stdout: /^A {2}✘ FAILED {2}instance-00000015[^]*\nB {2}✔ COMPLETED/,
  });
  check('takes names before paths', threeMigrations, [BAD, GOOD, 'fixtures', 'other/logs'], {
    code: 0,
    paths: ['fixtures', 'other/logs'],
    stdout: /^A {2}✘ FAILED {2}instance-0000000b/,
  });
  check('takes one name', threeMigrations, [BAD, './fixtures'], {
    code: 0,
    paths: ['./fixtures'],
    stdout: /instance-0000000b/,
  });
  check('gives out JSON', threeMigrations, ['--format', 'json', BAD, DEAD, 'fixtures'], {
    code: 0,
    stdout: /^\{\n {2}"schemaVersion": 1,\n {2}"left"/,
  });
  check('says what nobody is called', threeMigrations, ['nobody', 'fixtures'], {
    code: 2,
    stderr: /no migration is called nobody/,
  });
  check('says when there is nothing to compare', healthy, ['fixtures'], {
    code: 2,
    stderr: /no migration that did not complete/,
  });

  it('needs logs', async () => {
    await expect(ran(healthy, 'diff', ['m-1', 'm-2'])).rejects.toThrow('No logs to read.');
  });
});

describe('migscope stats', () => {
  it('counts for people', async () => {
    const { code, stdout } = await ran(threeMigrations, 'stats', ['fixtures']);
    expect(stdout).toMatch(/^3 live migrations, [^]*\nSuccess +1 of 3 \(33 %\)\n/);
    expect(code).toBe(0);
  });
  it('counts for programs', async () => {
    const json = JSON.parse(
      (await ran(threeMigrations, 'stats', ['fixtures', '--format', 'json'])).stdout,
    ) as object;
    expect(json).toMatchObject({ schemaVersion: 1, total: 3 });
    const { stdout } = await ran(threeMigrations, 'stats', ['fixtures', '--format', 'csv']);
    expect(stdout).toMatch(/^table,group,metric,value,unit,n\nall,,completed,1,migrations,3\n/);
  });
  it('has nothing to count where nothing was recognised', async () => {
    const { code, stdout, stderr } = await ran({ ...threeMigrations, migrations: [], inputs: [] }, 'stats', [
      'fixtures',
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/nothing in the input was recognised/);
  });
});
