import type { CopyJudgement } from '../model/index.ts';
import type { CopyCourse } from './copy-course.ts';
import type { Stretch } from './measure-intervals.ts';
import { hasNumbers, isIdle } from './measure-intervals.ts';
import type { ReadSample } from './read-samples.ts';

type Stall = Omit<Extract<CopyJudgement, { type: 'stalled' }>, 'type'>;

/** Shorter silences of the figures are a slow libvirt. */
const STALL_MS = 20_000;

/** Finds a copy that moved nothing any more when it was last seen, or never anything. */
export function findStall({ stretches }: CopyCourse, nova: readonly ReadSample[]): Stall | undefined {
  const idle: Stretch[] = [];
  for (const one of [...stretches].reverse()) {
    if (!isIdle(one)) break;
    idle.unshift(one);
  }
  const first = idle[0];
  const last = idle.at(-1);
  if (first !== undefined && last !== undefined && last.to - first.from >= STALL_MS) {
    const from = idle.length === stretches.length ? 'start' : 'later';
    return { since: iso(first.from), forMs: Math.round(last.to - first.from), from };
  }
  const [zero] = nova;
  const end = nova.at(-1);
  if (zero === undefined || end === undefined || nova.some(({ sample }) => hasNumbers(sample)))
    return undefined;
  const forMs = Math.round(end.readAt - zero.readAt);
  return forMs >= STALL_MS ? { since: iso(zero.readAt), forMs, from: 'start' } : undefined;
}

function iso(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
