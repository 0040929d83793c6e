import type { Estimate } from '../model/index.ts';
import type { Stretch } from './measure-intervals.ts';

/** How exactly a line's time tells when its figures were read. */
const READING_TOLERANCE_S = 0.5;

/** Bytes per second over the stretches in which any were sent; the bounds come from the times' uncertainty. */
export function measureThroughput(
  stretches: readonly Stretch[],
  amount: (one: Stretch) => number,
): Estimate | undefined {
  const busy = stretches.filter((one) => amount(one) > 0);
  const bytes = busy.reduce((sum, one) => sum + amount(one), 0);
  const seconds = busy.reduce((sum, one) => sum + one.seconds, 0);
  if (seconds <= 0) return undefined;
  const low = bytes / (seconds + READING_TOLERANCE_S);
  const high = bytes / Math.max(seconds / 2, seconds - READING_TOLERANCE_S);
  return { value: Math.round(bytes / seconds), low: Math.round(low), high: Math.round(high) };
}
