import type { Finding, Migration } from '../../src/model/index.ts';
import { exampleCopy } from './example-copy.ts';
import { event, span } from './example-event.ts';

const NOVA = 'nova/nova-compute.log';
const QEMU = 'libvirt/qemu/instance-0000000b.log';
const REFUSED =
  "internal error: unable to execute QEMU command 'blockdev-add': Failed to connect to 'cmp-b:49153': Connection refused";

export const blockedMigration: Migration = {
  id: 'edf48ad9-20261124T014836',
  migrationUuid: '830876fb-b73b-4bd2-80fd-bcf875817c7b',
  requestId: 'req-b675c7a4-2362-46e3-8e99-665ef5ca10bf',
  requestIds: ['req-b675c7a4-2362-46e3-8e99-665ef5ca10bf'],
  instance: 'edf48ad9-2bef-4f9b-a8e9-9687a0f5e307',
  domain: 'instance-0000000b',
  kind: 'block',
  mode: 'pre-copy',
  source: 'cmp-a',
  destination: 'cmp-b',
  startedAt: '2026-11-24T01:48:36.050Z',
  endedAt: '2026-11-24T01:48:38.782Z',
  outcome: 'failed',
  failedPhase: 'copy',
  instanceIsOn: 'cmp-a',
  phases: [
    span('request', '01:48:36.050', '01:48:36.303', 253, 'ctl'),
    span('check', '01:48:36.303', '01:48:36.863', 560, 'cmp-b'),
    span('pre-live-migration', '01:48:36.863', '01:48:37.685', 822, 'cmp-b'),
    span('copy', '01:48:37.724', '01:48:38.599', 875, 'cmp-a'),
    { ...span('rollback', '01:48:38.599', '01:48:38.782', 183, 'cmp-a'), basis: 'inferred' },
  ],
  copy: exampleCopy({ durationMs: 875 }),
  events: [
    event(
      '01:48:36.050',
      'ctl',
      'nova/nova-api.log:7',
      'api.request',
      'The API took the request: POST /servers/…/action, 202',
    ),
    event(
      '01:48:36.303',
      'ctl',
      'nova/nova-conductor.log:31',
      'conductor.cell',
      'The conductor asks for cell cell1',
      { level: 'DEBUG' },
    ),
    event('01:48:36.504', 'cmp-b', `${NOVA}:3`, 'nova.check-destination', 'Destination check data', {
      level: 'DEBUG',
    }),
    event('01:48:36.548', 'cmp-a', `${NOVA}:184`, 'nova.check-source', 'Source check data: block migration', {
      level: 'DEBUG',
    }),
    event(
      '01:48:37.685',
      'cmp-a',
      `${NOVA}:189`,
      'nova.pre-live-migration-done',
      'pre_live_migration on cmp-b took 0.82 s',
      { phase: 'pre-live-migration' },
    ),
    event('01:48:37.724', 'cmp-a', `${NOVA}:196`, 'nova.migrate-api-invoked', 'Nova hands over to libvirt', {
      phase: 'copy',
      level: 'DEBUG',
    }),
    event(
      '01:48:37.757',
      'cmp-b',
      `${QEMU}:1`,
      'qemu.starting-incoming',
      'QEMU waits for the incoming guest',
      { phase: 'copy' },
    ),
    event(
      '01:48:38.279',
      'cmp-a',
      `${NOVA}:199`,
      'nova.progress',
      'Migration running for 0 s, memory 100 % remaining',
      { phase: 'copy' },
    ),
    event('01:48:38.379', 'cmp-b', `${QEMU}:53`, 'qemu.shutting-down', 'QEMU shuts down: failed', {
      phase: 'copy',
    }),
    event(
      '01:48:38.599',
      'cmp-a',
      `${NOVA}:200`,
      'nova.live-migration-failure',
      `Live migration failure: ${REFUSED}`,
      { phase: 'copy', level: 'ERROR' },
    ),
    event(
      '01:48:38.782',
      'cmp-a',
      `${NOVA}:204`,
      'nova.migration-aborted',
      'Migration operation has aborted',
      { phase: 'rollback', level: 'ERROR' },
    ),
  ],
  links: [
    {
      host: 'cmp-a',
      file: 'cmp-a/var/log/nova/nova-compute.log',
      by: 'request-id',
      value: 'req-b675c7a4-2362-46e3-8e99-665ef5ca10bf',
      records: 21,
      why: 'The API answered the request with this id.',
    },
    {
      host: 'cmp-b',
      file: 'cmp-b/var/log/libvirt/qemu/instance-0000000b.log',
      by: 'domain',
      value: 'instance-0000000b',
      records: 3,
      why: "The QEMU command line names the instance's UUID.",
    },
  ],
  findings: ['f1'],
};

export const blockedFinding: Finding = {
  id: 'f1',
  fingerprint: '5f1d0c2ab9e84d77',
  ruleId: 'migration-port-blocked',
  class: 'migration-port-blocked',
  migration: blockedMigration.id,
  severity: 'error',
  role: 'root-cause',
  title: "QEMU's disk connection to the destination was refused",
  cause:
    'QEMU on cmp-a could not open port 49153 on cmp-b, which carries the disks of a block migration. ' +
    'The control connection of libvirt worked, so it is the range of migration ports (49152-49215) that a firewall rejects.',
  confidence: 'likely',
  evidence: [
    {
      signal: 'refused',
      file: 'cmp-a/var/log/nova/nova-compute.log',
      line: 200,
      host: 'cmp-a',
      at: '2026-11-24T01:48:38.599Z',
      excerpt: `2026-11-24 01:48:38.599 1475 ERROR nova.virt.libvirt.driver [-] [instance: edf48ad9-2bef-4f9b-a8e9-9687a0f5e307] Live Migration failure: ${REFUSED}: libvirt.libvirtError: ${REFUSED}`,
    },
    {
      signal: 'stopped',
      file: 'cmp-b/var/log/libvirt/qemu/instance-0000000b.log',
      line: 53,
      host: 'cmp-b',
      at: '2026-11-24T01:48:38.379Z',
      excerpt: '2026-11-24 01:48:38.379+0000: shutting down, reason=failed',
    },
  ],
  remediation: [
    {
      on: 'destination',
      text: 'See whether the firewall lets TCP 49152-49215 in from cmp-a.',
      command: 'nft list ruleset | grep -nE "4915[2-9]|4920|49215|reject|drop"',
      effect: 'inspects',
    },
    {
      on: 'source',
      text: 'Try a port of the range. "Connection refused" at once without a listener is normal; no answer means that packets are dropped.',
      command: 'nc -vz -w 3 cmp-b 49152',
      effect: 'inspects',
    },
    {
      on: 'destination',
      text: 'Let the ports in, then migrate again.',
      command: 'firewall-cmd --permanent --add-port=49152-49215/tcp && firewall-cmd --reload',
      effect: 'changes',
    },
  ],
  references: ['https://docs.openstack.org/nova/latest/admin/configuring-migrations.html'],
};
