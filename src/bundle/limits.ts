import { type ArchiveCode, ArchiveProblem } from './archive-problem.ts';

/** How far archives may unfold before they are taken for bombs. */
export interface Limits {
  /** Bytes that come out of all decompression of a run. */
  readonly maxArchiveBytes: number;
  /** Bytes out per byte in of one compressed stream, looked at once it has given `RATIO_FREE_BYTES`. */
  readonly maxArchiveRatio: number;
  /** Archives and compressions inside one another. */
  readonly maxArchiveDepth: number;
  /** Files in all archives of a run. */
  readonly maxArchiveEntries: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  maxArchiveBytes: 200 * 1024 * MIB,
  maxArchiveRatio: 1000,
  maxArchiveDepth: 5,
  maxArchiveEntries: 1_000_000,
};

/** Logs full of repetition reach any ratio while they are small. */
const RATIO_FREE_BYTES = 100 * MIB;

/** What was unfolded. */
export interface Spent {
  readonly bytes: number;
  readonly entries: number;
}

/** Counts what a run has unfolded and throws an `ArchiveProblem` at the first step beyond a limit. */
export class Budget {
  private readonly limits: Limits;
  bytes = 0;
  entries = 0;
  /** A run that is over a limit is over it everywhere: one problem, which is reported once. */
  private readonly exceeded = new Map<ArchiveCode, ArchiveProblem>();

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** `given` and `taken` belong to one compressed stream, `added` is the newest part of `given`. */
  spend(added: number, given: number, taken: number): void {
    const { maxArchiveBytes, maxArchiveRatio } = this.limits;
    this.bytes += added;
    if (this.bytes > maxArchiveBytes) {
      const why = `the archives of this run hold more than ${String(maxArchiveBytes)} bytes`;
      throw this.exceed('archive-too-large', why, 'if that is right, raise --max-archive-bytes');
    }
    if (given > RATIO_FREE_BYTES && given > maxArchiveRatio * Math.max(1, taken)) {
      const why = `it unfolds to more than ${String(maxArchiveRatio)} times its size, as archive bombs do`;
      throw new ArchiveProblem('archive-bomb', why, 'if that is right, raise --max-archive-ratio');
    }
  }

  /** Whether what another budget has spent would have fitted into this one behind its own. */
  hasRoomFor({ bytes, entries }: Spent): boolean {
    const { maxArchiveBytes, maxArchiveEntries } = this.limits;
    return this.bytes + bytes <= maxArchiveBytes && this.entries + entries <= maxArchiveEntries;
  }

  takeIn({ bytes, entries }: Spent): void {
    this.bytes += bytes;
    this.entries += entries;
  }

  countEntry(): void {
    const { maxArchiveEntries } = this.limits;
    this.entries += 1;
    if (this.entries <= maxArchiveEntries) return;
    const why = `the archives of this run hold more than ${String(maxArchiveEntries)} files`;
    throw this.exceed('archive-too-many-entries', why, 'if that is right, raise --max-archive-entries');
  }

  checkDepth(depth: number): void {
    const { maxArchiveDepth } = this.limits;
    if (depth <= maxArchiveDepth) return;
    const why = `archives lie more than ${String(maxArchiveDepth)} deep inside one another`;
    throw new ArchiveProblem('archive-too-deep', why, 'if that is right, raise --max-archive-depth');
  }

  private exceed(code: ArchiveCode, why: string, fix: string): ArchiveProblem {
    const problem = this.exceeded.get(code) ?? new ArchiveProblem(code, why, fix);
    this.exceeded.set(code, problem);
    return problem;
  }
}
