import type { Confidence } from './analysis.ts';

/**
 * A number with its bounds: the true value lies between `low` and `high` as far as the logs tell.
 * A bound that they do not give is absent.
 */
export interface Estimate {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * The physics of a migration's copy: what was measured, what followed from it, and what would have helped.
 *
 * Units throughout: bytes, bytes per second, milliseconds, unless a name says otherwise (`S`: seconds).
 */
export interface CopyAnalysis {
  /** The progress that was logged, by time. */
  readonly samples: readonly CopySample[];
  /** What happened between two samples with numbers. */
  readonly intervals: readonly CopyInterval[];
  /** Passes over the memory that can be told apart, in order; the first may be followed by unseen ones. */
  readonly passes: readonly CopyPass[];
  readonly downtimeSteps: readonly DowntimeStep[];
  readonly coarseness: CopyCoarseness;
  /** Watched time: from the first sample to the last. */
  readonly durationMs?: number;
  readonly memoryTotal?: number;
  /** At the last sample. */
  readonly memoryRemaining?: number;
  readonly memoryProcessed?: number;
  readonly diskTotal?: number;
  readonly diskRemaining?: number;
  /** Memory sent per second while memory was being sent. */
  readonly throughput?: Estimate;
  readonly diskThroughput?: Estimate;
  readonly dirtyRate?: DirtyRate;
  /** Memory that the guest had changed again when the last pass that was seen to begin began. */
  readonly dirtiedPerPass?: Estimate;
  /** What the permitted downtime lets QEMU leave for the end: downtime × throughput. */
  readonly downtimeAllowance?: DowntimeAllowance;
  readonly limits: CopyLimits;
  readonly prediction?: CopyPrediction;
  /** What each remedy would have to reach by itself. */
  readonly needed: CopyNeeds;
  readonly ending: CopyEnding;
  readonly verdict: CopyVerdict;
  /** In the order in which they should be tried. */
  readonly remedies: readonly CopyRemedy[];
}

export interface CopySample {
  /** When the line was logged. */
  readonly at: string;
  /** The figures are older than the line: Nova saved its progress between reading and logging them. */
  readonly lateMs?: number;
  /** Who printed it; Nova when absent. */
  readonly by?: 'nova' | 'qemu';
  readonly elapsedS: number;
  /** Sent so far, pages sent again included; empty pages cost almost nothing. */
  readonly memoryProcessed: number;
  /** Left of the current pass: jumps up when a new one begins. */
  readonly memoryRemaining: number;
  readonly memoryTotal: number;
  readonly diskProcessed?: number;
  readonly diskRemaining?: number;
  readonly diskTotal?: number;
}

/** Means between two samples; bytes per second. */
export interface CopyInterval {
  readonly from: string;
  readonly to: string;
  /** Memory and disk together. */
  readonly sent: number;
  readonly memorySent: number;
  readonly diskSent: number;
  /**
   * Throughput less net decrease: what came to light as dirtied in this interval. It comes to light when a new
   * pass begins, so it is about 0 inside a pass and a burst at its end.
   */
  readonly dirtied: number;
  /** What the interval was busy with; `restart`: the counters began anew. */
  readonly activity: 'disk' | 'memory' | 'both' | 'idle' | 'restart';
  /** At least one new pass began in it. */
  readonly newPass: boolean;
}

export interface CopyPass {
  /** Counted from 1; the passes between two samples cannot be told apart and are counted as one. */
  readonly number: number;
  readonly from: string;
  readonly to?: string;
  /** What it had to send when it began. */
  readonly bytes: number;
  /** `logged`: QEMU announced it; `inferred`: from the figures before and after. */
  readonly basis: 'logged' | 'inferred';
}

/** A new limit on the pause at the end, as Nova raises it step by step. */
export interface DowntimeStep {
  readonly at: string;
  readonly downtimeMs: number;
  /** Nova's mark for the step: a multiple of the delay times the GiB, not the time that had passed. */
  readonly afterS: number;
}

/** How closely the logs watched the copy. */
export interface CopyCoarseness {
  /** Samples with numbers. */
  readonly samples: number;
  readonly medianGapMs?: number;
  readonly longestGapMs?: number;
  /** From the last sample to the end of the copy: unseen. */
  readonly unseenEndMs?: number;
  /** At INFO Nova logs every 30 s, with DEBUG every 5 s; QEMU's own figures come twice a second. */
  readonly detail: 'info' | 'debug' | 'qemu' | 'none';
}

/**
 * How fast the guest changes memory. `passes`: from what came to light at new passes; `outlasted`: the copy ran
 * longer than any slower guest would have let it (`low` alone counts); `qemu`: as QEMU measured it.
 */
export interface DirtyRate extends Estimate {
  readonly basis: 'passes' | 'outlasted' | 'qemu';
}

export interface DowntimeAllowance {
  readonly bytes: number;
  readonly downtimeMs: number;
  /** `final`: what the steps would have reached in the end. */
  readonly finalBytes: number;
  readonly finalDowntimeMs: number;
}

/** Where a value comes from: a log line, a configuration file, the release's default, or other figures. */
export type CopyBasis = 'logged' | 'configured' | 'default' | 'inferred';

export interface Based<T> {
  readonly value: T;
  readonly basis: CopyBasis;
}

/** What Nova allowed this guest. */
export interface CopyLimits {
  /** Nova's release on the source, or the range of releases that the wordings leave. */
  readonly release?: { readonly from: string; readonly to: string; readonly basis: CopyBasis };
  /** Memory and copied disks as Nova counts them for its limits: each at least 2 GiB. */
  readonly dataGiB?: Estimate & { readonly basis: CopyBasis };
  /** live_migration_completion_timeout × GiB; 0 means never. */
  readonly completionTimeoutS?: Based<number>;
  /** live_migration_progress_timeout, to Rocky; 0 means never. */
  readonly progressTimeoutS?: Based<number>;
  readonly timeoutAction?: Based<'abort' | 'force_complete'>;
  readonly downtimeMs?: Based<number>;
  /** Bytes per second; 0 means no limit. */
  readonly bandwidth?: Based<number>;
  readonly autoConverge?: Based<boolean>;
  readonly postCopy?: Based<boolean>;
  /** Throughput lies near what such a link carries: Mbit/s. */
  readonly linkMbit?: number;
  /** Throughput reaches the configured bandwidth. */
  readonly bandwidthReached: boolean;
}

/** When the copy would have been over, from its start, had it gone on as measured. */
export interface CopyPrediction {
  /** Absent when it would not have ended. */
  readonly totalMs?: Estimate;
  readonly passes?: number;
  /** `first-pass`: the dirty rate is not known, so this is the least it takes. */
  readonly basis: 'passes' | 'first-pass' | 'dirty-rate';
  /** Against Nova's completion timeout, when that is known. */
  readonly fitsTimeout?: boolean;
}

export interface CopyNeeds {
  /** To complete within the timeout, or at all. */
  readonly bandwidth?: Estimate;
  /** To let QEMU switch over at what is left when a pass ends. */
  readonly downtimeMs?: number;
  /** live_migration_completion_timeout, in seconds per GiB. */
  readonly completionTimeoutS?: number;
}

/** How the copy itself came to its end. */
export type CopyEnding =
  | { readonly type: 'switched-over'; readonly at?: string }
  | { readonly type: 'post-copy'; readonly at: string; readonly memoryRemaining?: number }
  | { readonly type: 'forced-pause'; readonly at: string; readonly memoryRemaining?: number }
  | { readonly type: 'timed-out'; readonly at: string }
  | { readonly type: 'no-progress'; readonly at: string }
  | { readonly type: 'aborted'; readonly at?: string }
  | { readonly type: 'failed'; readonly at?: string }
  | { readonly type: 'open' };

/** What its physics says of a copy. */
export type CopyVerdict = CopyJudgement & { readonly certainty: Confidence };

export type CopyJudgement =
  | { readonly type: 'converged'; readonly passes: number }
  | {
      /** It was getting there: more time, or the later downtime steps, would have been enough. */
      readonly type: 'needs-more-time';
      readonly why: 'first-pass-unfinished' | 'converging' | 'downtime-steps' | 'disk-unfinished';
      readonly missingMs?: number;
    }
  | {
      /** The guest changes memory as fast as it is sent, or faster. `ratio`: dirty rate by throughput. */
      readonly type: 'cannot-converge';
      readonly why: 'dirty-rate' | 'downtime-too-small' | 'outlasted';
      readonly ratio: number;
    }
  | {
      readonly type: 'stalled';
      readonly since: string;
      readonly forMs: number;
      readonly from: 'start' | 'later';
    }
  | { readonly type: 'throttled'; readonly completed: boolean; readonly percent?: number }
  | { readonly type: 'post-copy'; readonly at: string; readonly otherwise?: CopyJudgement['type'] }
  | {
      readonly type: 'not-enough-data';
      readonly why: 'no-numbers' | 'one-sample' | 'first-pass-only';
    };

/** `bandwidth`: Nova's limit on it; `network`: a faster link, where Nova sets no limit. */
export type CopyRemedyKind =
  | 'bandwidth'
  | 'network'
  | 'downtime'
  | 'downtime-delay'
  | 'timeout'
  | 'auto-converge'
  | 'post-copy'
  | 'parallel-connections'
  | 'quiet-guest'
  | 'force-complete';

export interface CopyRemedy {
  readonly kind: CopyRemedyKind;
  /** Whether it would have been enough by itself. */
  readonly helps: 'yes' | 'maybe' | 'no';
  /** The option in the release at hand. */
  readonly option?: CopyOption;
  /** What it must be at least, in the option's unit (`network`: MiB/s). */
  readonly atLeast?: number;
  /** `force-complete`: how long the guest would stand still. */
  readonly pauseMs?: number;
  /** The option has this value already. */
  readonly isSet?: true;
  /** The release does not have it; `from`: the first one that does. */
  readonly lacking?: { readonly from: string };
}

export interface CopyOption {
  readonly name: string;
  readonly section: string;
  readonly unit?: string;
  readonly default?: string | number | boolean;
  readonly current?: string | number | boolean;
}

/** How long the guest stood still, and how that is known. */
export interface DowntimeAnalysis {
  readonly valueMs?: number;
  readonly lowMs: number;
  readonly highMs?: number;
  readonly basis: DowntimeBasis;
  /** Every stretch in which it stood still, the one of the switch-over included. */
  readonly blackouts: readonly Blackout[];
}

/**
 * `measured-by-qemu`: its own figure; `qemu-events`, `lifecycle`: from pause to resumption by those lines;
 * `phases`: between the nearest lines of Nova; `one-side`: only one end is in the logs.
 */
export type DowntimeBasis = 'measured-by-qemu' | 'qemu-events' | 'lifecycle' | 'phases' | 'one-side';

export interface Blackout {
  readonly from?: BlackoutEnd;
  readonly to?: BlackoutEnd;
  readonly ms?: number;
  readonly toleranceMs: number;
  /** What it was for; `rollback`: it went on running on the source. */
  readonly purpose: 'switch-over' | 'post-copy' | 'forced-pause' | 'rollback';
}

export interface BlackoutEnd {
  readonly at: string;
  readonly host: string;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
}
