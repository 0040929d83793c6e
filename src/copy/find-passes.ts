import type { CopyPass, Estimate } from '../model/index.ts';
import type { CopyCourse } from './copy-course.ts';
import type { Stretch } from './measure-intervals.ts';

/** What a pass after the first had to send: the memory that the guest had changed in the pass before. */
export interface PassLevel {
  readonly at: number;
  readonly bytes: Required<Estimate>;
  /** How many passes, at least, are summed up in it. */
  readonly passes: number;
}

export interface FoundPasses {
  readonly passes: readonly CopyPass[];
  /** By time; passes that cannot be told apart are taken together. */
  readonly levels: readonly PassLevel[];
  /** When the first pass was over. */
  readonly firstEnd: number | undefined;
  /** What the first pass sent: less than all memory, as empty pages cost nothing. */
  readonly firstSent: number | undefined;
}

/** Tells the passes over the memory apart: by QEMU's own marks, else by the figures before and after. */
export function findPasses(course: CopyCourse): FoundPasses {
  return course.passMarks.length > 1 ? markedPasses(course) : inferredPasses(course);
}

/** Marks are exact; how much a pass sent follows from how long it took. */
function markedPasses({ passMarks, throughput, memoryTotal, until, stretches }: CopyCourse): FoundPasses {
  const rate = throughput?.value ?? 0;
  const spans = passMarks.map(({ number, at }, index) => {
    const to = passMarks[index + 1]?.at;
    const ends = to ?? until;
    const took = ends === undefined ? undefined : (ends - at) / 1000;
    // The last pass was broken off, unless the copy was over: at least what it had sent by then, or still had to.
    const left = stretches.find(({ to: seen }) => seen > at && (to === undefined || seen <= to));
    const seen = left === undefined ? 0 : left.after.memoryRemaining + (rate * (left.to - at)) / 1000;
    return { number, at, to, sent: to === undefined ? seen : (took ?? 0) * rate };
  });
  const [first, ...later] = spans;
  return {
    passes: spans.map(({ number, at, to, sent }) => ({
      number,
      from: iso(at),
      ...(to === undefined ? {} : { to: iso(to) }),
      bytes: Math.round(number === 1 ? (memoryTotal ?? sent) : sent),
      basis: 'logged',
    })),
    levels: later.flatMap(({ at, sent }) =>
      sent > 0 ? [{ at, bytes: around(sent, MARK_ERROR), passes: 1 }] : [],
    ),
    firstEnd: first?.to,
    firstSent: first?.sent,
  };
}

const MARK_ERROR = 0.06;

/** A pass that began between two samples. */
interface Begun {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly isSingle: boolean;
}

function inferredPasses({ stretches, throughput, memoryTotal, start }: CopyCourse): FoundPasses {
  const rate = throughput?.value ?? 0;
  const begun = markSingles(
    stretches.filter(({ newPass }) => newPass).map((one) => beginningOf(one, rate, memoryTotal)),
  );
  const from = start?.at ?? stretches[0]?.from;
  const [second] = begun;
  const before = stretches.filter(({ from: began }) => second === undefined || began < second.at);
  const firstSent = before.reduce((sum, one) => sum + one.memory, 0);
  const passes: CopyPass[] = begun.map(({ at, high }, index) => {
    const to = begun[index + 1]?.at;
    const bounds = { number: index + 2, from: iso(at), ...(to === undefined ? {} : { to: iso(to) }) };
    return { ...bounds, bytes: Math.round(high), basis: 'inferred' };
  });
  if (from !== undefined && memoryTotal !== undefined) {
    const to = second === undefined ? {} : { to: iso(second.at) };
    passes.unshift({ number: 1, from: iso(from), ...to, bytes: memoryTotal, basis: 'inferred' });
  }
  return { passes, levels: levelsOf(begun), firstEnd: second?.at, firstSent };
}

/**
 * What came to light is what one pass had to send, if there was one: a second would have needed the time to send
 * the first.
 */
function beginningOf(
  { from, to, before, after, memory, dirtied }: Stretch,
  rate: number,
  memoryTotal = Number.POSITIVE_INFINITY,
): Begun {
  const left = before.memoryRemaining;
  const low = after.memoryRemaining;
  const high = Math.min(memoryTotal, Math.max(low, dirtied));
  const at = rate > 0 ? Math.min(to, from + (left / rate) * 1000) : from;
  return { at, low, high, isSingle: memory < left + low / 2 };
}

/** Two passes in one stretch would have had half each, and no remainder near by could be larger than that. */
function markSingles(begun: readonly Begun[]): Begun[] {
  return begun.map((one, index) => {
    const near = begun.slice(Math.max(0, index - NEAR), index + NEAR + 1);
    const largest = Math.max(...near.map(({ low }) => low));
    return { ...one, isSingle: one.isSingle || largest >= one.high * 0.6 };
  });
}

const NEAR = 4;

const COARSE_GROUPS = 3;
const SINGLE_ERROR = 0.08;

function levelsOf(begun: readonly Begun[]): PassLevel[] {
  const singles = begun.filter(({ isSingle }) => isSingle);
  if (singles.length * 5 >= begun.length * 3) {
    return singles.map(({ at, high }) => ({ at, bytes: around(high, SINGLE_ERROR), passes: 1 }));
  }
  const size = Math.ceil(begun.length / COARSE_GROUPS);
  const groups = Array.from({ length: Math.ceil(begun.length / size) }, (_, index) =>
    begun.slice(index * size, (index + 1) * size),
  );
  return groups.map((group) => {
    const low = Math.max(...group.map((one) => one.low));
    const high = Math.max(low, Math.min(...group.map((one) => one.high)));
    // The largest of n remainders, each anywhere in its pass.
    const likely = (low * (group.length + 1)) / group.length;
    const value = Math.min(high, Math.max(likely, group.length === 1 ? Math.sqrt(low * high) : low));
    return { at: group[0]?.at ?? 0, bytes: { value, low, high }, passes: group.length };
  });
}

function around(value: number, error: number): Required<Estimate> {
  return { value, low: value * (1 - error), high: value * (1 + error) };
}

function iso(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
