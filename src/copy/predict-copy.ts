import type { CopyLimits, CopyNeeds, CopyPrediction, CopyVerdict, Estimate } from '../model/index.ts';
import type { CopyCourse } from './copy-course.ts';
import type { Outlook } from './foresee.ts';
import type { FoundPasses } from './find-passes.ts';

/** When the copy would have been over had it gone on, and whether that fits Nova's limit. */
export function predictCopy(
  course: CopyCourse,
  outlook: Outlook | undefined,
  verdict: CopyVerdict,
  limits: CopyLimits,
  startedAt: number,
): CopyPrediction | undefined {
  if (verdict.type === 'converged' || verdict.type === 'not-enough-data' || verdict.type === 'stalled')
    return undefined;
  if (outlook === undefined) {
    if (verdict.type !== 'needs-more-time' || verdict.missingMs === undefined) return undefined;
    const stoppedAt = course.until ?? course.samples.at(-1)?.readAt;
    if (stoppedAt === undefined) return undefined;
    const value = Math.round(stoppedAt + verdict.missingMs - startedAt);
    return { totalMs: { value, low: value }, basis: 'first-pass', ...fits({ value, low: value }, limits) };
  }
  const { likely, best, worst } = outlook;
  if (!likely.ends) return { basis: 'passes', ...fits(undefined, limits) };
  const since = (at: number): number => Math.round(at - startedAt);
  const totalMs: Estimate = {
    value: since(likely.at),
    ...(best.ends ? { low: since(Math.min(best.at, likely.at)) } : {}),
    ...(worst.ends ? { high: since(Math.max(worst.at, likely.at)) } : {}),
  };
  return { totalMs, passes: likely.passes, basis: 'passes', ...fits(totalMs, limits) };
}

/** Only what both ends of the estimate agree on. */
function fits(
  total: Estimate | undefined,
  { completionTimeoutS }: CopyLimits,
): Pick<CopyPrediction, 'fitsTimeout'> {
  if (completionTimeoutS === undefined) return {};
  if (completionTimeoutS.value === 0) return total === undefined ? {} : { fitsTimeout: true };
  const limit = completionTimeoutS.value * 1000;
  if (total === undefined || (total.low ?? total.value) > limit) return { fitsTimeout: false };
  return total.high !== undefined && total.high <= limit ? { fitsTimeout: true } : {};
}

/** What would have had to be different for the copy to end by itself. */
export function findNeeds(
  course: CopyCourse,
  found: FoundPasses,
  outlook: Outlook | undefined,
  prediction: CopyPrediction | undefined,
  limits: CopyLimits,
): CopyNeeds {
  const rate = course.throughput?.value;
  const total = prediction?.totalMs;
  const limitMs = (limits.completionTimeoutS?.value ?? 0) * 1000;
  const perGiB = limits.dataGiB?.value;
  const longest = total?.high ?? (total === undefined ? undefined : total.value * SLACK);
  const isLate = limitMs > 0 && longest !== undefined && longest > limitMs;
  return {
    ...(rate === undefined ? {} : bandwidthNeeded(rate, found, outlook, total, isLate ? limitMs : undefined)),
    ...(outlook === undefined || rate === undefined || outlook.likely.ends
      ? {}
      : { downtimeMs: Math.ceil((outlook.level.bytes.value / rate) * 1000) }),
    ...(isLate && perGiB !== undefined && perGiB > 0
      ? { completionTimeoutS: Math.ceil((longest * SLACK) / 1000 / perGiB) }
      : {}),
  };
}

/** For what differs from run to run. */
const SLACK = 1.25;

/**
 * At a fixed permitted pause D a copy ends when the guest changes no more in D than is sent in D. How much it
 * changes in so short a time was not seen: at least at the rate seen in the longer passes, at most all that a pass
 * had to send.
 */
function bandwidthNeeded(
  rate: number,
  { firstSent, levels }: FoundPasses,
  outlook: Outlook | undefined,
  total: Estimate | undefined,
  limitMs: number | undefined,
): Pick<CopyNeeds, 'bandwidth'> {
  if (outlook !== undefined && !outlook.likely.ends) {
    const { level, finalAllowance, ratio } = outlook;
    const low = rate * Math.max(1, ratio.value);
    const high = Math.max(low, (level.bytes.high * rate) / finalAllowance);
    // A long first pass that left no more to do than a short later one: the guest works on the same memory.
    const [second] = levels;
    const isSameMemory =
      second !== undefined &&
      firstSent !== undefined &&
      firstSent > level.bytes.value * 1.3 &&
      second.bytes.value < level.bytes.value * 1.3;
    const value = isSameMemory ? (level.bytes.value * rate) / finalAllowance : Math.sqrt(low * high);
    return { bandwidth: rounded({ value: Math.max(low, value), low, high }) };
  }
  if (total === undefined || limitMs === undefined) return {};
  const by = (ms: number): number => (rate * ms) / limitMs;
  const value = by(total.value) * SLACK;
  return {
    bandwidth: rounded({
      value,
      low: by(total.low ?? total.value),
      high: Math.max(value, by(total.high ?? total.value)),
    }),
  };
}

function rounded({ value, low, high }: Required<Estimate>): Estimate {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) };
}
