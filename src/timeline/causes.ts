import type { TimedEvent } from '../model/index.ts';

/** Where an event of a cause must have been logged, seen from the migration. */
export type CauseSide = 'source' | 'destination' | 'controller';

/** Events of one migration, from every host that has any, before the clocks of those hosts are known. */
export interface ClockSample {
  readonly source: string | undefined;
  readonly destination: string | undefined;
  readonly events: readonly TimedEvent[];
}

/** `before` was logged before the call (or the copy) that led to `after` was sent. */
type Cause = readonly [before: string, at: CauseSide, after: string, at: CauseSide];

/**
 * What must have happened before what, whatever the clocks say: a call before its execution before its answer.
 *
 * Lifecycle events never stand on the left: Nova may log them many seconds late. A line on the right may be as late
 * as it likes, that only loosens the bound.
 */
export const CAUSES: readonly Cause[] = [
  ['nova.live-migration-requested', 'controller', 'nova.shared-storage-file-created', 'destination'],
  ['nova.live-migration-requested', 'controller', 'nova.destination-check-data', 'destination'],
  ['nova.migration-allocations-created', 'controller', 'nova.shared-storage-file-created', 'destination'],
  ['nova.migration-allocations-created', 'controller', 'nova.destination-check-data', 'destination'],
  ['nova.migration-allocations-created', 'controller', 'nova.shared-storage-file-checked', 'source'],
  ['nova.migration-allocations-created', 'controller', 'nova.source-check-data', 'source'],
  ['nova.shared-storage-file-created', 'destination', 'nova.shared-storage-file-checked', 'source'],
  ['nova.shared-storage-file-created', 'destination', 'nova.source-check-data', 'source'],
  ['nova.destination-check-data', 'destination', 'nova.source-check-data', 'source'],
  ['nova.source-check-data', 'source', 'nova.port-binding-started', 'controller'],
  ['nova.destination-check-data', 'destination', 'nova.port-binding-started', 'controller'],
  ['nova.source-check-data', 'source', 'nova.pre-live-migration-data', 'destination'],
  ['nova.port-binding-started', 'controller', 'nova.pre-live-migration-data', 'destination'],
  ['nova.port-binding-started', 'controller', 'nova.pre-live-migration-finished', 'source'],
  ['nova.pre-live-migration-data', 'destination', 'nova.pre-live-migration-finished', 'source'],
  ['nova.pre-live-migration-result', 'destination', 'nova.pre-live-migration-finished', 'source'],
  ['nova.pre-live-migration-result', 'destination', 'nova.live-migration-data', 'source'],
  ['nova.pre-live-migration-finished', 'source', 'qemu.started', 'destination'],
  ['nova.migrate-api-invoked', 'source', 'qemu.started', 'destination'],
  ['qemu.started', 'destination', 'qemu.migration-initiated', 'source'],
  ['qemu.started', 'destination', 'nova.live-migration-failure', 'source'],
  ['qemu.started', 'destination', 'nova.post-live-migration-started', 'source'],
  ['nova.pre-live-migration-finished', 'source', 'nova.vm-resumed', 'destination'],
  ['qemu.migration-initiated', 'source', 'nova.vm-resumed', 'destination'],
  ['qemu.migration-initiated', 'source', 'qemu.load-failed', 'destination'],
  ['nova.post-live-migration-started', 'source', 'nova.post-at-destination-started', 'destination'],
];

/** An error or an end that comes once the call was answered; a caller that gave up waiting may come first. */
export const ANSWERED: readonly Cause[] = [
  ['nova.shared-storage-file-created', 'destination', 'nova.migrate-server-failed', 'controller'],
  ['nova.shared-storage-file-checked', 'source', 'nova.migrate-server-failed', 'controller'],
  ['nova.post-at-destination-started', 'destination', 'nova.post-live-migration-finished', 'source'],
];

/** The caller stopped waiting for an answer. */
export const UNANSWERED: ReadonlySet<string> = new Set([
  'nova.rpc-timed-out',
  'nova.check-timed-out',
  'nova.rpc-reply-dropped',
  'nova.reply-came-too-late',
]);

const CAUSAL: ReadonlySet<string> = new Set(
  [...CAUSES, ...ANSWERED].flatMap(([before, , after]) => [before, after]),
);

/** `clock(after.host) - clock(before.host)` is at most `gapMs`. */
export interface CausalBound {
  readonly beforeHost: string;
  readonly afterHost: string;
  readonly gapMs: number;
}

/** The bounds that one migration puts on the clocks of its hosts. */
export function boundsOf(sample: ClockSample): CausalBound[] {
  const seen = new Map<string, Partial<Record<CauseSide, { first: TimedEvent; last: TimedEvent }>>>();
  for (const event of sample.events) {
    if (!CAUSAL.has(event.kind)) continue;
    if (event.relayed || (event.kind === 'qemu.started' && event.fields.incoming === undefined)) continue;
    for (const side of sidesOf(event, sample)) {
      const bySide = seen.get(event.kind) ?? {};
      seen.set(event.kind, bySide);
      const ends = (bySide[side] ??= { first: event, last: event });
      if (ends.first.at > event.at) ends.first = event;
      if (ends.last.at <= event.at) ends.last = event;
    }
  }
  const isAnswered = !sample.events.some((event) => UNANSWERED.has(event.kind));
  return [...CAUSES, ...(isAnswered ? ANSWERED : [])].flatMap(([before, beforeAt, after, afterAt]) => {
    const cause = seen.get(before)?.[beforeAt]?.first;
    const effect = seen.get(after)?.[afterAt]?.last;
    if (cause === undefined || effect === undefined || cause.host === effect.host) return [];
    return [{ beforeHost: cause.host, afterHost: effect.host, gapMs: effect.at - cause.at }];
  });
}

function sidesOf(event: TimedEvent, sample: ClockSample): CauseSide[] {
  const sides: CauseSide[] = [];
  if (event.host === sample.source) sides.push('source');
  if (event.host === sample.destination) sides.push('destination');
  if (event.side === 'controller') sides.push('controller');
  return sides;
}
