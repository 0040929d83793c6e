import type { CopyVerdict, DirtyRate } from '../model/index.ts';
import type { CopyCourse } from './copy-course.ts';
import type { Outlook } from './foresee.ts';
import type { FoundPasses, PassLevel } from './find-passes.ts';
import type { QemuFigures } from './qemu-figures.ts';

/**
 * How fast the guest changed memory: what came to light when passes began, over the time since the copy began.
 *
 * Memory that is changed twice within a pass counts once, so that this is what has to be sent, not what is written.
 */
export function findDirtyRate(
  { stretches, throughput, start }: CopyCourse,
  { levels, firstEnd, passes }: FoundPasses,
  figures: QemuFigures,
  verdict: CopyVerdict,
  outlook: Outlook | undefined,
): DirtyRate | undefined {
  if (outlook?.isOutlasted === true && throughput !== undefined) {
    // The passes that were seen had let it end by then: the guest has changed more since.
    const low = throughput.value * outlook.ratio.low;
    return round({ value: low, low }, 'outlasted');
  }
  const isMarked = passes[0]?.basis === 'logged';
  if (figures.dirtyRates.length >= ENOUGH_REPLIES && !(isMarked && levels.length >= ENOUGH_LEVELS)) {
    const sorted = [...figures.dirtyRates].sort((one, other) => one - other);
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    return { value: at(0.5), low: at(0.1), high: at(0.9), basis: 'qemu' };
  }
  const from = start?.at ?? stretches[0]?.from;
  if (isMarked && from !== undefined && levels.length > 0) return ofMarks(levels, from);
  const newPasses = stretches.filter(({ newPass }) => newPass);
  const end = newPasses.at(-1)?.to;
  if (from !== undefined && end !== undefined && firstEnd !== undefined) {
    const bytes = newPasses.reduce((all, one) => all + Math.max(0, one.dirtied), 0);
    const longest = (end - from) / 1000;
    // The first pass may have begun later than the first sign of it, and the last one earlier than the last sample.
    const shortest = Math.max(longest / 2, longest - (newPasses.at(-1)?.seconds ?? 0));
    return round({ value: bytes / longest, low: (bytes / longest) * 0.95, high: bytes / shortest }, 'passes');
  }
  if (verdict.type !== 'cannot-converge' || throughput === undefined) return undefined;
  const low = throughput.value * verdict.ratio;
  return round({ value: low, low }, 'outlasted');
}

const ENOUGH_REPLIES = 3;
const ENOUGH_LEVELS = 3;

/** The long first pass says little of the shorter ones that follow: with enough of them it is left out. */
function ofMarks(levels: readonly PassLevel[], from: number): DirtyRate | undefined {
  const counted = levels.length >= ENOUGH_LEVELS ? levels.slice(1) : levels;
  const since = levels.length >= ENOUGH_LEVELS ? (levels[0]?.at ?? from) : from;
  const seconds = ((levels.at(-1)?.at ?? since) - since) / 1000;
  if (seconds <= 0) return undefined;
  const per = (of: 'value' | 'low' | 'high'): number =>
    counted.reduce((all, { bytes }) => all + bytes[of], 0) / seconds;
  return round({ value: per('value'), low: per('low'), high: per('high') }, 'passes');
}

function round({ value, low, high }: Omit<DirtyRate, 'basis'>, basis: DirtyRate['basis']): DirtyRate {
  return {
    value: Math.round(value),
    ...(low === undefined ? {} : { low: Math.round(low) }),
    ...(high === undefined ? {} : { high: Math.round(high) }),
    basis,
  };
}
