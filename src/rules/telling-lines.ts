import type { Level } from '../model/index.ts';
import type { RoledEvent } from '../timeline/build-timeline.ts';

const MOST = 8;
const BY_LEVEL: Readonly<Record<Level, number>> = { DEBUG: 0, INFO: 1, AUDIT: 1, WARNING: 3, ERROR: 6, TRACE: 6, CRITICAL: 8 };
/** A line this far before the first failure still counts half. */
const CLOSE_MS = 10_000;

/**
 * The lines that most likely tell why a migration failed when no rule knows: grave, rare, close to the first
 * failure, and about the instance rather than about the host.
 */
export function tellingLines(events: readonly RoledEvent[]): RoledEvent[] {
  const failure = events.find((event) => event.sign === 'failure' && !event.relayed);
  const counts = new Map<string, number>();
  for (const event of events) counts.set(shape(event), (counts.get(shape(event)) ?? 0) + 1);
  const rated = events
    .filter((event) => !event.relayed && event.sign !== 'noise')
    .map((event) => ({ event, points: rate(event, failure?.at, counts.get(shape(event)) ?? 1) }))
    .filter(({ points }) => points > 2);
  rated.sort((one, other) => other.points - one.points || one.event.at - other.event.at);
  return rated
    .slice(0, MOST)
    .map(({ event }) => event)
    .sort((one, other) => one.at - other.at);
}

function shape(event: RoledEvent): string {
  return `${event.host} ${event.kind} ${event.summary}`;
}

function rate(event: RoledEvent, failedAt: number | undefined, count: number): number {
  const level = event.level === undefined ? 1 : BY_LEVEL[event.level];
  const failure = event.sign === 'failure' ? 5 : 0;
  const distance = failedAt === undefined ? 0 : Math.abs(event.at - failedAt);
  const closeness = 2 / (1 + distance / CLOSE_MS);
  const away = event.ambient ? 2 : 0;
  return (level + failure) / Math.sqrt(count) + closeness - away;
}
