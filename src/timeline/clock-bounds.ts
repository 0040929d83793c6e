/** Lines of two processes may be written this much out of order on one clock. */
export const JITTER_MS = 250;

/** A bound this much tighter than all others of its side, and alone against nought, is a line that came late. */
const LATE_MS = 5_000;

/** Bounds of `clock(other) - clock(one)` in ms, and how many causes agree on them. */
export interface PairBounds {
  readonly one: string;
  readonly other: string;
  readonly low: number;
  readonly high: number;
  readonly causes: number;
}

/** Gaps between causes on one host and effects on the other, both ways. */
export interface PairGaps {
  readonly one: string;
  readonly other: string;
  /** Effect on `other` minus cause on `one`. */
  readonly ups: readonly number[];
  /** Effect on `one` minus cause on `other`. */
  readonly downs: readonly number[];
}

/**
 * The tightest bounds on which most causes agree.
 *
 * True causes never contradict each other, so where some do, as few as possible are left out; and one that alone
 * speaks for a correction, against several that do not, is left out as well.
 */
export function agreeingBounds({ one, other, ups, downs }: PairGaps): PairBounds {
  const highs = withoutLate([...ups].sort((a, b) => a - b));
  const lows = withoutLate([...downs].sort((a, b) => a - b)).map((gap) => -gap);
  let best = { dropHigh: 0, dropLow: 0, distance: Number.POSITIVE_INFINITY };
  let dropLow = lows.length;
  for (let dropHigh = 0; dropHigh <= highs.length; dropHigh += 1) {
    const high = highs[dropHigh] ?? Number.POSITIVE_INFINITY;
    while (dropLow > 0 && (lows[dropLow - 1] ?? 0) <= high + JITTER_MS) dropLow -= 1;
    const distance = dropHigh + dropLow;
    if (distance < best.distance) best = { dropHigh, dropLow, distance };
  }
  return {
    one,
    other,
    low: lows[best.dropLow] ?? Number.NEGATIVE_INFINITY,
    high: highs[best.dropHigh] ?? Number.POSITIVE_INFINITY,
    causes: highs.length + lows.length - best.distance,
  };
}

function withoutLate(sorted: readonly number[]): readonly number[] {
  const [tightest, next] = sorted;
  if (tightest === undefined || next === undefined || sorted.length < 3) return sorted;
  const isAlone = tightest < -JITTER_MS && next >= -JITTER_MS && next - tightest > LATE_MS;
  return isAlone ? sorted.slice(1) : sorted;
}
