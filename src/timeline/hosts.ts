import type { ClockInfo, HostInfo, TimedEvent } from '../model/index.ts';
import { groupBy } from './group-by.ts';
import type { HostNames } from './host-names.ts';
import type { Zones } from './zones.ts';

const CONTROLLER_LOGS: ReadonlySet<string> = new Set([
  'nova-api',
  'nova-conductor',
  'nova-scheduler',
  'placement',
  'neutron',
  'cinder',
]);
const COMPUTE_LOGS: ReadonlySet<string> = new Set(['nova-compute', 'libvirtd', 'qemu-instance']);

/** Fields in which services print their release, and whose release it is. */
const RELEASES = [
  ['nova_version', 'nova'],
  ['libvirt_version', 'libvirt'],
  ['qemu_version', 'qemu'],
  ['kernel', 'kernel'],
] as const;

/** One entry per host: what it is, what runs there, and how its times were read. */
export function describeHosts(
  events: readonly TimedEvent[],
  names: HostNames,
  zones: Zones,
  clocks: ReadonlyMap<string, ClockInfo>,
): HostInfo[] {
  const byHost = groupBy(events, ({ host }) => host);
  const keys = [...names.byKey].sort(([, one], [, other]) => (one < other ? -1 : 1));
  const done = new Set<string>();
  const hosts: HostInfo[] = [];
  for (const [key, name] of keys) {
    if (done.has(name)) continue;
    done.add(name);
    const own = byHost.get(name) ?? [];
    const releases: Partial<Record<'nova' | 'libvirt' | 'qemu' | 'kernel', string>> = {};
    for (const event of own) {
      for (const [field, software] of RELEASES) {
        const value = event.fields[field];
        if (value !== undefined) releases[software] = String(value);
      }
    }
    const roles: ('controller' | 'compute')[] = [];
    if (own.some((event) => CONTROLLER_LOGS.has(event.logKind))) roles.push('controller');
    if (own.some((event) => COMPUTE_LOGS.has(event.logKind))) roles.push('compute');
    hosts.push({
      name,
      aliases: names.aliases.get(name) ?? [],
      roles,
      releases,
      timeZone: zones.infoOf(key),
      clock: clocks.get(name) ?? { offsetMs: 0, toleranceMs: 0, basis: 'nothing to compare it with' },
    });
  }
  return hosts;
}
