import type { TimedEvent } from '../model/index.ts';
import { countLeading } from './time-search.ts';

/** Events that set something about a host which lasts until the next event of the same name. */
const STATE_OF: ReadonlyMap<string, string> = new Map([
  ['nova.libvirt-connection-changed', 'libvirt connection'],
  ['nova.libvirt-connection-failed', 'libvirt connection'],
  ['systemd.libvirtd-started', 'libvirtd'],
  ['systemd.libvirtd-stopped', 'libvirtd'],
  ['systemd.libvirtd-died', 'libvirtd'],
  ['systemd.nova-compute-started', 'nova-compute'],
  ['systemd.nova-compute-stopped', 'nova-compute'],
  ['systemd.nova-compute-died', 'nova-compute'],
]);

/** A state set longer ago than this says little about a migration. */
const MAX_AGE_MS = 6 * 60 * 60_000;

/** What lasts on the hosts, by host and by state, in time order. */
export class LastingStates {
  private readonly byHost = new Map<string, Map<string, TimedEvent[]>>();

  /** `events` in time order. */
  constructor(events: readonly TimedEvent[]) {
    for (const event of events) {
      const name = STATE_OF.get(event.kind);
      if (name === undefined || event.relayed) continue;
      const states = this.byHost.get(event.host) ?? new Map<string, TimedEvent[]>();
      this.byHost.set(event.host, states);
      const list = states.get(name);
      if (list) list.push(event);
      else states.set(name, [event]);
    }
  }

  /** The event that set each state of a host as it was at a moment. */
  at(host: string, moment: number): TimedEvent[] {
    const found: TimedEvent[] = [];
    for (const list of this.byHost.get(host)?.values() ?? []) {
      const last = list[countLeading(list, ({ at }) => at < moment) - 1];
      if (last !== undefined && last.at >= moment - MAX_AGE_MS) found.push(last);
    }
    return found;
  }
}
