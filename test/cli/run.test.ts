import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/arguments.ts';
import { checkOutput, writeOutput } from '../../src/cli/output-file.ts';
import { run } from '../../src/cli/run.ts';
import { sourceDate } from '../../src/cli/source-date.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { write } from '../../src/cli/write.ts';
import type { Analysis, Diagnostic, LineTexts } from '../../src/model/index.ts';
import { analysis, deadGuest, healthy, portBlocked } from '../present/example-analysis.ts';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const LINES: LineTexts = new Map([
  [
    'cmp-a/var/log/nova/nova-compute.log',
    new Map([
      [199, 'the line before, as it stands there'],
      [200, 'the line itself'],
    ]),
  ],
]);

async function ran(
  from: Analysis,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const request = parseArguments([...argv, 'bundle'], '0');
  if (request.kind !== 'run') throw new Error('not a run');
  const stdout = new PassThrough({ highWaterMark: 1 << 24 });
  const streams = { stdin: new PassThrough(), stdout, stderr: new PassThrough() };
  const terminal = { ...streams, env } as unknown as Terminal;
  const code = await run(request.arguments, terminal, {
    analyze: async () => from,
    readLines: async () => LINES,
  });
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
  check('puts lines of the logs beside the evidence in HTML', portBlocked, ['--format', 'html'], {
    code: 1,
    stdout: /the line before, as it stands there/,
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

describe('--output', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migscope-output-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const inFolder = (name: string): string => join(folder, name);

  function check(
    name: string,
    argv: readonly string[],
    expected: { readonly file: string; readonly is: RegExp } | { readonly refused: RegExp },
  ): void {
    it(name, async () => {
      const run = ran(portBlocked, argv);
      if ('refused' in expected) {
        await expect(run).rejects.toMatchObject({
          what: expect.stringMatching(expected.refused) as string,
          fix: expect.any(String) as string,
        });
      } else {
        expect(await run).toMatchObject({ code: 1, stdout: '' });
        expect(readFileSync(expected.file, 'utf8')).toMatch(expected.is);
      }
      expect(readdirSync(folder).filter((one) => one.endsWith('.part'))).toEqual([]);
    });
  }

  writeFileSync(inFolder('old.txt'), 'old');
  writeFileSync(inFolder('kept.txt'), 'kept');
  writeFileSync(inFolder('linked.txt'), 'old');
  symlinkSync(inFolder('linked.txt'), inFolder('link.txt'));

  check('takes the format from the ending of the file', ['--output', inFolder('a.json')], {
    file: inFolder('a.json'),
    is: /^\{\n {2}"schemaVersion": 1/,
  });
  check('prefers the format that is named', ['--output', inFolder('b.json'), '--format', 'text'], {
    file: inFolder('b.json'),
    is: /^✘ FAILED[^\x1b]*$/,
  });
  check('writes text where the ending tells nothing', ['--output', inFolder('report')], {
    file: inFolder('report'),
    is: /^✘ FAILED/,
  });
  check('replaces a file when told to', ['--output', inFolder('old.txt'), '--force'], {
    file: inFolder('old.txt'),
    is: /^✘ FAILED/,
  });
  check('writes where a link leads', ['--output', inFolder('link.txt'), '--force'], {
    file: inFolder('linked.txt'),
    is: /^✘ FAILED/,
  });
  check('leaves a file that is there alone', ['--output', inFolder('kept.txt')], { refused: /is there/ });
  check('takes no folder for a file', ['--output', folder, '--force'], { refused: /Cannot write/ });
  check('makes no folder', ['--output', inFolder('no/such.txt')], { refused: /Cannot write/ });
  it('has left alone what it refused to replace', () =>
    expect(readFileSync(inFolder('kept.txt'), 'utf8')).toBe('kept'));
  it('leaves a file alone that comes up while the logs are read', async () => {
    const late = inFolder('late.txt');
    await checkOutput(late, false);
    writeFileSync(late, 'late');
    await expect(writeOutput(late, 'report', false)).rejects.toThrow(/is there already/);
    expect(readFileSync(late, 'utf8')).toBe('late');
  });
});

describe('SOURCE_DATE_EPOCH', () => {
  it('is a time in whole seconds', () =>
    expect(sourceDate({ SOURCE_DATE_EPOCH: '1795484916' })).toBe('2026-11-24T01:48:36.000Z'));
  it('may be absent', () => expect(sourceDate({})).toBeUndefined());
  it.each(['now', '1.5', '-1', '999999999999'])('is not %s', async (text) => {
    await expect(ran(healthy, [], { SOURCE_DATE_EPOCH: text })).rejects.toThrow(/SOURCE_DATE_EPOCH is/);
  });
});

describe('write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migscope-pieces-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  function* pieces(asked: string[]): Generator<string> {
    for (const piece of ['one ', '', 'two']) {
      asked.push(piece);
      yield piece;
    }
  }
  it('writes pieces in their order', async () => {
    const stream = new PassThrough();
    await write(stream, pieces([]));
    expect(String(stream.read())).toBe('one two');
    const file = join(folder, 'pieces.json');
    await writeOutput(file, pieces([]), false);
    expect(readFileSync(file, 'utf8')).toBe('one two');
  });
  it('asks for no further piece when the reader has gone', async () => {
    const pipe = new PassThrough();
    pipe.destroy(Object.assign(new Error('closed'), { code: 'EPIPE' }));
    const asked: string[] = [];
    await write(pipe, pieces(asked));
    expect(asked).toEqual(['one ']);
  });
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
