import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { create } from 'tar';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model/index.ts';
import { CaseFolder, codesOf, expectStory, filesOf, story, type Files } from './case-folder.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const HOSTS = ['cmp-a', 'cmp-b', 'ctl'];
const files = filesOf(FIXTURE);
const cases = new CaseFolder('sosreport');

/** A report of a host, laid out as `sos report` 4.0 packs it; `isTailed`: its largest log was above the size limit. */
function reportOf(host: string, isTailed = false): Buffer {
  const root = `sosreport-${host}-04711-2026-11-24-abcdefg`;
  const own: Record<string, Uint8Array | string> = {
    'etc/hostname': `${host}\n`,
    'sos_commands/date/date': 'Tue Nov 24 01:50:00 UTC 2026\n',
    'sos_commands/host/hostname': `${host}\n`,
    'sos_commands/host/uptime': ' 01:50:00 up 3 days,  1 user,  load average: 0.10, 0.10, 0.10\n',
    'sos_commands/logs/journalctl_--disk-usage':
      'Archived and active journals take up 8.0M in the file system.\n',
    'sos_commands/logs/ls_-alRh_.var.log': 'var/log/nova:\ntotal 56K\n',
    'sos_logs/sos.log': '2026-11-24 01:50:00,123 INFO: [plugin:openstack_nova] added copyspec\n',
    'sos_reports/manifest.json': '{"version":"4.0"}',
    'version.txt': 'sosreport: 4.0\n',
  };
  for (const [path, bytes] of Object.entries(files))
    if (path.startsWith(`${host}/`)) own[path.slice(host.length + 1)] = bytes;
  const log = 'var/log/nova/nova-compute.log';
  const dotted = 'sos_strings/openstack_nova/var.log.nova.nova-compute.log.tailed';
  if (isTailed && own[log] !== undefined) {
    own[dotted] = own[log];
    delete own[log];
  }
  own['var/log/nova/.keep'] = '';
  const folder = cases.write(
    Object.fromEntries(Object.entries(own).map(([path, text]) => [join(root, path), text])),
  );
  symlinkSync('sos_commands/host/hostname', join(folder, root, 'hostname'));
  symlinkSync('sos_commands/date/date', join(folder, root, 'date'));
  if (isTailed && own[dotted] !== undefined) symlinkSync(join('../../..', dotted), join(folder, root, log));
  const file = `${folder}.tar`;
  create({ sync: true, file, cwd: folder }, [root]);
  return readFileSync(file);
}

function reports(ending: string, pack: (tar: Buffer) => Buffer, isTailed = false): Files {
  return Object.fromEntries(
    HOSTS.map((host) => [
      `sosreport-${host}-04711-2026-11-24-abcdefg.tar${ending}`,
      pack(reportOf(host, isTailed)),
    ]),
  );
}

/** The same, but that the logs of nova-compute count as cut. */
function cutShort({ coverage, ...rest }: Analysis): Analysis {
  const hosts = coverage.hosts.map(({ host, logs }) => ({
    host,
    logs: logs.map((log) => (log.kind === 'nova-compute' ? { ...log, state: 'truncated' as const } : log)),
  }));
  return { ...rest, coverage: { ...coverage, hosts } };
}

describe('the zone of a host is where etc/localtime leads', () => {
  function reportFolder(target: string, link = 'etc/localtime'): string {
    const log = 'var/log/nova/nova-api.log';
    const line = '2026-11-24 10:48:36.016 7 INFO nova.x [-] Going to try to live migrate instance to cmp-b\n';
    const folder = cases.write({ [`ctl/${log}`]: line, 'ctl/etc/hostname': 'ctl\n' });
    mkdirSync(dirname(join(folder, 'ctl', link)), { recursive: true });
    symlinkSync(target, join(folder, 'ctl', link));
    return folder;
  }

  async function expectTokyo(path: string): Promise<void> {
    const { hosts, inputs, diagnostics } = await analyze([path]);
    expect(hosts.map(({ name, timeZone }) => [name, timeZone])).toEqual([
      ['ctl', { offsetMinutes: 540, basis: 'etc/localtime' }],
    ]);
    expect(inputs.map(({ filesSeen, skipped }) => [filesSeen, skipped])).toEqual([[2, []]]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['no-migration-found']);
  }

  test.each(['../usr/share/zoneinfo/Asia/Tokyo', '/usr/share/zoneinfo/Asia/Tokyo'])('in a folder', (target) =>
    expectTokyo(reportFolder(target)),
  );

  test('in a tar', async () => {
    const folder = reportFolder('../usr/share/zoneinfo/Asia/Tokyo');
    create({ sync: true, file: `${folder}.tar`, cwd: folder }, ['ctl']);
    await expectTokyo(`${folder}.tar`);
  });

  describe('and not where that of a container leads, which the host only stores', () => {
    const stored = 'var/lib/docker/overlay2/7f3a/merged/etc/localtime';
    const folderOf = (): string => reportFolder('../usr/share/zoneinfo/Asia/Tokyo', stored);

    async function expectUnknown(path: string): Promise<void> {
      const { hosts } = await analyze([path]);
      expect(hosts.map(({ name, timeZone }) => [name, timeZone.offsetMinutes])).toEqual([['ctl', 0]]);
    }

    test('in a folder', () => expectUnknown(folderOf()));

    test('in a tar', async () => {
      const folder = folderOf();
      create({ sync: true, file: `${folder}.tar`, cwd: folder }, ['ctl']);
      await expectUnknown(`${folder}.tar`);
    });
  });
});

describe('sosreports of all hosts tell what their plain folders tell', () => {
  test('one by one', async () => {
    const all = reports('.gz', (tar) => gzipSync(tar));
    const folder = cases.write(all);
    await expectStory(
      Object.keys(all).map((name) => join(folder, name)),
      FIXTURE,
    );
  });

  test('in a folder', () => expectStory([cases.write(reports('.zst', zstdCompressSync))], FIXTURE));

  test('with logs that sos cut to their end, and says so', async () => {
    const found = await analyze([cases.write(reports('', (tar) => tar, true))]);
    expect(story(found)).toEqual(story(cutShort(await analyze([FIXTURE]))));
    expect(codesOf(found)).toEqual([]);
  });

  test('in the archive that sos collect makes of them', async () => {
    const inner = Object.entries(reports('.gz', (tar) => gzipSync(tar)));
    const name = 'sos-collector-case-2026-11-24-abcde';
    const packed = gzipSync(
      cases.tar(Object.fromEntries(inner.map(([path, tar]) => [`${name}/${path}`, tar]))),
    );
    await expectStory([join(cases.write({ [`${name}.tar.gz`]: packed }), `${name}.tar.gz`)], FIXTURE);
  });
});
