import type { ClockInfo } from '../model/index.ts';
import { boundsOf, type ClockSample } from './causes.ts';
import { agreeingBounds, JITTER_MS, type PairBounds } from './clock-bounds.ts';

/** Clocks that show no contradiction are taken to be kept by NTP, and so this close at worst. */
const SYNCHRONISED_MS = 2_000;

/** Bounds wider than this say no more than that. */
const TELLING_MS = 30_000;

/** `clock(to) - clock(from)` is at most `ms`. */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly ms: number;
}

/** What is known of one host's clock against the reference. */
interface Interval {
  low: number;
  high: number;
}

/**
 * Estimates how far each host's clock is off against a reference host, from causality alone.
 *
 * Every cause bounds the difference of two clocks from one side; bounds add up along chains of hosts, so that a
 * source is bounded through its destination, too. Where nought fits, nothing is corrected and the width of the
 * bounds is the tolerance. Hosts in `fixed` are corrected already, and everything else is measured against them.
 */
export function estimateClocks(
  samples: readonly ClockSample[],
  hosts: readonly string[],
  fixed: ReadonlyMap<string, ClockInfo> = new Map(),
): Map<string, ClockInfo> {
  const pairs = collectPairs(samples);
  const edges = [...pairs.values()].flatMap(toEdges);
  const turned = edges.map(({ from, to, ms }) => ({ from: to, to: from, ms }));
  const clocks = new Map<string, ClockInfo>(fixed);
  const open = byCompany(hosts, pairs).filter((host) => !clocks.has(host));
  const measure = (anchors: readonly string[], toleranceMs: number): Map<string, ClockInfo> => {
    const highs = shortestFrom(anchors, edges, (host) => clocks.get(host)?.offsetMs ?? 0);
    const lows = shortestFrom(anchors, turned, (host) => -(clocks.get(host)?.offsetMs ?? 0));
    const loose = new Map<string, ClockInfo>();
    for (const host of open) {
      const high = highs.get(host);
      const low = lows.get(host);
      if (clocks.has(host) || (high === undefined && low === undefined)) continue;
      const interval = { low: -(low ?? Number.POSITIVE_INFINITY), high: high ?? Number.POSITIVE_INFINITY };
      const info = settle(interval, sharedWith(host, pairs));
      const isTight = high !== undefined && low !== undefined;
      (isTight ? clocks : loose).set(host, { ...info, toleranceMs: info.toleranceMs + toleranceMs });
    }
    return loose;
  };
  let loose = fixed.size > 0 ? measure([...fixed.keys()], 0) : new Map<string, ClockInfo>();
  for (const start of open) {
    const next = clocks.has(start) ? undefined : ([...loose].find(([host]) => !clocks.has(host)) ?? [start]);
    if (next === undefined) continue;
    const [host, info = clocks.size === 0 ? REFERENCE : ISOLATED] = next;
    clocks.set(host, info);
    for (const [other, found] of measure([host], info.toleranceMs))
      if (!loose.has(other)) loose.set(other, found);
    loose = new Map([...loose].filter(([other]) => !clocks.has(other)));
  }
  return clocks;
}

/** Hosts that bound each other from both sides stay together, in the largest company first. */
function byCompany(hosts: readonly string[], pairs: ReadonlyMap<string, PairBounds>): string[] {
  const companyOf = new Map(hosts.map((host) => [host, [host]]));
  for (const { one, other, low, high } of pairs.values()) {
    const left = companyOf.get(one);
    const right = companyOf.get(other);
    if (left === undefined || right === undefined || left === right) continue;
    if (!Number.isFinite(low) || !Number.isFinite(high)) continue;
    const [small, large] = left.length < right.length ? [left, right] : [right, left];
    large.push(...small);
    for (const host of small) companyOf.set(host, large);
  }
  const sizeOf = (host: string) => companyOf.get(host)?.length ?? 1;
  return [...hosts].sort((one, other) => sizeOf(other) - sizeOf(one));
}

const REFERENCE: ClockInfo = { offsetMs: 0, toleranceMs: 0, basis: 'the reference for the other hosts' };
const ISOLATED: ClockInfo = {
  offsetMs: 0,
  toleranceMs: SYNCHRONISED_MS,
  basis: 'assumed to be in step: it shares no cause and effect with the other hosts',
};

/** What every two hosts that share causes know of each other's clock. */
export function collectPairs(samples: readonly ClockSample[]): Map<string, PairBounds> {
  const gaps = new Map<string, { one: string; other: string; ups: number[]; downs: number[] }>();
  for (const sample of samples) {
    for (const { beforeHost, afterHost, gapMs } of boundsOf(sample)) {
      const swapped = beforeHost > afterHost;
      const [one, other] = swapped ? [afterHost, beforeHost] : [beforeHost, afterHost];
      const key = `${one}\n${other}`;
      const pair = gaps.get(key) ?? { one, other, ups: [], downs: [] };
      gaps.set(key, pair);
      (swapped ? pair.downs : pair.ups).push(gapMs);
    }
  }
  return new Map([...gaps].map(([key, pair]) => [key, agreeingBounds(pair)]));
}

function toEdges({ one, other, low, high }: PairBounds): Edge[] {
  const edges: Edge[] = [];
  if (Number.isFinite(high)) edges.push({ from: one, to: other, ms: high });
  if (Number.isFinite(low)) edges.push({ from: other, to: one, ms: -low });
  return edges;
}

/** Bellman and Ford's shortest paths; the rounds are bounded because contradictory bounds make negative circles. */
function shortestFrom(
  anchors: readonly string[],
  edges: readonly Edge[],
  startOf: (host: string) => number,
): Map<string, number> {
  const distances = new Map(anchors.map((host) => [host, startOf(host)]));
  const fixed = new Set(anchors);
  const nodes = new Set(edges.flatMap(({ from, to }) => [from, to])).size;
  for (let round = 0, changed = true; changed && round < nodes; round += 1) {
    changed = false;
    for (const { from, to, ms } of edges) {
      const known = distances.get(from);
      if (known === undefined || fixed.has(to)) continue;
      if (known + ms < (distances.get(to) ?? Number.POSITIVE_INFINITY)) {
        distances.set(to, known + ms);
        changed = true;
      }
    }
  }
  return distances;
}

interface Shared {
  readonly causes: number;
  readonly hosts: readonly string[];
}

function sharedWith(host: string, pairs: ReadonlyMap<string, PairBounds>): Shared {
  const own = [...pairs.values()].filter(({ one, other }) => one === host || other === host);
  return {
    causes: own.reduce((sum, { causes }) => sum + causes, 0),
    hosts: own.map(({ one, other }) => (one === host ? other : one)).sort(),
  };
}

function settle({ low, high }: Interval, shared: Shared): ClockInfo {
  const with_ = `${String(shared.causes)} causes and effects shared with ${shared.hosts.join(' and ')}`;
  const isBounded = Number.isFinite(low) && Number.isFinite(high);
  const fits = low <= JITTER_MS && high >= -JITTER_MS;
  const width = Math.max(Math.abs(low), Math.abs(high));
  if (fits && low <= high + JITTER_MS) {
    return {
      offsetMs: 0,
      toleranceMs: isBounded && width <= TELLING_MS ? Math.round(width) : SYNCHRONISED_MS,
      basis:
        isBounded && width <= TELLING_MS
          ? `agrees with the order of ${with_}, bounded from both sides`
          : isBounded
            ? `agrees with the order of ${with_}, which bound it only loosely; assumed to be in step`
            : `agrees with the order of ${with_}, bounded from one side only; assumed to be in step`,
    };
  }
  if (!isBounded) {
    const offset = Number.isFinite(high) ? high : low;
    return {
      offsetMs: Math.round(offset),
      toleranceMs: Math.round(Math.abs(offset)),
      basis: `from the order of ${with_}, bounded from one side only`,
    };
  }
  return {
    offsetMs: Math.round((low + high) / 2),
    toleranceMs: Math.round(Math.abs(high - low) / 2),
    basis:
      low <= high + JITTER_MS
        ? `from the order of ${with_}, bounded from both sides`
        : `from the order of ${with_}, which contradict each other: the clock may have been set meanwhile`,
  };
}
