import type { Finding, Migration } from '../../src/model/index.ts';
import { exampleCopy } from './example-copy.ts';
import { event } from './example-event.ts';

const NOVA = 'nova/nova-compute.log';
const QEMU = 'libvirt/qemu/instance-00000015.log';

export const deadGuestMigration: Migration = {
  id: '01c8f502-20261124T020059',
  migrationUuid: 'ae92f42c-e34e-4bc6-80be-31db13028e38',
  requestId: 'req-ab6f998b-8970-476a-9cd1-2ea615880ee1',
  requestIds: ['req-ab6f998b-8970-476a-9cd1-2ea615880ee1'],
  instance: '01c8f502-9112-4f20-af53-d17101730e06',
  domain: 'instance-00000015',
  kind: 'block',
  mode: 'pre-copy',
  source: 'cmp-a',
  destination: 'cmp-b',
  startedAt: '2026-11-24T02:00:59.402Z',
  endedAt: '2026-11-24T02:01:18.332Z',
  outcome: 'failed',
  failedPhase: 'copy',
  instanceIsOn: 'nowhere',
  phases: [
    {
      phase: 'pre-live-migration',
      host: 'cmp-b',
      from: '2026-11-24T02:01:02.650Z',
      to: '2026-11-24T02:01:10.886Z',
      durationMs: 8236,
      basis: 'logged',
    },
    {
      phase: 'copy',
      host: 'cmp-a',
      from: '2026-11-24T02:01:10.975Z',
      to: '2026-11-24T02:01:17.536Z',
      durationMs: 6561,
      basis: 'logged',
    },
    {
      phase: 'post-live-migration',
      host: 'cmp-a',
      from: '2026-11-24T02:01:17.619Z',
      to: '2026-11-24T02:01:18.332Z',
      durationMs: 713,
      basis: 'logged',
    },
  ],
  copy: exampleCopy({
    durationMs: 6561,
    memoryTotal: 537_477_120,
    memoryProcessed: 81_932_602,
    memoryRemaining: 440_782_848,
    throughput: { value: 13_655_433 },
  }),
  events: [
    event(
      '02:01:10.886',
      'cmp-a',
      `${NOVA}:192`,
      'nova.pre-live-migration-done',
      'pre_live_migration on cmp-b took 8.23 s',
    ),
    event('02:01:13.036', 'cmp-a', `${QEMU}:52`, 'qemu.initiating', 'QEMU begins to send'),
    event(
      '02:01:17.535',
      'cmp-b',
      `${QEMU}:54`,
      'qemu.load-failed',
      'load of migration failed: Invalid argument',
    ),
    event('02:01:17.536', 'cmp-a', `${QEMU}:53`, 'qemu.shutting-down', 'QEMU shuts down: crashed'),
    event(
      '02:01:17.619',
      'cmp-a',
      `${NOVA}:225`,
      'nova.migration-completed',
      'Migration operation has completed',
    ),
    event('02:01:17.752', 'cmp-b', `${QEMU}:55`, 'qemu.shutting-down', 'QEMU shuts down: crashed'),
    event(
      '02:01:17.781',
      'cmp-a',
      `${NOVA}:234`,
      'nova.live-migration-failure',
      'Live migration failure: operation failed: domain is not running',
      { level: 'ERROR' },
    ),
    event(
      '02:01:17.971',
      'cmp-b',
      `${NOVA}:65`,
      'nova.post-at-destination-failed',
      'Unexpected error during post live migration at destination host: InstanceNotFound',
      { level: 'ERROR' },
    ),
  ],
  links: [],
  findings: ['f2', 'f3'],
};

export const deadGuestFindings: readonly Finding[] = [
  {
    id: 'f2',
    fingerprint: '9a40b7c1e2f35d60',
    ruleId: 'source-qemu-crashed-mid-copy',
    class: 'qemu-crashed-source',
    migration: deadGuestMigration.id,
    severity: 'error',
    role: 'root-cause',
    title: 'QEMU on the source died during the copy',
    cause:
      'The QEMU process of instance-00000015 on cmp-a ended (reason=crashed) before the memory had been copied. ' +
      'The half-filled copy on cmp-b could not start, so no guest is left.',
    confidence: 'certain',
    evidence: [
      {
        signal: 'crashed',
        file: 'cmp-a/var/log/libvirt/qemu/instance-00000015.log',
        line: 53,
        host: 'cmp-a',
        at: '2026-11-24T02:01:17.536Z',
        excerpt: '2026-11-24 02:01:17.536+0000: shutting down, reason=crashed',
      },
      {
        signal: 'incoming-failed',
        file: 'cmp-b/var/log/libvirt/qemu/instance-00000015.log',
        line: 54,
        host: 'cmp-b',
        at: '2026-11-24T02:01:17.535Z',
        excerpt: '2026-11-24T02:01:17.535072Z qemu-system-x86_64: load of migration failed: Invalid argument',
      },
    ],
    remediation: [
      {
        on: 'source',
        text: 'Find out what ended QEMU: the OOM killer, a crash, an operator.',
        command:
          "journalctl -k --since '2026-11-24 02:00' --until '2026-11-24 02:02' | grep -iE 'oom|killed process|segfault'",
        effect: 'inspects',
      },
      {
        on: 'controller',
        text: 'Start the guest again on the host that Nova has it on.',
        command: 'openstack server reboot --hard 01c8f502-9112-4f20-af53-d17101730e06',
        effect: 'changes',
      },
      {
        on: 'source',
        text: 'Remove what is left of the guest on the source.',
        command: 'rm -r /var/lib/nova/instances/01c8f502-9112-4f20-af53-d17101730e06',
        effect: 'destroys',
        precondition:
          'The guest has booted on cmp-b with its data complete, and /var/lib/nova/instances is not shared between the hosts.',
      },
    ],
    references: ['https://bugs.launchpad.net/nova/+bug/1706377'],
  },
  {
    id: 'f3',
    fingerprint: 'c3d81e0f4b2a9675',
    ruleId: 'nova-says-completed-guest-is-gone',
    class: 'qemu-crashed-source',
    migration: deadGuestMigration.id,
    severity: 'error',
    role: 'consequence',
    title: 'Nova calls the migration completed although the guest is gone',
    cause:
      'Nova took the end of the job for success. The migration shows as completed, the instance as ERROR on cmp-b.',
    confidence: 'certain',
    evidence: [
      {
        signal: 'completed',
        file: 'cmp-a/var/log/nova/nova-compute.log',
        line: 225,
        host: 'cmp-a',
        at: '2026-11-24T02:01:17.619Z',
        excerpt:
          '2026-11-24 02:01:17.619 2511 INFO nova.virt.libvirt.driver [-] [instance: 01c8f502-9112-4f20-af53-d17101730e06] Migration operation has completed',
      },
    ],
    remediation: [],
    references: [],
  },
];
