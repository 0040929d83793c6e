import type { Role, TimedEvent } from '../model/index.ts';
import type { Attempt } from './attempts.ts';
import type { HostNames } from './host-names.ts';

export interface Route {
  readonly source: string | undefined;
  readonly destination: string | undefined;
}

/**
 * Finds source and destination of an attempt: by which host wrote the lines that only one side writes, by the names
 * that its lines mention (also in texts that they relay), and — for attempts that no compute host ever saw — by where
 * the instance ran before.
 */
export function findRoute(attempt: Attempt, names: HostNames, ranBefore: string | undefined): Route {
  const sources = new Votes();
  const destinations = new Votes();
  for (const event of attempt.events) {
    const isOwn = !event.remote && !event.relayed;
    if (isOwn && event.side === 'source') sources.add(event.host, 2);
    if (isOwn && event.side === 'destination') destinations.add(event.host, 2);
    if (event.kind === 'qemu.migration-initiated') sources.add(event.host, 8);
    if (event.kind === 'qemu.started' && event.fields.incoming !== undefined) destinations.add(event.host, 8);
    sources.add(nameIn(event, 'source_host', names), 4);
    destinations.add(nameIn(event, 'destination_host', names), 4);
  }
  const destination = destinations.best(sources);
  const source = sources.bestBut(destination) ?? (ranBefore === destination ? undefined : ranBefore);
  return { source, destination };
}

export function roleOf(event: TimedEvent, route: Route): Role {
  if (event.host === route.source) return 'source';
  if (event.host === route.destination) return 'destination';
  return CONTROLLER_LOGS.has(event.logKind) ? 'controller' : 'other';
}

const CONTROLLER_LOGS: ReadonlySet<string> = new Set([
  'nova-api',
  'nova-conductor',
  'nova-scheduler',
  'placement',
  'neutron',
  'cinder',
]);

function nameIn(event: TimedEvent, field: string, names: HostNames): string | undefined {
  const value = event.fields[field];
  return typeof value === 'string' && value !== '' ? names.canonical(value) : undefined;
}

class Votes {
  private readonly counts = new Map<string, number>();

  add(host: string | undefined, weight: number): void {
    if (host !== undefined) this.counts.set(host, (this.counts.get(host) ?? 0) + weight);
  }

  /** The host with most votes here, after those it has on the other side. */
  best(other: Votes): string | undefined {
    return this.sorted((host) => (this.counts.get(host) ?? 0) - (other.counts.get(host) ?? 0) / 2)[0];
  }

  bestBut(excluded: string | undefined): string | undefined {
    return this.sorted((host) => this.counts.get(host) ?? 0).find((host) => host !== excluded);
  }

  private sorted(score: (host: string) => number): string[] {
    return [...this.counts.keys()].sort((one, other) => score(other) - score(one) || (one < other ? -1 : 1));
  }
}
