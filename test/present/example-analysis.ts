import type { Analysis, Finding, HostInfo, Migration } from '../../src/model/index.ts';
import { blockedFinding, blockedMigration } from './example-blocked.ts';
import { deadGuestFindings, deadGuestMigration } from './example-dead-guest.ts';
import { healthyMigration } from './example-healthy.ts';

/** A TCP port between the hosts is blocked: failed in copy, the guest stays on the source. */
export const portBlocked: Analysis = analysis([blockedMigration], [blockedFinding]);

/** Everything as it should be. */
export const healthy: Analysis = analysis([healthyMigration], []);

/** Nova says completed, but the source QEMU died in mid-copy and no host runs the guest. */
export const deadGuest: Analysis = analysis([deadGuestMigration], deadGuestFindings, [
  {
    code: 'log-truncated',
    severity: 'warning',
    what: 'The file ends in the middle of a line.',
    why: 'It was probably copied while the service was writing.',
    fix: 'Copy it again if the last minutes matter.',
    path: 'ctl/var/log/nova/nova-conductor.log',
    line: 39,
  },
]);

/** All three in one bundle. */
export const threeMigrations: Analysis = analysis(
  [healthyMigration, blockedMigration, deadGuestMigration],
  [blockedFinding, ...deadGuestFindings],
);

/** An analysis around some migrations, with the hosts and the coverage of the test cluster. */
export function analysis(
  migrations: readonly Migration[],
  findings: readonly Finding[],
  diagnostics: Analysis['diagnostics'] = [],
): Analysis {
  return {
    schemaVersion: 1,
    tool: { name: 'migscope', version: '0.1.0' },
    inputs: [
      { path: 'bundle', filesSeen: 21, filesRead: 15, bytesRead: 1_310_720, records: 1204, skipped: [] },
    ],
    hosts: [
      host('cmp-a', 'compute', 0, 40),
      host('cmp-b', 'compute', 1310, 25),
      host('ctl', 'controller', 0, 40),
    ],
    migrations,
    findings,
    diagnostics,
    coverage: {
      hosts: [
        {
          host: 'cmp-a',
          logs: [
            log('nova-compute', 'present', 207),
            log('qemu-instance', 'present', 51),
            log('libvirtd', 'present', 2165),
          ],
        },
        {
          host: 'cmp-b',
          logs: [
            log('nova-compute', 'present', 57),
            log('qemu-instance', 'present', 54),
            {
              kind: 'libvirtd',
              state: 'missing',
              files: [],
              records: 0,
              ask: 'Ask for /var/log/libvirt/libvirtd.log or `journalctl -u libvirtd` of cmp-b.',
            },
          ],
        },
        { host: 'ctl', logs: [log('nova-api', 'present', 23), log('nova-conductor', 'present', 39)] },
      ],
      unmatched: [
        {
          shape:
            'Using RPCClient manually to instantiate client. Please use get_rpc_client to obtain an RPC …',
          level: 'WARNING',
          count: 2,
          first: { file: 'cmp-b/var/log/nova/nova-compute.log', line: 8 },
        },
      ],
    },
  };
}

function host(name: string, role: 'compute' | 'controller', offsetMs: number, toleranceMs: number): HostInfo {
  return {
    name,
    aliases: [name, `${name}.example.org`],
    roles: [role],
    releases: { nova: '26.1', libvirt: '9.0.0', qemu: '7.2.22' },
    timeZone: { offsetMinutes: 0, basis: 'nova and QEMU wrote the same second' },
    clock: { offsetMs, toleranceMs, basis: '14 calls there and back' },
  };
}

function log(
  kind: 'nova-compute' | 'qemu-instance' | 'libvirtd' | 'nova-api' | 'nova-conductor',
  state: 'present',
  records: number,
) {
  return { kind, state, files: [`${kind}.log`], records };
}
