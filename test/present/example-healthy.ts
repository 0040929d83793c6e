import type { Migration } from '../../src/model/index.ts';
import { exampleCopy } from './example-copy.ts';
import { event, span } from './example-event.ts';

const NOVA = 'nova/nova-compute.log';
const QEMU = 'libvirt/qemu/instance-00000009.log';

export const healthyMigration: Migration = {
  id: 'a225cfdb-20261124T014715',
  migrationUuid: 'cbc51c6b-f64d-4629-a46b-e858daa87003',
  requestId: 'req-688d4f1e-4890-4ef0-95aa-eb4c60f8c8e6',
  requestIds: ['req-688d4f1e-4890-4ef0-95aa-eb4c60f8c8e6'],
  instance: 'a225cfdb-3a71-48f4-9223-ab2d9084b7be',
  domain: 'instance-00000009',
  kind: 'block',
  mode: 'pre-copy',
  source: 'cmp-a',
  destination: 'cmp-b',
  startedAt: '2026-11-24T01:47:15.402Z',
  endedAt: '2026-11-24T01:47:28.481Z',
  outcome: 'completed',
  instanceIsOn: 'cmp-b',
  phases: [
    span('request', '01:47:15.402', '01:47:15.700', 298, 'ctl'),
    span('check', '01:47:15.700', '01:47:18.520', 2820, 'cmp-b'),
    span('pre-live-migration', '01:47:18.520', '01:47:24.898', 6378, 'cmp-b'),
    span('copy', '01:47:24.942', '01:47:27.356', 2414, 'cmp-a'),
    span('switchover', '01:47:27.356', '01:47:27.433', 77, 'cmp-b'),
    span('post-live-migration', '01:47:27.866', '01:47:28.481', 615, 'cmp-a'),
  ],
  copy: exampleCopy({
    durationMs: 2414,
    memoryTotal: 537_477_120,
    memoryProcessed: 310_378_496,
    memoryRemaining: 0,
    throughput: { value: 128_574_355 },
    verdict: { type: 'converged', passes: 1, certainty: 'certain' },
  }),
  downtimeMs: { value: 77, basis: 'lifecycle', tolerance: 25 },
  events: [
    event(
      '01:47:24.898',
      'cmp-a',
      `${NOVA}:201`,
      'nova.pre-live-migration-done',
      'pre_live_migration on cmp-b took 6.38 s',
    ),
    event(
      '01:47:25.003',
      'cmp-b',
      `${QEMU}:1`,
      'qemu.starting-incoming',
      'QEMU waits for the incoming guest',
    ),
    event(
      '01:47:25.638',
      'cmp-a',
      `${NOVA}:211`,
      'nova.progress',
      'Migration running for 0 s, memory 100 % remaining',
      { count: 3, until: '2026-11-24T01:47:26.640Z' },
    ),
    event('01:47:26.435', 'cmp-a', `${QEMU}:52`, 'qemu.initiating', 'QEMU begins to send'),
    event('01:47:27.357', 'cmp-a', `${NOVA}:217`, 'nova.vm-paused', 'VM Paused on the source'),
    event('01:47:27.433', 'cmp-b', `${NOVA}:54`, 'nova.vm-resumed', 'VM Resumed on the destination'),
    event(
      '01:47:27.866',
      'cmp-a',
      `${NOVA}:227`,
      'nova.migration-completed',
      'Migration operation has completed',
    ),
  ],
  links: [],
  findings: [],
};
