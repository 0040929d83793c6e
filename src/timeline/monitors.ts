import type { TimedEvent } from '../model/index.ts';
import type { Attempt } from './attempts.ts';
import type { Route } from './roles.ts';
import { countLeading } from './time-search.ts';

/** The monitors of a migration's guest, as libvirtd prints their addresses; absent when no line ties them to it. */
export interface Monitors {
  readonly source?: string;
  readonly destination?: string;
}

/** A line that names the guest, and the line about its monitor that follows or precedes it. */
interface Tie {
  readonly side: keyof Monitors;
  readonly named: string;
  readonly told: string;
  readonly beforeMs: number;
  readonly afterMs: number;
  /** A field that both must have alike. */
  readonly alike?: string;
}

/**
 * The lines of libvirtd about a monitor name no guest (qemuMonitorSend and qemuMonitorJSONIOProcessLine in
 * src/qemu/qemu_monitor*.c print the address of the monitor alone), so that the first of these ties decides.
 */
const TIES: readonly Tie[] = [
  {
    side: 'source',
    named: 'qemu.migration-initiated',
    told: 'libvirt.qmp-migrate',
    beforeMs: 100,
    afterMs: 2_000,
  },
  {
    side: 'source',
    named: 'nova.downtime-increased',
    told: 'libvirt.qmp-downtime-limit-set',
    beforeMs: 100,
    afterMs: 1_000,
    alike: 'downtime_ms',
  },
  {
    side: 'destination',
    named: 'qemu.started',
    told: 'libvirt.qmp-migrate-incoming',
    beforeMs: 0,
    afterMs: 8_000,
  },
  {
    side: 'destination',
    named: 'nova.vm-resumed',
    told: 'qemu.guest-resumed',
    beforeMs: 1_500,
    afterMs: 50,
  },
];

const TOLD: ReadonlySet<string> = new Set(TIES.map(({ told }) => told));

/** Finds the monitors that belong to an attempt's guest; several that could be are none. */
export class MonitorIndex {
  private readonly told = new Map<string, TimedEvent[]>();

  constructor(events: readonly TimedEvent[]) {
    for (const event of events) {
      if (!TOLD.has(event.kind) || typeof event.fields.monitor !== 'string') continue;
      const key = `${event.host} ${event.kind}`;
      const list = this.told.get(key);
      if (list) list.push(event);
      else this.told.set(key, [event]);
    }
  }

  of({ events }: Attempt, route: Route): Monitors {
    const source = this.find('source', events, route.source);
    const destination = this.find('destination', events, route.destination);
    return {
      ...(source === undefined ? {} : { source }),
      ...(destination === undefined ? {} : { destination }),
    };
  }

  private find(
    side: keyof Monitors,
    events: readonly TimedEvent[],
    host: string | undefined,
  ): string | undefined {
    if (host === undefined || this.told.size === 0) return undefined;
    for (const tie of TIES) {
      if (tie.side !== side) continue;
      const told = this.told.get(`${host} ${tie.told}`);
      if (told === undefined) continue;
      const found = new Set(
        events
          .filter((event) => event.kind === tie.named && event.host === host && !event.relayed)
          .flatMap((event) => near(told, tie, event).filter((other) => isAlike(tie, event, other)))
          .map(({ fields }) => String(fields.monitor)),
      );
      const [monitor] = found;
      if (monitor !== undefined && found.size === 1) return monitor;
    }
    return undefined;
  }
}

/** The lines about monitors in the time around an event; they are in time order. */
function near(told: readonly TimedEvent[], { beforeMs, afterMs }: Tie, event: TimedEvent): TimedEvent[] {
  const from = countLeading(told, ({ at }) => at < event.at - beforeMs);
  const to = countLeading(told, ({ at }) => at <= event.at + afterMs);
  return told.slice(from, to);
}

function isAlike({ alike }: Tie, event: TimedEvent, other: TimedEvent): boolean {
  return alike === undefined || event.fields[alike] === other.fields[alike];
}
