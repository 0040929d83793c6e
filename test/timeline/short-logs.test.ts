import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Analysis, Migration } from '../../src/model/index.ts';

const UUID = '11111111-2222-4333-8444-555555555555';
const INSTANCE = `[instance: ${UUID}]`;
const REQUEST = '[None req-aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee user project - - default default]';
const DRIVER = 'INFO nova.virt.libvirt.driver [-]';
const SOURCE = 'cmp-a/var/log/nova/nova-compute.log';
const DESTINATION = 'cmp-b/var/log/nova/nova-compute.log';
const API = 'ctl/var/log/nova/nova-api.log';
const GUEST_ON_SOURCE = 'cmp-a/var/log/libvirt/qemu/instance-0000002a.log';
const GUEST_ON_DESTINATION = 'cmp-b/var/log/libvirt/qemu/instance-0000002a.log';

const PREPARED = `2026-01-02 03:04:04.000 30 INFO nova.compute.manager [-] ${INSTANCE} Took 2.00 seconds for pre_live_migration on destination host cmp-b.`;
const ANSWERED = `2026-01-02 03:04:00.200 21 INFO nova.api.openstack.requestlog ${REQUEST} 192.0.2.1 "POST /v2.1/servers/${UUID}/action" status: 202 len: 0 microversion: 2.90 time: 0.1`;
const CPU_CHECKED = `2026-01-02 03:04:01.000 31 INFO nova.virt.libvirt.driver ${REQUEST} Instance launched has CPU info: {"vendor": "Intel"}`;

function analysisOf(logs: Readonly<Record<string, readonly string[]>>): Promise<Analysis> {
  const texts = Object.entries(logs).map(([path, lines]) => [path, `${lines.join('\n')}\n`] as const);
  return analyzeBundle(bundleOf(Object.fromEntries(texts)), knowledgeFor());
}

/** A guest's log from its start on. */
function guest(startedAt: string, host: string, ...lines: readonly string[]): string[] {
  return [
    `${startedAt}+0000: starting up libvirt version: 9.0.0, qemu version: 7.2.0, kernel: 6.1.0, hostname: ${host}`,
    'LC_ALL=C \\',
    '/usr/bin/qemu-system-x86_64 \\',
    '-name guest=instance-0000002a,debug-threads=on \\',
    `-uuid ${UUID} \\`,
    ...(host === 'cmp-b' ? ['-incoming defer \\'] : []),
    '-msg timestamp=on',
    ...lines,
  ];
}

function progress(seconds: number): string {
  const at = new Date(Date.UTC(2026, 0, 2, 3, 4, 5 + seconds)).toISOString().slice(0, 19).replace('T', ' ');
  const bytes = `(bytes processed=${String(seconds * 1000)}, remaining=8000000, total=8000000000)`;
  return `${at}.000 30 ${DRIVER} ${INSTANCE} Migration running for ${String(seconds)} secs, memory 50% remaining ${bytes}; disk 0% remaining (bytes processed=0, remaining=0, total=0).`;
}

describe('the zone of a process', () => {
  test.each([900, 1800, 3600, 7200])('does not come from a copy that lasts %i s', async (seconds) => {
    const { hosts, migrations } = await analysisOf({
      [SOURCE]: [PREPARED, progress(0), progress(30), progress(seconds)],
      [GUEST_ON_SOURCE]: guest(
        '2026-01-02 02:00:00.000',
        'cmp-a',
        '2026-01-02 03:04:05.200+0000: initiating migration',
      ),
    });
    expect(hosts.map(({ timeZone }) => timeZone)).toEqual([
      { offsetMinutes: 0, basis: "the guest's QEMU log, which is in UTC" },
    ]);
    expect(migrations.map(({ startedAt }) => startedAt)).toEqual(['2026-01-02T03:04:04.000Z']);
  });

  test('is one that some place on Earth keeps', async () => {
    const { hosts } = await analysisOf({
      [SOURCE]: [
        PREPARED,
        `2026-01-02 03:19:05.000 30 INFO nova.virt.libvirt.migration [-] ${INSTANCE} Increasing downtime to 50 ms after 0 sec elapsed time`,
      ],
      [GUEST_ON_SOURCE]: guest(
        '2026-01-02 02:00:00.000',
        'cmp-a',
        '2026-01-02 03:04:05.200+0000: initiating migration',
      ),
    });
    expect(hosts.map(({ timeZone }) => timeZone.offsetMinutes)).toEqual([0]);
  });
});

describe('zones of which nothing is known', () => {
  const checkedAt = (hour: string) => CPU_CHECKED.replace('03:04:01', `${hour}:04:01`);

  test('are as far apart as the requests that processes share', async () => {
    const { hosts } = await analysisOf({ [API]: [ANSWERED], [DESTINATION]: [checkedAt('05')] });
    expect(hosts.map(({ name, timeZone }) => [name, timeZone])).toEqual([
      [
        'cmp-b',
        { offsetMinutes: 120, basis: 'requests it shares with processes that are assumed to write UTC' },
      ],
      ['ctl', { offsetMinutes: 0, basis: 'assumed: nothing in the bundle tells' }],
    ]);
  });

  test('are alike on hosts of one kind', async () => {
    const { hosts } = await analysisOf({
      [API]: [ANSWERED],
      [DESTINATION]: [checkedAt('05')],
      [SOURCE]: [PREPARED.replace('03:04:04', '05:04:04')],
    });
    expect(hosts.map(({ timeZone }) => timeZone.offsetMinutes)).toEqual([120, 120, 0]);
  });

  test('are taken for UTC where requests tell of no distance', async () => {
    const { hosts } = await analysisOf({ [API]: [ANSWERED], [DESTINATION]: [CPU_CHECKED] });
    expect(new Set(hosts.map(({ timeZone }) => timeZone.basis))).toEqual(
      new Set(['assumed: nothing in the bundle tells']),
    );
  });
});

describe('a failed migration without DEBUG lines', () => {
  async function failureOf(
    logs: Readonly<Record<string, readonly string[]>>,
  ): Promise<Migration | undefined> {
    const { migrations } = await analysisOf(logs);
    expect(migrations).toHaveLength(1);
    return migrations[0];
  }

  test('has the request that only its destination handled as a live migration', async () => {
    const found = await failureOf({
      [API]: [ANSWERED],
      [DESTINATION]: [CPU_CHECKED],
      [SOURCE]: [
        PREPARED,
        `2026-01-02 03:04:06.000 30 ERROR nova.virt.libvirt.driver [-] ${INSTANCE} Live Migration failure: operation failed: it broke: libvirt.libvirtError: operation failed: it broke`,
      ],
    });
    expect(found?.requestId).toBe('req-aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee');
    expect(found?.startedAt).toBe('2026-01-02T03:04:00.200Z');
  });

  test('failed in its preparation where Nova says so', async () => {
    const found = await failureOf({
      [API]: [ANSWERED],
      [DESTINATION]: [
        CPU_CHECKED,
        `2026-01-02 03:04:03.000 31 ERROR oslo_messaging.rpc.server ${REQUEST} Exception during message handling: ValueError: it broke`,
      ],
      [SOURCE]: [
        `2026-01-02 03:04:03.100 30 ERROR nova.compute.manager [-] ${INSTANCE} Pre live migration failed at cmp-b: ValueError: it broke`,
      ],
    });
    expect(found?.failedPhase).toBe('pre-live-migration');
  });

  test('failed in the checks where a compute host failed before anything else was done', async () => {
    const found = await failureOf({
      [API]: [ANSWERED],
      [DESTINATION]: [
        `2026-01-02 03:04:03.000 31 ERROR oslo_messaging.rpc.server ${REQUEST} Exception during message handling: ValueError: it broke`,
      ],
      'ctl/var/log/nova/nova-conductor.log': [
        `2026-01-02 03:04:03.100 22 ERROR nova.conductor.manager ${REQUEST} Migration of instance ${UUID} to host cmp-b unexpectedly failed.: oslo_messaging.rpc.client.RemoteError: Remote error: ValueError it broke`,
      ],
    });
    expect(found?.failedPhase).toBe('check');
  });
});

test('a guest whose source died runs nowhere, though the QEMU that waits for it does', async () => {
  const { migrations } = await analysisOf({
    [SOURCE]: [
      PREPARED,
      progress(0),
      `2026-01-02 03:04:31.000 30 ERROR nova.virt.libvirt.driver [-] ${INSTANCE} Live Migration failure: operation failed: domain is not running: libvirt.libvirtError: operation failed: domain is not running`,
    ],
    [GUEST_ON_SOURCE]: guest(
      '2026-01-02 02:00:00.000',
      'cmp-a',
      '2026-01-02 03:04:05.200+0000: initiating migration',
      '2026-01-02 03:04:30.200+0000: shutting down, reason=crashed',
    ),
    [GUEST_ON_DESTINATION]: guest('2026-01-02 03:04:04.800', 'cmp-b'),
  });
  expect(migrations.map(({ outcome, instanceIsOn }) => [outcome, instanceIsOn])).toEqual([
    ['failed', 'nowhere'],
  ]);
});

test('a host that boots had no guest running any more', async () => {
  const { migrations } = await analysisOf({
    [SOURCE]: [PREPARED, progress(0), progress(30)],
    [GUEST_ON_SOURCE]: guest(
      '2026-01-02 02:00:00.000',
      'cmp-a',
      '2026-01-02 03:04:05.200+0000: initiating migration',
    ),
    'cmp-a/var/log/syslog': [
      '2026-01-02T03:11:20.000000+00:00 cmp-a kernel: [    0.000000] Linux version 6.1.0-30-amd64 (debian-kernel@lists.debian.org)',
    ],
  });
  expect(migrations.map(({ instanceIsOn }) => instanceIsOn)).toEqual(['unknown']);
});

test('a host named in a text that another host relays is the destination', async () => {
  const { migrations } = await analysisOf({
    [API]: [ANSWERED],
    'ctl/var/log/nova/nova-conductor.log': [
      `2026-01-02 03:04:03.100 22 WARNING nova.scheduler.utils ${REQUEST} Failed to compute_task_migrate_server: No valid host was found. Unable to move instance ${UUID} to host cmp-b. There is not enough capacity on the host for the instance.: nova.exception.NoValidHost: No valid host was found.`,
    ],
    [SOURCE]: [
      `2026-01-02 02:04:03.100 30 INFO nova.compute.manager [-] ${INSTANCE} VM Resumed (Lifecycle Event)`,
    ],
    [DESTINATION]: [
      `2026-01-02 02:04:03.100 30 INFO nova.service [-] Starting compute node (version 27.1.0)`,
    ],
  });
  expect(migrations.map(({ source, destination }) => [source, destination])).toEqual([['cmp-a', 'cmp-b']]);
});

const SWITCHED = `2026-01-02 03:04:25.000 30 INFO nova.virt.libvirt.migration [-] ${INSTANCE} Switching to post-copy migration mode`;
const BROKE = `2026-01-02 03:04:31.000 30 ERROR nova.virt.libvirt.driver [-] ${INSTANCE} Live Migration failure: operation failed: job 'migration out' failed in post-copy phase: libvirt.libvirtError: operation failed: job 'migration out' failed in post-copy phase`;
const RESUMED = `2026-01-02 03:04:25.200 31 INFO nova.compute.manager [-] ${INSTANCE} VM Resumed (Lifecycle Event)`;
const INITIATED = '2026-01-02 03:04:05.200+0000: initiating migration';

test.each([
  [[], 'unknown'],
  [['2026-01-02 03:04:30.200+0000: shutting down, reason=crashed'], 'nowhere'],
])('after the switch to post-copy a guest never runs on its source: %j', async (lastWords, place) => {
  const { migrations } = await analysisOf({
    [SOURCE]: [PREPARED, progress(0), SWITCHED, BROKE],
    [DESTINATION]: [RESUMED],
    [GUEST_ON_SOURCE]: guest('2026-01-02 02:00:00.000', 'cmp-a', INITIATED),
    [GUEST_ON_DESTINATION]: guest('2026-01-02 03:04:04.800', 'cmp-b', ...lastWords),
  });
  expect(migrations.map(({ mode, instanceIsOn }) => [mode, instanceIsOn])).toEqual([['post-copy', place]]);
});

test('QEMU’s last words have no stamp, and come when it ends', async () => {
  const { migrations } = await analysisOf({
    [SOURCE]: [
      PREPARED,
      progress(0),
      `2026-01-02 03:04:31.000 30 ERROR nova.virt.libvirt.driver [-] ${INSTANCE} Live Migration failure: operation failed: it broke: libvirt.libvirtError: operation failed: it broke`,
    ],
    [GUEST_ON_SOURCE]: guest('2026-01-02 02:00:00.000', 'cmp-a', INITIATED),
    [GUEST_ON_DESTINATION]: guest(
      '2026-01-02 03:04:04.800',
      'cmp-b',
      "qemu-system-x86_64: ../hw/virtio/virtio.c:3226: virtio_load: Assertion `it' failed.",
      '2026-01-02 03:04:30.200+0000: shutting down, reason=crashed',
    ),
  });
  const [one] = migrations;
  expect(one?.failedPhase).toBe('copy');
  expect(one?.events.find(({ kind }) => kind === 'qemu.crashed')?.at).toBe('2026-01-02T03:04:30.200Z');
});

test('a request that the API refuses because of what the guest is, is a refused migration', async () => {
  const { migrations } = await analysisOf({
    [API]: [
      `2026-01-02 03:04:00.100 21 INFO nova.api.openstack.wsgi ${REQUEST} HTTP exception thrown: Operation 'live-migration' not supported for vTPM-enabled instance (${UUID}).`,
      ANSWERED.replace('202', '409'),
    ],
    [SOURCE]: [
      `2026-01-02 02:04:03.100 30 INFO nova.compute.manager [-] ${INSTANCE} VM Resumed (Lifecycle Event)`,
    ],
  });
  expect(migrations.map(({ outcome, source }) => [outcome, source])).toEqual([['refused', 'cmp-a']]);
});
