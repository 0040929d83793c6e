import type { Estimate } from '../model/index.ts';
import type { CopyCourse } from './copy-course.ts';
import type { PlannedStep } from './downtime-steps.ts';
import type { FoundPasses, PassLevel } from './find-passes.ts';
import { projectCopy, QEMU_DOWNTIME_MS, type CopySetting, type Projection } from './project-copy.ts';

/** What would have become of a copy had it gone on as it was seen. */
export interface Outlook {
  /** By the best estimates, and by their ends that favour and disfavour an end of the copy. */
  readonly likely: Projection;
  readonly best: Projection;
  readonly worst: Projection;
  /** What a pass had to send by what the one before had. */
  readonly ratio: Required<Estimate>;
  /** What the last pass seen to begin had to send. */
  readonly level: PassLevel;
  /** Passes of that size since the first was over, seen or not. */
  readonly passesSince: number;
  readonly levels: number;
  /** The longest permitted pause × throughput. */
  readonly finalAllowance: number;
  /** That it does not shrink is known only from how long it went on. */
  readonly isOutlasted: boolean;
}

interface Setting {
  /** When Nova began to count. */
  readonly startedAt: number;
  readonly plan: readonly PlannedStep[];
  readonly timeoutS: number | undefined;
}

/** How many times as long as it ran or was allowed to: what would still not have ended then, never ends. */
const PATIENCE = 20;

/** Foresees the end of a copy from what its passes had to send; nothing before the second pass. */
export function foresee(course: CopyCourse, found: FoundPasses, setting: Setting): Outlook | undefined {
  const { throughput, memoryTotal, until, samples } = course;
  const level = found.levels.at(-1);
  const seenTo = until ?? samples.at(-1)?.readAt;
  if (throughput === undefined || memoryTotal === undefined || level === undefined || seenTo === undefined)
    return undefined;
  const rate = throughput.value;
  if (rate <= 0 || level.bytes.value <= 0) return undefined;
  const seen = ratioOf(found, rate);
  const ratio = outlast(seen, level, rate, seenTo);
  const whole = Math.max(seenTo - setting.startedAt, (setting.timeoutS ?? 0) * 1000);
  const copy: CopySetting = {
    startedAt: setting.startedAt,
    rate,
    plan: setting.plan,
    memoryTotal,
    horizon: setting.startedAt + PATIENCE * whole,
  };
  const project = (bytes: number, by: number): Projection =>
    notBefore(projectCopy({ at: level.at, bytes, ratio: by }, copy), seenTo);
  const finalMs = setting.plan.at(-1)?.ms ?? QEMU_DOWNTIME_MS;
  const firstEnd = found.firstEnd ?? level.at;
  return {
    likely: project(level.bytes.value, ratio.value),
    best: project(level.bytes.low, ratio.low),
    worst: project(level.bytes.high, ratio.high),
    ratio,
    level,
    passesSince: ((seenTo - firstEnd) / 1000) * (rate / level.bytes.value),
    levels: found.levels.length,
    finalAllowance: (rate * finalMs) / 1000,
    isOutlasted: ratio.value === 1 && seen.value < 1 - 1 / OUTLASTED_PASSES,
  };
}

/**
 * By what factor the passes shrink.
 *
 * From the first pass alone it can be said only that later ones shrink less: in a shorter time a guest changes more
 * per second, since it changes the same pages again and again.
 */
function ratioOf({ levels, firstSent }: FoundPasses, rate: number): Required<Estimate> {
  const first = levels[0];
  const last = levels.at(-1);
  if (first === undefined || last === undefined) return { value: 1, low: 0, high: 1 };
  if (levels.length === 1) {
    const sent = Math.max(1, firstSent ?? last.bytes.value);
    const { value, low, high } = last.bytes;
    return { value: value / sent, low: low / sent, high: Math.max(1, high / sent) };
  }
  if (levels.length >= ENOUGH_FOR_TREND && levels.every(({ passes }) => passes === 1)) return trendOf(levels);
  const mean = levels.reduce((sum, { bytes }) => sum + bytes.value, 0) / levels.length;
  const passes = Math.max(levels.length - 1, ((last.at - first.at) / 1000) * (rate / mean));
  const over = (one: number, other: number): number => (one / Math.max(1, other)) ** (1 / passes);
  return {
    value: over(last.bytes.value, first.bytes.value),
    low: over(last.bytes.low, first.bytes.high),
    high: distrust(over(last.bytes.high, first.bytes.low), levels.length),
  };
}

const ENOUGH_FOR_TREND = 4;

/** The slope of the passes' logarithms by least squares, and twice its error. */
function trendOf(levels: readonly PassLevel[]): Required<Estimate> {
  const logs = levels.map(({ bytes }) => Math.log(Math.max(1, bytes.value)));
  const count = logs.length;
  const middle = (count - 1) / 2;
  const mean = logs.reduce((sum, one) => sum + one, 0) / count;
  const spread = (count * (count ** 2 - 1)) / 12;
  const slope = logs.reduce((sum, one, index) => sum + (index - middle) * (one - mean), 0) / spread;
  const residue = logs.reduce((sum, one, index) => sum + (one - mean - slope * (index - middle)) ** 2, 0);
  const error = Math.max(LEAST_ERROR, Math.sqrt(residue / (count - 2))) / Math.sqrt(spread);
  return {
    value: Math.exp(slope),
    low: Math.exp(slope - 2 * error),
    high: distrust(Math.exp(slope + 2 * error), count),
  };
}

const LEAST_ERROR = 0.01;

/**
 * Passes that shrink do not prove that the next ones do: when they have become short enough, the guest may change
 * as much in one as it sends. Only many that shrink fast are trusted.
 */
function distrust(ratio: number, levels: number): number {
  return levels >= 3 && ratio < FAST ? ratio : Math.max(1, ratio);
}

const FAST = 0.75;

/**
 * A copy that shrinks by r each pass is over within the time of a pass / (1 - r): one that is not shrinks less.
 *
 * Of one that has outlasted many passes the best guess is that it does not shrink at all.
 */
function outlast(
  ratio: Required<Estimate>,
  level: PassLevel,
  rate: number,
  seenTo: number,
): Required<Estimate> {
  const since = (seenTo - level.at) / 1000;
  if (since <= 0) return ratio;
  const least = (bytes: number): number => 1 - bytes / rate / since;
  const low = Math.max(ratio.low, least(level.bytes.high));
  const atLeast = least(level.bytes.value);
  const isOutlasted = atLeast > 1 - 1 / OUTLASTED_PASSES && atLeast > ratio.value;
  const value = isOutlasted ? 1 : Math.max(ratio.value, low, atLeast);
  return { low, value, high: Math.max(ratio.high, value) };
}

const OUTLASTED_PASSES = 5;

/** It had not ended by then. */
function notBefore(projection: Projection, at: number): Projection {
  return projection.ends ? { ...projection, at: Math.max(projection.at, at) } : projection;
}
