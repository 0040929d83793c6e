import type { TimedEvent } from '../model/index.ts';
import type { Attempt } from './attempts.ts';
import type { GroupedEvents } from './group-by-instance.ts';
import type { HostBoot } from './host-boots.ts';
import type { Route } from './roles.ts';
import type { RoutedAttempt } from './routed-attempt.ts';
import { countLeading } from './time-search.ts';

const BEFORE_MS = 2_000;
const AFTER_MS = 5_000;

/** A server that went down needs this long at most until its kernel logs again. */
const BOOT_MS = 20 * 60_000;

/** An attempt that kept a host busy, and the latest end among it and those that began before it. */
interface Stay {
  readonly attempt: Attempt;
  readonly from: number;
  readonly to: number;
  latest: number;
}

/**
 * Events of hosts (and of the controllers' services) that name no instance and no request: libvirtd's errors, a
 * service that died, the kernel's out-of-memory killer.
 */
export class AmbientEvents {
  private readonly events: readonly TimedEvent[];
  private readonly boots: readonly HostBoot[];
  private readonly stays = new Map<string, Stay[]>();

  constructor({ others }: GroupedEvents, all: readonly RoutedAttempt[], boots: readonly HostBoot[]) {
    this.events = others.filter((event) => event.requestId === undefined && !isOfOtherWork(event));
    this.boots = boots;
    for (const { attempt, route } of all) {
      for (const host of new Set([route.source, route.destination]))
        if (host !== undefined) this.addStay(host, attempt);
    }
    for (const stays of this.stays.values()) {
      stays.sort((one, other) => one.from - other.from);
      let latest = Number.NEGATIVE_INFINITY;
      for (const stay of stays) stay.latest = latest = Math.max(latest, stay.to);
    }
  }

  /**
   * Those in the time of an attempt on its two hosts. A host on which several migrations ran at that moment gives
   * none of the lines that could belong to any of them, save those about the monitor of the attempt's own guest;
   * those about the monitor of another are never given.
   */
  around({ attempt, route, monitors }: RoutedAttempt): TimedEvent[] {
    const to = attempt.lastAt + AFTER_MS;
    let own: ReadonlySet<TimedEvent> | undefined;
    const found: TimedEvent[] = [];
    const from = attempt.startedAt - BEFORE_MS;
    const first = countLeading(this.events, ({ at }) => at < from);
    for (let position = first; position < this.events.length; position += 1) {
      const event = this.events[position];
      if (event === undefined || event.at > to) break;
      const isHere = event.host === route.source || event.host === route.destination;
      if (!isHere && event.kind !== 'nova.service-down') continue;
      const { monitor } = event.fields;
      const guest = event.host === route.source ? monitors.source : monitors.destination;
      if (isHere && monitor !== undefined && guest !== undefined) {
        if (monitor !== guest) continue;
      } else if (isHere && this.isShared(event, attempt)) continue;
      // Few come so far, and of an attempt without any its events need not be looked at.
      own ??= new Set(attempt.events);
      if (!own.has(event)) found.push(event);
    }
    return [...found, ...this.bootsAfter(attempt, route, to)];
  }

  /** A host that went down is back long after the others gave up on it, and was silent from before they did. */
  private bootsAfter({ events, startedAt, lastAt }: Attempt, route: Route, after: number): TimedEvent[] {
    return this.boots.flatMap(({ event, silentFrom }) => {
      if (event.host !== route.source && event.host !== route.destination) return [];
      if (event.at <= after || event.at > lastAt + BOOT_MS || silentFrom < startedAt) return [];
      const failure = events.find(({ sign, host }) => sign === 'failure' && host !== event.host);
      return silentFrom <= (failure?.at ?? lastAt) ? [event] : [];
    });
  }

  private addStay(host: string, attempt: Attempt): void {
    const from = attempt.startedAt - BEFORE_MS;
    const to = (attempt.endedAt ?? attempt.lastAt) + AFTER_MS;
    const stay = { attempt, from, to, latest: to };
    const stays = this.stays.get(host);
    if (stays) stays.push(stay);
    else this.stays.set(host, [stay]);
  }

  private isShared(event: TimedEvent, attempt: Attempt): boolean {
    if (event.logKind === 'system' || event.kind === 'nova.compute-started') return false;
    const stays = this.stays.get(event.host) ?? [];
    const begun = countLeading(stays, ({ from }) => from <= event.at);
    for (let position = begun - 1; position >= 0; position -= 1) {
      const stay = stays[position];
      if (stay === undefined || stay.latest < event.at) return false;
      if (stay.attempt !== attempt && stay.to >= event.at) return true;
    }
    return false;
  }
}

/**
 * What a service of Nova met outside of any request, relayed in a line about something else: a periodic task that got no
 * answer or found no disk says nothing about a migration, which has exceptions of its own. What libvirt says of the host
 * holds for all.
 */
function isOfOtherWork({ relayed, logKind, kind }: TimedEvent): boolean {
  return relayed && logKind.startsWith('nova-') && !kind.startsWith('libvirt.');
}
