import type { ClockInfo, HostInfo, ZoneInfo } from '../model/index.ts';
import { hostFactsView } from './host-facts-view.ts';
import type { HostView } from './input-model.ts';
import { duration, zoneOffset } from './units.ts';

/** A host in words: what it is, which zone it writes, how far its clock was off. */
export function hostView(host: HostInfo): HostView {
  return {
    name: host.name,
    roles: host.roles.join(', '),
    zone: zone(host.timeZone),
    clock: clock(host.clock),
    isClockOff: Math.abs(host.clock.offsetMs) > host.clock.toleranceMs,
    releases: Object.entries(host.releases)
      .map(([name, release]) => `${name} ${release}`)
      .join(', '),
    facts: hostFactsView(host.facts),
    aliases: host.aliases.filter((alias) => alias !== host.name).join(', '),
  };
}

function zone(info: ZoneInfo): string {
  const others = (info.others ?? []).map(
    (other) => `; ${other.process} writes ${zoneOffset(other.offsetMinutes)} (${other.basis})`,
  );
  return `writes ${zoneOffset(info.offsetMinutes)} (${info.basis})${others.join('')}`;
}

function clock(info: ClockInfo): string {
  if (info.offsetMs === 0 && info.toleranceMs === 0) return `clock taken as it is (${info.basis})`;
  const tolerance = `± ${duration(info.toleranceMs)}`;
  if (Math.abs(info.offsetMs) <= info.toleranceMs) return `clock agrees within ${tolerance} (${info.basis})`;
  const direction = info.offsetMs > 0 ? 'ahead' : 'behind';
  return `clock ${duration(Math.abs(info.offsetMs))} ${tolerance} ${direction}, corrected (${info.basis})`;
}
