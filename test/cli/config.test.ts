import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyzeWith } from '../../src/cli/analyze-with.ts';
import { parseLogCommand } from '../../src/cli/commands/arguments.ts';
import { runCommand } from '../../src/cli/commands/run-command.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import type { Analysis } from '../../src/model/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-config-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const FILES: Readonly<Record<string, string>> = {
  'cmp-a/etc/nova/nova.conf': '[libvirt]\nlive_migration_compression = true\nlive_migration_downtime = 20\n',
  'cmp-b/etc/nova/nova.conf': '[libvirt]\nlive_migration_compression = true\n',
  'sound/nova.conf': '[libvirt]\nvirt_type = kvm\n',
  'flat/cmp-x.nova.conf': '[libvirt]\nlive_migration_inbound_addr = 10.0.0.9\n',
  'flat/cmp-y.nova.conf': '[libvirt]\nlive_migration_inbound_addr = 10.0.0.9\n',
  'nova.conf.old': '[libvirt]\nlive_migration_uri = qemu+tcp://cmp-b/system\n',
  'secret/nova.conf': '[libvirt]\nlive_migration_passwort = 1\nlive_migration_password = hunter2\n',
  'empty/readme.txt': 'nothing\n',
};

async function ran(line: string) {
  const argv = line.split(' ').map((word) => word.replace(/^@/, `${folder}/`));
  const request = parseLogCommand('config', argv);
  if (request.kind !== 'command') throw new Error('not a command');
  const stdin = new PassThrough();
  stdin.end('[libvirt]\nlive_migration_bandwidth=fast\n');
  const streams = { stdin, stdout: new PassThrough(), stderr: new PassThrough() };
  const terminal = { ...streams, env: {} } as unknown as Terminal;
  const code = await runCommand(request.command, terminal, {
    analyze: (args, stdin) => analyzeWith(args, stdin, '0.0.0'),
  });
  const all = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? '').toString();
  return { code, stdout: all(streams.stdout), stderr: all(streams.stderr) };
}

describe('migscope config', () => {
  function check(
    name: string,
    line: string,
    expected: { readonly code: number; readonly stdout?: RegExp; readonly stderr?: RegExp },
  ): void {
    it(name, async () => {
      const { code, stdout, stderr } = await ran(line);
      expect(stdout).toMatch(expected.stdout ?? /^$/);
      expect(stderr).toMatch(expected.stderr ?? /^$/);
      expect(code).toBe(expected.code);
    });
  }

  check('says that all is well', '@sound', {
    code: 0,
    stdout: /\n\nNothing to say about 1 file of 1 host\.\n$/,
  });
  check('shows the line, the reason and the way out', '@cmp-a --release zed', {
    code: 1,
    stdout:
      /^cmp-a  Zed, as you say  etc\/nova\/nova\.conf\n\nerror\[value-out-of-range\]: live_migration_downtime = 20, but Nova takes at least 100\n --> etc\/nova\/nova\.conf:3:27\n  \|\n3 \| live_migration_downtime = 20\n  \| {27}\^\^\n[^]*warning\[option-that-no-release-has\]/,
  });
  check('says what several hosts have once', '@cmp-a @cmp-b --fail-on none', {
    code: 0,
    stdout: /option-that-no-release-has[^]*= also: cmp-b\/etc\/nova\/nova\.conf:2\n/,
  });
  check('tells hosts apart in one folder', '@flat', {
    code: 1,
    stdout: /10\.0\.0\.9 stands on cmp-y, too[^]*10\.0\.0\.9 stands on cmp-x, too/,
  });
  check('takes a file for what it holds when it is named', '@nova.conf.old', {
    code: 1,
    stdout: /live_migration_uri has no %s/,
  });
  check('warnings count when they are asked for', '@cmp-b --fail-on warning', {
    code: 1,
    stdout: /1 warning/,
  });
  check('shows no secret', '@secret', {
    code: 0,
    stdout: /^(?![^]*hunter2)[^]*live_migration_password = \*\*\*/,
  });
  check('reads nova.conf from standard input', '-', {
    code: 1,
    stdout: /stdin:2:26[^]*live_migration_bandwidth/,
  });
  check('shows pseudonyms where it is asked to', '@flat --redact', {
    code: 1,
    stdout: /^(?![^]*cmp-[xy])(?![^]*10\.0\.0\.9)[^]*inbound-address-shared/,
  });
  check('says when there is nothing to check', '@empty', { code: 2, stderr: /no configuration was found/ });
  check('says when a path does not exist', '@nowhere', { code: 2, stderr: /cannot read .*nowhere/ });
  check('gives out SARIF with lines and columns', '@cmp-a --format sarif', {
    code: 1,
    stdout: /"ruleId": "value-out-of-range"[^]*"startLine": 3,\n\s+"startColumn": 27/,
  });
  check('gives out JUnit', '@cmp-a --format junit', {
    code: 1,
    stdout: /<testcase name="cmp-a" classname="hosts">\n\s+<failure message="live_migration_downtime = 20/,
  });

  it('gives out an analysis without migrations as JSON', async () => {
    const { stdout, code } = await ran('@cmp-a --format json --release 26.2');
    const { findings, migrations, configuration } = JSON.parse(stdout) as Analysis;
    expect(findings.map(({ ruleId }) => ruleId)).toEqual([
      'value-out-of-range',
      'option-that-no-release-has',
    ]);
    expect(migrations).toEqual([]);
    expect(configuration?.hosts[0]?.release).toBe('zed');
    expect(code).toBe(1);
  });

  it('refuses a release that there is not', async () => {
    await expect(ran('@cmp-a --release zedd')).rejects.toThrow(UsageError);
    await expect(ran('@cmp-a --release zedd')).rejects.toMatchObject({ fix: 'Did you mean zed?' });
  });
});
