import type { ClockInfo, TimedEvent } from '../model/index.ts';

/** Events of one attempt, with which host was its source and which its destination. */
export interface ClockSample {
  readonly source: string | undefined;
  readonly destination: string | undefined;
  readonly events: readonly TimedEvent[];
}

interface Cause {
  readonly before: string;
  readonly beforeAt: Side;
  readonly after: string;
  readonly afterAt: Side;
}
type Side = 'source' | 'destination' | 'controller';

/**
 * What must have happened before what, whatever the clocks say: a call before its execution before its answer.
 *
 * Lifecycle events never stand on the left: Nova may log them many seconds late.
 */
const CAUSES: readonly Cause[] = [
  {
    before: 'nova.live-migration-requested',
    beforeAt: 'controller',
    after: 'nova.shared-storage-file-created',
    afterAt: 'destination',
  },
  {
    before: 'nova.migration-allocations-created',
    beforeAt: 'controller',
    after: 'nova.destination-check-data',
    afterAt: 'destination',
  },
  {
    before: 'nova.shared-storage-file-created',
    beforeAt: 'destination',
    after: 'nova.source-check-data',
    afterAt: 'source',
  },
  {
    before: 'nova.source-check-data',
    beforeAt: 'source',
    after: 'nova.port-binding-started',
    afterAt: 'controller',
  },
  {
    before: 'nova.destination-check-data',
    beforeAt: 'destination',
    after: 'nova.port-binding-started',
    afterAt: 'controller',
  },
  {
    before: 'nova.port-binding-started',
    beforeAt: 'controller',
    after: 'nova.pre-live-migration-data',
    afterAt: 'destination',
  },
  {
    before: 'nova.pre-live-migration-result',
    beforeAt: 'destination',
    after: 'nova.pre-live-migration-finished',
    afterAt: 'source',
  },
  {
    before: 'nova.pre-live-migration-finished',
    beforeAt: 'source',
    after: 'qemu.started',
    afterAt: 'destination',
  },
  { before: 'nova.migrate-api-invoked', beforeAt: 'source', after: 'qemu.started', afterAt: 'destination' },
  { before: 'qemu.started', beforeAt: 'destination', after: 'qemu.migration-initiated', afterAt: 'source' },
  {
    before: 'nova.post-live-migration-started',
    beforeAt: 'source',
    after: 'nova.post-at-destination-started',
    afterAt: 'destination',
  },
  {
    before: 'nova.post-at-destination-started',
    beforeAt: 'destination',
    after: 'nova.post-live-migration-finished',
    afterAt: 'source',
  },
];

/** Lines of two processes may be written this much out of order on one clock. */
const JITTER_MS = 250;

/** Clocks that show no contradiction are taken to be kept by NTP, and so this close at worst. */
const SYNCHRONISED_MS = 2_000;

interface Bounds {
  low: number;
  high: number;
}

/**
 * Estimates how far each host's clock is off against a reference host, from causality alone.
 *
 * Every cause seen before its effect bounds the difference of two clocks; where nought fits, nothing is corrected
 * and the width of the bounds is the tolerance.
 */
export function estimateClocks(
  samples: readonly ClockSample[],
  hosts: readonly string[],
): Map<string, ClockInfo> {
  const pairs = new Map<string, Bounds>();
  for (const sample of samples) collectBounds(sample, pairs);
  const clocks = new Map<string, ClockInfo>();
  for (const start of hosts) {
    if (clocks.has(start)) continue;
    clocks.set(start, { offsetMs: 0, toleranceMs: 0, basis: 'reference' });
    const queue = [start];
    for (let host = queue.shift(); host !== undefined; host = queue.shift()) {
      for (const other of hosts) {
        if (clocks.has(other)) continue;
        const bounds = boundsBetween(pairs, host, other);
        if (bounds === undefined) continue;
        const from = clocks.get(host) ?? { offsetMs: 0, toleranceMs: 0, basis: '' };
        clocks.set(other, settle(bounds, from, host));
        queue.push(other);
      }
    }
  }
  return clocks;
}

function collectBounds(sample: ClockSample, pairs: Map<string, Bounds>): void {
  for (const cause of CAUSES) {
    const before = find(sample, cause.before, cause.beforeAt);
    const after = find(sample, cause.after, cause.afterAt);
    if (before === undefined || after === undefined || before.host === after.host) continue;
    const swapped = before.host > after.host;
    const key = swapped ? `${after.host}\n${before.host}` : `${before.host}\n${after.host}`;
    const bounds = pairs.get(key) ?? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const gap = after.at - before.at;
    if (swapped) bounds.low = Math.max(bounds.low, -gap);
    else bounds.high = Math.min(bounds.high, gap);
    pairs.set(key, bounds);
  }
}

function find(sample: ClockSample, kind: string, side: Side): TimedEvent | undefined {
  return sample.events.find((event) => {
    if (event.kind !== kind || event.relayed) return false;
    if (kind === 'qemu.started' && event.fields.incoming === undefined) return false;
    if (side === 'source') return event.host === sample.source;
    if (side === 'destination') return event.host === sample.destination;
    return event.host !== sample.source && event.host !== sample.destination;
  });
}

/** Bounds of `clock(other) - clock(host)`. */
function boundsBetween(pairs: ReadonlyMap<string, Bounds>, host: string, other: string): Bounds | undefined {
  const straight = pairs.get(`${host}\n${other}`);
  if (straight !== undefined) return straight;
  const turned = pairs.get(`${other}\n${host}`);
  return turned === undefined ? undefined : { low: -turned.high, high: -turned.low };
}

function settle({ low, high }: Bounds, from: ClockInfo, host: string): ClockInfo {
  const fits = low <= JITTER_MS && high >= -JITTER_MS;
  if (fits) {
    const width = Math.max(Math.abs(low), Math.abs(high));
    const toleranceMs = Math.round(Math.min(width, SYNCHRONISED_MS));
    return {
      offsetMs: from.offsetMs,
      toleranceMs: from.toleranceMs + toleranceMs,
      basis: `agrees with ${host} within the order of causes and effects`,
    };
  }
  const isBounded = Number.isFinite(low) && Number.isFinite(high) && low <= high + JITTER_MS;
  const difference = isBounded ? (low + high) / 2 : Number.isFinite(high) && high < 0 ? high : low;
  const toleranceMs = isBounded ? Math.abs(high - low) / 2 : Math.abs(difference);
  return {
    offsetMs: Math.round(from.offsetMs + difference),
    toleranceMs: Math.round(from.toleranceMs + toleranceMs),
    basis: isBounded
      ? `order of causes and effects shared with ${host}, bounded from both sides`
      : `order of causes and effects shared with ${host}, bounded from one side only`,
  };
}
