import type { ClockInfo } from '../model/index.ts';
import type { ClockSample } from './causes.ts';
import { JITTER_MS, type PairBounds } from './clock-bounds.ts';
import { collectPairs, estimateClocks } from './clocks.ts';

/** An offset as the user gives it, and the order of events that it breaks. */
export interface ClockContradiction {
  readonly host: string;
  readonly other: string;
  /** Causes and effects that the two hosts share. */
  readonly causes: number;
  /** How far ahead of `other` the clock may have been by them. */
  readonly lowMs: number;
  readonly highMs: number;
}

export interface CorrectedClocks {
  readonly clocks: ReadonlyMap<string, ClockInfo>;
  readonly contradictions: readonly ClockContradiction[];
}

/**
 * Takes the offsets that the user gives and estimates the others from causality.
 *
 * An offset that agrees with the order of events is something to measure the other hosts against; one that does not
 * counts for its own host alone, so that a mistake in one option moves no other host.
 */
export function correctClocks(
  samples: readonly ClockSample[],
  hosts: readonly string[],
  given: ReadonlyMap<string, ClockInfo>,
): CorrectedClocks {
  if (given.size === 0) return { clocks: estimateClocks(samples, hosts), contradictions: [] };
  const open = hosts.filter((host) => !given.has(host));
  const free = estimateClocks(samples, [...open, ...given.keys()]);
  const wanted = new Map([...free, ...given]);
  const contradictions = [...collectPairs(samples).values()].flatMap((pair) => {
    // Causes that contradict each other speak against no offset.
    const isBroken = fits(pair, free) && !fits(pair, wanted);
    return isBroken ? [contradictionOf(pair, given)] : [];
  });
  const denied = new Set(contradictions.flatMap(({ host, other }) => [host, other]));
  const trusted = new Map([...given].filter(([host]) => !denied.has(host)));
  const clocks = new Map([...estimateClocks(samples, hosts, trusted), ...given]);
  const first = new Map(contradictions.toReversed().map((one) => [one.host, one]));
  return { clocks, contradictions: [...first.values()] };
}

function fits({ one, other, low, high }: PairBounds, clocks: ReadonlyMap<string, ClockInfo>): boolean {
  const [left, right] = [clocks.get(one), clocks.get(other)];
  if (left === undefined || right === undefined) return true;
  const difference = right.offsetMs - left.offsetMs;
  const slack = JITTER_MS + left.toleranceMs + right.toleranceMs;
  return difference >= low - slack && difference <= high + slack;
}

function contradictionOf(
  { one, other, low, high, causes }: PairBounds,
  given: ReadonlyMap<string, ClockInfo>,
): ClockContradiction {
  return given.has(other)
    ? { host: other, other: one, causes, lowMs: low, highMs: high }
    : { host: one, other, causes, lowMs: -high, highMs: -low };
}
