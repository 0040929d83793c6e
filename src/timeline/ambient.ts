import type { TimedEvent } from '../model/index.ts';
import type { Attempt } from './attempts.ts';
import type { InstanceIndex } from './instances.ts';
import type { Route } from './roles.ts';

const BEFORE_MS = 2_000;
const AFTER_MS = 5_000;

/**
 * Events of the two hosts (and of the controllers' services) that name no instance and no request, in the time of
 * the attempt: libvirtd's errors, a service that died, the kernel's out-of-memory killer.
 *
 * A host on which several migrations ran at that moment gives none of the lines that could belong to any of them.
 */
export function gatherAmbient(
  events: readonly TimedEvent[],
  attempt: Attempt,
  route: Route,
  all: readonly { readonly attempt: Attempt; readonly route: Route }[],
  index: InstanceIndex,
): TimedEvent[] {
  const from = attempt.startedAt - BEFORE_MS;
  const to = attempt.lastAt + AFTER_MS;
  const own = new Set(attempt.events);
  const found: TimedEvent[] = [];
  for (let position = firstAt(events, from); position < events.length; position += 1) {
    const event = events[position];
    if (event === undefined || event.at > to) break;
    if (own.has(event) || index.instanceOf(event) !== undefined || event.requestId !== undefined) continue;
    const isHere = event.host === route.source || event.host === route.destination;
    if (!isHere && event.kind !== 'nova.service-down') continue;
    if (isHere && isShared(event, attempt, all)) continue;
    found.push(event);
  }
  return found;
}

function isShared(
  event: TimedEvent,
  attempt: Attempt,
  all: readonly { readonly attempt: Attempt; readonly route: Route }[],
): boolean {
  if (event.logKind === 'system' || event.kind === 'nova.compute-started') return false;
  return all.some(
    (other) =>
      other.attempt !== attempt &&
      (other.route.source === event.host || other.route.destination === event.host) &&
      other.attempt.startedAt - BEFORE_MS <= event.at &&
      event.at <= (other.attempt.endedAt ?? other.attempt.lastAt) + AFTER_MS,
  );
}

function firstAt(events: readonly TimedEvent[], at: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
