import type { CopyEnding, CopyVerdict } from '../model/index.ts';
import type { CopyCourse } from './copy-course.ts';
import type { FoundPasses } from './find-passes.ts';
import type { Outlook } from './foresee.ts';
import { findStall } from './find-stall.ts';
import type { QemuFigures } from './qemu-figures.ts';
import type { ReadSample } from './read-samples.ts';

interface Evidence {
  readonly ending: CopyEnding;
  readonly course: CopyCourse;
  readonly found: FoundPasses;
  readonly outlook: Outlook | undefined;
  readonly figures: QemuFigures;
  /** Nova's lines, zeros included. */
  readonly nova: readonly ReadSample[];
  readonly autoConverge: boolean;
}

/** Says what the physics of a copy were, and how sure that is. */
export function judgeCopy(evidence: Evidence): CopyVerdict {
  const { ending, found, course } = evidence;
  const throttled = judgeThrottle(evidence);
  if (ending.type === 'switched-over') {
    if (throttled !== undefined) return throttled;
    const marks = course.passMarks.length;
    const passes = marks > 0 ? marks : found.passes.length;
    return { type: 'converged', passes, certainty: 'certain' };
  }
  const otherwise = judgeCourse(evidence);
  if (ending.type === 'post-copy')
    return { type: 'post-copy', at: ending.at, otherwise: otherwise.type, certainty: 'certain' };
  return throttled ?? otherwise;
}

/** QEMU says by how much it slowed the guest; that auto-converge was permitted makes it only possible. */
function judgeThrottle({ ending, figures, autoConverge, found }: Evidence): CopyVerdict | undefined {
  const completed = ending.type === 'switched-over' || ending.type === 'forced-pause';
  if (figures.throttlePercent !== undefined)
    return { type: 'throttled', completed, percent: figures.throttlePercent, certainty: 'certain' };
  // It begins after the second pass that did not send twice what the guest changed (migration_trigger_throttle).
  if (!autoConverge || found.passes.length < THROTTLING_PASSES) return undefined;
  return { type: 'throttled', completed, certainty: 'possible' };
}

const THROTTLING_PASSES = 4;

function judgeCourse(evidence: Evidence): CopyVerdict {
  const { course, ending, nova, outlook } = evidence;
  const stall = findStall(course, nova);
  if (stall !== undefined) return { type: 'stalled', ...stall, certainty: 'likely' };
  if (course.samples.length === 0)
    return { type: 'not-enough-data', why: 'no-numbers', certainty: 'certain' };
  const disk = course.samples.findLast(({ sample }) => (sample.diskTotal ?? 0) > 0)?.sample;
  const hasMemory = course.stretches.some(({ memory }) => memory > 0);
  if ((disk?.diskRemaining ?? 0) > 0 && !hasMemory) return judgeDisk(evidence);
  if (outlook !== undefined) return judgeOutlook(outlook, course);
  return ending.type === 'timed-out' || ending.type === 'no-progress' || ending.type === 'forced-pause'
    ? judgeFirstPass(course)
    : {
        type: 'not-enough-data',
        why: course.stretches.length === 0 ? 'one-sample' : 'first-pass-only',
        certainty: 'certain',
      };
}

/** What Nova's limit cut off while disks were still being copied only needed time, if they were moving. */
function judgeDisk({ course }: Evidence): CopyVerdict {
  const last = course.stretches.findLast(({ disk }) => disk > 0);
  const left = course.samples.at(-1)?.sample.diskRemaining ?? 0;
  if (last === undefined) return { type: 'not-enough-data', why: 'one-sample', certainty: 'certain' };
  const missingMs = Math.round((left / (last.disk / last.seconds)) * 1000);
  return { type: 'needs-more-time', why: 'disk-unfinished', missingMs, certainty: 'likely' };
}

/** So many times the first pass took: a guest that lets a copy end has let it end by then. */
const OUTLASTING = 5;

/** No sample shows a second pass. */
function judgeFirstPass({ start, samples, throughput, stretches, until }: CopyCourse): CopyVerdict {
  const last = samples.at(-1);
  if (last === undefined || throughput === undefined || stretches.length === 0)
    return { type: 'not-enough-data', why: 'one-sample', certainty: 'certain' };
  // Empty pages go over for nothing, so that the remainder shrinks at least as fast as memory is sent.
  const opening = stretches[0];
  const shrunk = (opening?.before.memoryRemaining ?? 0) - last.sample.memoryRemaining;
  const took = (last.readAt - (opening?.from ?? last.readAt)) / 1000;
  const rate = Math.max(throughput.value, took > 0 ? shrunk / took : 0);
  if (rate <= 0) return { type: 'not-enough-data', why: 'first-pass-only', certainty: 'certain' };
  const endsAt = last.readAt + (last.sample.memoryRemaining / rate) * 1000;
  const stoppedAt = until ?? last.readAt;
  if (stoppedAt <= endsAt)
    return {
      type: 'needs-more-time',
      why: 'first-pass-unfinished',
      missingMs: Math.round(endsAt - stoppedAt),
      certainty: 'possible',
    };
  const from = start?.at ?? opening?.from ?? last.readAt;
  const times = (stoppedAt - from) / Math.max(1, endsAt - from);
  return times >= OUTLASTING
    ? { type: 'cannot-converge', why: 'outlasted', ratio: 1 - 1 / times, certainty: 'possible' }
    : { type: 'not-enough-data', why: 'first-pass-only', certainty: 'certain' };
}

function judgeOutlook(outlook: Outlook, { until, samples }: CopyCourse): CopyVerdict {
  const { likely, best, worst, ratio, level, finalAllowance, passesSince, levels, isOutlasted } = outlook;
  const agreed = likely.ends === best.ends && likely.ends === worst.ends;
  if (!likely.ends) {
    const isNear = level.bytes.value <= finalAllowance * NEAR_ALLOWANCE;
    const why = isNear ? 'downtime-too-small' : isOutlasted ? 'outlasted' : 'dirty-rate';
    const isProved = agreed && passesSince >= 6 && levels >= 3;
    const isMany = passesSince >= 10 && level.bytes.low > finalAllowance;
    const isFlat = levels >= 5 && ratio.low > 0.97 && level.bytes.low > finalAllowance;
    const certainty = isProved ? 'certain' : agreed || isMany || isFlat ? 'likely' : 'possible';
    return { type: 'cannot-converge', why, ratio: ratio.value, certainty };
  }
  const stoppedAt = until ?? samples.at(-1)?.readAt ?? likely.at;
  return {
    type: 'needs-more-time',
    why: likely.by === 'steps' ? 'downtime-steps' : 'converging',
    missingMs: Math.max(0, Math.round(likely.at - stoppedAt)),
    certainty: agreed && levels >= 3 ? 'likely' : 'possible',
  };
}

/** Within this a longer pause that people still accept would have been enough. */
const NEAR_ALLOWANCE = 4;
