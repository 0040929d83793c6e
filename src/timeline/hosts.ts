import type { ClockInfo, HostInfo, LogKind, TimedEvent } from '../model/index.ts';
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

/** One entry per host: what it is, what runs there, and how its times were read. */
export function describeHosts(
  said: ReadonlyMap<string, Sayings>,
  names: HostNames,
  zones: Zones,
  clocks: ReadonlyMap<string, ClockInfo>,
): HostInfo[] {
  const keys = [...names.byKey].sort(([, one], [, other]) => (one < other ? -1 : 1));
  const done = new Set<string>();
  const hosts: HostInfo[] = [];
  for (const [key, name] of keys) {
    if (done.has(name)) continue;
    done.add(name);
    const { releases = {}, logKinds = [] } = said.get(name) ?? {};
    const roles: ('controller' | 'compute')[] = [];
    if ([...logKinds].some((kind) => CONTROLLER_LOGS.has(kind))) roles.push('controller');
    if ([...logKinds].some((kind) => COMPUTE_LOGS.has(kind))) roles.push('compute');
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

/** What a host's lines say of it. */
export interface Sayings {
  /** Of which services there are lines, whatever log they stand in. */
  readonly logKinds: Set<LogKind>;
  /** As its services print them; the last counts. */
  readonly releases: Partial<Record<'nova' | 'libvirt' | 'qemu' | 'kernel', string>>;
}

/** What the lines of each host say of it. */
export function collectSayings(events: readonly TimedEvent[]): ReadonlyMap<string, Sayings> {
  const byHost = new Map<string, Sayings>();
  for (const { host, logKind, fields } of events) {
    let said = byHost.get(host);
    if (said === undefined) byHost.set(host, (said = { logKinds: new Set(), releases: {} }));
    said.logKinds.add(logKind);
    // By name and not in a loop over names: hardly any of a million events has one of them.
    const { nova_version, libvirt_version, qemu_version, kernel } = fields;
    if (nova_version !== undefined) said.releases.nova = String(nova_version);
    if (libvirt_version !== undefined) said.releases.libvirt = String(libvirt_version);
    if (qemu_version !== undefined) said.releases.qemu = String(qemu_version);
    if (kernel !== undefined) said.releases.kernel = String(kernel);
  }
  return byHost;
}
