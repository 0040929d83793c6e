import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLogCommand } from '../../src/cli/commands/arguments.ts';
import { runCommand } from '../../src/cli/commands/run-command.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import type { Analysis } from '../../src/model/index.ts';
import { analysis, healthy, portBlocked, threeMigrations } from '../present/example-analysis.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-check-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function ran(from: Analysis, line: string) {
  const argv = line.split(' ').map((word) => word.replace(/^@/, `${folder}/`));
  const request = parseLogCommand('check', [...argv.filter((word) => word !== ''), 'bundle']);
  if (request.kind !== 'command') throw new Error('not a command');
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const terminal = { ...streams, env: {} } as unknown as Terminal;
  const code = await runCommand(request.command, terminal, { analyze: async () => from });
  const all = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? '').toString();
  return { code, stdout: all(streams.stdout), stderr: all(streams.stderr) };
}

const FINGERPRINT = portBlocked.findings[0]?.fingerprint ?? '';
const FILES: Readonly<Record<string, string>> = {
  'met.yaml': 'migrations: [{ domain: instance-0000000b, outcome: failed }]\n',
  'missed.yaml': 'migrations:\n  - domain: instance-0000000b\n    outcome: completed\n',
  'broken.yaml': 'migrations:\n  - domain: [\n',
  'accepted.yaml': `accepted: [{ fingerprint: '${FINGERPRINT}', reason: known }]\n`,
  'stale.yaml': "accepted:\n  - fingerprint: 'feed'\n    rule: some-rule\n",
  'no-fingerprint.yaml': 'accepted: [{ rule: x }]\n',
};

describe('migscope check', () => {
  function check(
    name: string,
    from: Analysis,
    line: string,
    expected: { readonly code: number; readonly stdout?: RegExp; readonly stderr?: RegExp },
  ): void {
    it(name, async () => {
      for (const [file, text] of Object.entries(FILES)) writeFileSync(join(folder, file), text);
      const { code, stdout, stderr } = await ran(from, line);
      expect(stdout).toMatch(expected.stdout ?? /^$/);
      expect(stderr).toMatch(expected.stderr ?? /^$/);
      expect(code).toBe(expected.code);
    });
  }

  check('says nothing when nothing is wrong', healthy, '', { code: 0 });
  check('names findings, with what one needs to accept them', portBlocked, '', {
    code: 1,
    stdout: new RegExp(`^✘ FAILED  instance-0000000b [^]*fingerprint ${FINGERPRINT}\\n\\n1 finding\\n$`),
  });
  check('says nothing below --fail-on', portBlocked, '--fail-on none', { code: 0 });
  check('says nothing when expectations are met, failures among them', portBlocked, '--expect @met.yaml', {
    code: 0,
  });
  check('shows the line of an expectation that is not met', portBlocked, '--expect @missed.yaml', {
    code: 1,
    stdout:
      /^error\[expect-not-met\]: outcome is failed, expected completed\n[^]*missed\.yaml:3:14\n[^]*1 expectation not met\n$/,
  });
  check('cannot work with a broken file', portBlocked, '--expect @broken.yaml', {
    code: 2,
    stderr: /error\[expect-not-yaml\]/,
  });
  check('says nothing of accepted findings', portBlocked, '--baseline @accepted.yaml', { code: 0 });
  check('counts accepted findings beside others', threeMigrations, '--baseline @accepted.yaml', {
    code: 1,
    stdout: /\n2 findings; 1 more accepted by the baseline\n$/,
  });
  check('warns of entries that accept nothing any more', healthy, '--baseline @stale.yaml', {
    code: 0,
    stderr:
      /^warning\[baseline-out-of-date\]: some-rule is accepted, but not found any more\n[^]*stale\.yaml:2:5\n/,
  });
  check('does not when a filter leaves something out', healthy, '--baseline @stale.yaml --since 2026-01-01', {
    code: 0,
  });
  check('cannot work with a broken baseline', healthy, '--baseline @no-fingerprint.yaml', {
    code: 2,
    stderr: /error\[baseline-invalid\]: this entry has no fingerprint/,
  });
  check('cannot judge what was not recognised', { ...analysis([], []), inputs: [] }, '', {
    code: 2,
    stderr: /nothing in the input was recognised/,
  });
  check('takes logs without a migration for good', analysis([], []), '', { code: 0 });
  check('gives out SARIF even when nothing is wrong', healthy, '--format sarif', {
    code: 0,
    stdout: /"version": "2\.1\.0"[^]*"results": \[\]/,
  });
  check('gives out JUnit when something is wrong', portBlocked, '--format junit', {
    code: 1,
    stdout: /<testsuites name="migscope" tests="1" failures="1"/,
  });

  it('meets what it wrote itself, and overwrites it when told so again', async () => {
    const written = await ran(
      threeMigrations,
      '--write-expect @e.yaml --write-baseline @b.yaml --fail-on info',
    );
    expect(written).toEqual({
      code: 0,
      stdout: '',
      stderr: `migscope: wrote ${folder}/e.yaml\nmigscope: wrote ${folder}/b.yaml\n`,
    });
    expect((await ran(threeMigrations, '--baseline @b.yaml --fail-on info')).code).toBe(0);
    writeFileSync(
      join(folder, 'b.yaml'),
      readFileSync(join(folder, 'b.yaml'), 'utf8').replace("reason: ''", "reason: 'a firewall of the lab'"),
    );
    expect((await ran(threeMigrations, '--write-baseline @b.yaml')).code).toBe(0);
    expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toContain('reason: a firewall of the lab');
  });
  it('writes a report where the ending says which', async () => {
    const { code, stdout } = await ran(portBlocked, '--output @report.xml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toMatch(/^<\?xml/);
    await expect(ran(portBlocked, '--output @report.xml')).rejects.toThrow(UsageError);
  });
  it('writes nothing down that was not found', async () => {
    expect((await ran({ ...analysis([], []), inputs: [] }, '--write-expect @e.yaml')).code).toBe(2);
    expect(existsSync(join(folder, 'e.yaml'))).toBe(false);
  });
  it('names a file that is not there', async () => {
    await expect(ran(portBlocked, '--expect @none.yaml')).rejects.toThrow(/Cannot read .*none\.yaml/);
  });
});
