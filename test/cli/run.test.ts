import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/arguments.ts';
import { run } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { write } from '../../src/cli/write.ts';
import type { Analysis, Diagnostic } from '../../src/model/index.ts';
import { analysis, deadGuest, healthy, portBlocked } from '../present/example-analysis.ts';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function ran(from: Analysis, argv: readonly string[]): Promise<Ran> {
  const request = parseArguments([...argv, 'bundle'], '0');
  if (request.kind !== 'run') throw new Error('not a run');
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const terminal = { ...streams, env: {} } as unknown as Terminal;
  const code = await run(request.arguments, terminal, { analyze: async () => from });
  const all = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? '').toString();
  return { code, stdout: all(streams.stdout), stderr: all(streams.stderr) };
}

const broken: Diagnostic = {
  code: 'condition-invalid',
  severity: 'error',
  what: '--where: unknown name "outcom"',
  why: 'there is no such field',
  fix: 'did you mean "outcome"?',
};

describe('run', () => {
  function check(
    name: string,
    from: Analysis,
    argv: readonly string[],
    expected: { readonly code: number; readonly stdout: RegExp; readonly stderr: RegExp },
  ): void {
    it(name, async () => {
      const { code, stdout, stderr } = await ran(from, argv);
      expect(stdout).toMatch(expected.stdout);
      expect(stderr).toMatch(expected.stderr);
      expect(code).toBe(expected.code);
    });
  }

  check('prints the text report into a pipe', portBlocked, [], {
    code: 1,
    stdout: /^✘ FAILED/,
    stderr: /^$/,
  });
  check('prints JSON', healthy, ['--format', 'json'], {
    code: 0,
    stdout: /^\{\n {2}"schemaVersion": 1/,
    stderr: /^$/,
  });
  check('says warnings in short on standard error', deadGuest, [], {
    code: 1,
    stdout: /^✘ FAILED/,
    stderr:
      /^migscope: warning: ctl\/var\/log\/nova\/nova-conductor\.log:39: The file ends in the middle of a line\.\n$/,
  });
  check('leaves warnings in JSON', deadGuest, ['--format', 'json'], {
    code: 1,
    stdout: /log-truncated/,
    stderr: /^$/,
  });
  check('says errors in full', { ...analysis([], []), diagnostics: [broken] }, [], {
    code: 2,
    stdout: /^$/,
    stderr:
      /^migscope: error: --where.*\n {2}Why: there is no such field\n {2}What to do: did you mean "outcome"\?\n$/,
  });
  check(
    'says errors beside JSON, too',
    { ...analysis([], []), diagnostics: [broken] },
    ['--format', 'json'],
    {
      code: 2,
      stdout: /condition-invalid/,
      stderr: /error: --where/,
    },
  );
  check('names a migration that is not there', analysis([], []), ['--migration', 'm-9'], {
    code: 2,
    stdout: /^$/,
    stderr: /no live migration matches --migration m-9/,
  });
  check('says what to give when nothing was recognised', { ...analysis([], []), inputs: [] }, [], {
    code: 2,
    stdout: /^$/,
    stderr: /nothing in the input was recognised/,
  });
  check('reports logs without a migration', analysis([], []), [], {
    code: 0,
    stdout: /^No live migration found/,
    stderr: /^$/,
  });
  check('keeps colour out of a pipe', portBlocked, [], { code: 1, stdout: /^[^\x1b]*$/, stderr: /^$/ });
  check('colours when told to', portBlocked, ['--color', 'always'], {
    code: 1,
    stdout: /\x1b\[1m/,
    stderr: /^$/,
  });
  check('lays out as wide as told', portBlocked, ['--columns', '60'], {
    code: 1,
    stdout: /^What {4}The live migration failed while the guest was being\n/m,
    stderr: /^$/,
  });
});

describe('write', () => {
  it('takes a closed pipe quietly', async () => {
    const pipe = new PassThrough();
    pipe.destroy(Object.assign(new Error('closed'), { code: 'EPIPE' }));
    await expect(write(pipe, 'text')).resolves.toBeUndefined();
  });
  it('passes other errors on', async () => {
    const disk = new PassThrough();
    disk.destroy(Object.assign(new Error('disk full'), { code: 'ENOSPC' }));
    await expect(write(disk, 'text')).rejects.toThrow('disk full');
  });
});
