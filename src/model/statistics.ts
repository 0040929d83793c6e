import type { Outcome } from './analysis.ts';
import type { Phase } from './phase.ts';

/**
 * How many migrations went how, as plain JSON.
 *
 * Everything that is counted says out of how many: a rate without its base, or a percentile of three samples,
 * tells nothing.
 */
export interface Statistics {
  readonly schemaVersion: 1;
  readonly total: number;
  /** First start and last end; absent without migrations. */
  readonly from?: string;
  readonly to?: string;
  readonly outcomes: OutcomeCounts;
  readonly success: SuccessRate;
  /** From start to end of completed migrations. */
  readonly durationMs: Spread;
  /** From start to end of failed ones: how long it took until that was known. */
  readonly failedAfterMs: Spread;
  readonly phases: readonly PhaseStatistics[];
  readonly downtimeMs: Spread;
  /** How many completed migrations have no downtime in the logs. */
  readonly downtimeUnknown: number;
  readonly downtimeBuckets: readonly Bucket[];
  /** Bytes per second of the memory copy of completed migrations. */
  readonly throughput: Spread;
  readonly causes: readonly CauseStatistics[];
  readonly routes: readonly RouteStatistics[];
  readonly periods: readonly PeriodStatistics[];
  /** How long each period is; absent without migrations. */
  readonly periodUnit?: PeriodUnit;
}

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/**
 * Completed ones out of those that ran to an end of their own.
 *
 * Refused requests never ran, cancelled ones were stopped by somebody, unfinished ones have no end in the logs:
 * none of them says how reliable migrations are.
 */
export interface SuccessRate {
  readonly completed: number;
  readonly of: number;
  /** 0…1; absent when `of` is 0. */
  readonly rate?: number;
}

/**
 * How values are spread.
 *
 * A percentile is there only when enough samples lie beyond it to mean something: p50 from 2, p95 from 20, p99
 * from 100 samples on. Each is a value that was measured (nearest rank), never one between two.
 */
export interface Spread {
  readonly n: number;
  readonly min?: number;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly max?: number;
}

/** A phase over all completed migrations. */
export interface PhaseStatistics {
  readonly phase: Phase;
  readonly durationMs: Spread;
  /** How many of them no line marks exactly. */
  readonly inferred: number;
  /** How many migrations stopped here. */
  readonly stopped: number;
}

/** How many values lie from `from` up to, but not at, `to`. */
export interface Bucket {
  readonly from: number;
  readonly to?: number;
  readonly count: number;
}

/** Migrations that did not complete, by the class of their root cause. */
export interface CauseStatistics {
  /** An id of the failure classes; absent when no rule names a cause. */
  readonly class?: string;
  readonly count: number;
  readonly outcomes: OutcomeCounts;
  /** Ids, by start. */
  readonly migrations: readonly string[];
}

/** Migrations from one host to another; an end that no log names is absent. */
export interface RouteStatistics {
  readonly source?: string;
  readonly destination?: string;
  readonly total: number;
  readonly outcomes: OutcomeCounts;
  readonly success: SuccessRate;
  readonly durationMs: Spread;
}

export type PeriodUnit = 'hour' | 'day' | 'week' | 'month';

/** Migrations that began from `from` up to, but not at, `to`; UTC. */
export interface PeriodStatistics {
  readonly from: string;
  readonly to: string;
  readonly total: number;
  readonly outcomes: OutcomeCounts;
}
