import type { CopyInterval, CopySample } from '../model/index.ts';
import type { ReadSample } from './read-samples.ts';

/** An interval in plain amounts, for the measures that build on it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly before: CopySample;
  readonly after: CopySample;
  readonly memory: number;
  readonly disk: number;
  /** Bytes that came to light as dirtied; negative: empty pages that cost nothing to send. */
  readonly dirtied: number;
  readonly activity: CopyInterval['activity'];
  readonly newPass: boolean;
}

/** What is left never grows inside a pass, so that growth beyond the rounding of pages means a new one. */
const PAGE = 4096;

/** The stretches between samples that carry numbers; samples of the same moment count once. */
export function measureStretches(samples: readonly ReadSample[]): Stretch[] {
  const stretches: Stretch[] = [];
  let last: ReadSample | undefined;
  for (const one of samples) {
    if (!hasNumbers(one.sample)) continue;
    if (last !== undefined) {
      const seconds = (one.readAt - last.readAt) / 1000;
      if (seconds <= 0) continue;
      stretches.push(stretch(last, one, seconds));
    }
    last = one;
  }
  return stretches;
}

/** Before libvirt's job runs, Nova prints zeros. */
export function hasNumbers({ memoryTotal, diskTotal }: CopySample): boolean {
  return memoryTotal > 0 || (diskTotal ?? 0) > 0;
}

function stretch(one: ReadSample, other: ReadSample, seconds: number): Stretch {
  const before = one.sample;
  const after = other.sample;
  const memory = after.memoryProcessed - before.memoryProcessed;
  const disk = (after.diskProcessed ?? 0) - (before.diskProcessed ?? 0);
  const begins = before.memoryTotal === 0 && after.memoryTotal > 0;
  const grown = after.memoryRemaining - (begins ? after.memoryTotal : before.memoryRemaining);
  const restarted = memory < 0;
  const dirtied = restarted ? 0 : memory + grown;
  return {
    from: one.readAt,
    to: other.readAt,
    seconds,
    before,
    after,
    memory: Math.max(0, memory),
    disk: Math.max(0, disk),
    dirtied,
    activity: restarted ? 'restart' : activityOf(memory, disk),
    newPass: !restarted && (grown > PAGE || dirtied > Math.max(PAGE, memory * SMALL_SHARE)),
  };
}

/** Headers of pages make the bytes sent a little more than what the remainder shrank by. */
const SMALL_SHARE = 0.02;

function activityOf(memory: number, disk: number): CopyInterval['activity'] {
  if (memory > 0 && disk > 0) return 'both';
  if (memory > 0) return 'memory';
  return disk > 0 ? 'disk' : 'idle';
}

/** Nothing was sent, and nothing went away for free. */
export function isIdle({ activity, before, after }: Stretch): boolean {
  return activity === 'idle' && before.memoryRemaining === after.memoryRemaining;
}

/** A stretch as the Analysis holds it. */
export function toInterval(one: Stretch): CopyInterval {
  const perSecond = (bytes: number): number => Math.round(bytes / one.seconds);
  return {
    from: toIso(one.from),
    to: toIso(one.to),
    sent: perSecond(one.memory + one.disk),
    memorySent: perSecond(one.memory),
    diskSent: perSecond(one.disk),
    dirtied: perSecond(Math.max(0, one.dirtied)),
    activity: one.activity,
    newPass: one.newPass,
  };
}

function toIso(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
