import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { DowntimeAnalysis } from '../../src/model/index.ts';

const knowledge = { ...knowledgeFor(), rules: [] };
const INSTANCE = '11111111-2222-4333-8444-555555555555';

/** A line of nova-compute at a second of the minute. */
function nova(at: string, logger: string, text: string, level = 'INFO'): string {
  return `2026-01-02 03:04:${at} 30 ${level} nova.${logger} [-] [instance: ${INSTANCE}] ${text}`;
}

/** An event of QEMU, logged by libvirtd a little later. */
function event(at: string, monitor: string, name: string): string {
  const [seconds = '', ms = ''] = at.split('.');
  const epoch = Date.UTC(2026, 0, 2, 3, 4, Number(seconds)) / 1000;
  const stamp = `{"timestamp": {"seconds": ${epoch}, "microseconds": ${Number(ms) * 1000}}, "event": "${name}"}`;
  return `2026-01-02 03:04:${at.slice(0, 3)}999+0000: 90: info : qemuMonitorJSONIOProcessLine:203 : QEMU_MONITOR_RECV_EVENT: mon=${monitor} event=${stamp}`;
}

const STEP = nova(
  '05.000',
  'virt.libvirt.migration',
  'Increasing downtime to 50 ms after 0 sec elapsed time',
);
const TOLD =
  '2026-01-02 03:04:05.002+0000: 91: info : qemuMonitorSend:861 : QEMU_MONITOR_SEND_MSG: mon=0xa1 msg={"execute":"migrate-set-parameters","arguments":{"downtime-limit":50},"id":"libvirt-4"}';
const PAUSED = nova('20.600', 'compute.manager', 'VM Paused (Lifecycle Event)');
const RESUMED = nova('20.750', 'compute.manager', 'VM Resumed (Lifecycle Event)');
const DONE = [
  nova('21.000', 'virt.libvirt.driver', 'Migration operation has completed'),
  nova('21.000', 'compute.manager', '_post_live_migration() is started..'),
  nova('21.500', 'compute.manager', 'Migrating instance to cmp-b finished successfully.'),
];
const PREPARED = nova(
  '04.000',
  'compute.manager',
  'Took 2.00 seconds for pre_live_migration on destination host cmp-b.',
);

interface Logs {
  readonly source: readonly string[];
  readonly destination?: readonly string[];
  readonly monitor?: readonly string[];
}

async function check(logs: Logs, expected: Partial<DowntimeAnalysis> | undefined): Promise<void> {
  const { source, destination = [], monitor = [] } = logs;
  const files = {
    'cmp-a/var/log/nova/nova-compute.log': [PREPARED, STEP, ...source],
    'cmp-b/var/log/nova/nova-compute.log': [
      nova('05.100', 'compute.manager', 'VM Started (Lifecycle Event)'),
      ...destination,
    ],
    'cmp-a/var/log/libvirt/libvirtd.log': monitor,
  };
  const texts = Object.fromEntries(
    Object.entries(files).map(([path, lines]) => [path, lines.map((line) => `${line}\n`).join('')]),
  );
  const { migrations } = await analyzeBundle(bundleOf(texts), knowledge);
  expect(migrations).toHaveLength(1);
  const downtime = migrations[0]?.downtime;
  if (expected === undefined) expect(downtime).toBeUndefined();
  else expect(downtime).toMatchObject(expected);
}

describe('a blackout', () => {
  test('lasts from "paused" on the source to "resumed" on the destination', async () => {
    await check(
      { source: [PAUSED, ...DONE], destination: [RESUMED] },
      {
        valueMs: 150,
        lowMs: 0,
        basis: 'lifecycle',
        blackouts: [{ ms: 150, purpose: 'switch-over' }] as never,
      },
    );
  });

  test("begins when the guest's own QEMU says so, not when Nova hears of it nor when another guest stops", async () => {
    await check(
      {
        source: [PAUSED, ...DONE],
        destination: [RESUMED],
        monitor: [TOLD, event('20.100', '0xb2', 'STOP'), event('20.400', '0xa1', 'STOP')],
      },
      { valueMs: 350, basis: 'lifecycle', blackouts: [{ from: { kind: 'qemu.guest-stopped' } }] as never },
    );
  });

  test('has an upper bound alone when the destination does not tell', async () => {
    await check({ source: [PAUSED, ...DONE] }, { lowMs: 0, highMs: 700, basis: 'phases' });
  });

  test('ends on the source when the migration is rolled back', async () => {
    const back = nova('23.000', 'compute.manager', 'VM Resumed (Lifecycle Event)');
    const aborted = nova('23.500', 'virt.libvirt.driver', 'Migration operation has aborted', 'ERROR');
    await check(
      { source: [PAUSED, back, aborted] },
      { valueMs: 2400, basis: 'lifecycle', blackouts: [{ purpose: 'rollback', toleranceMs: 600 }] as never },
    );
  });

  test('is not made up where no line tells of one', async () => {
    await check({ source: DONE }, undefined);
  });
});
