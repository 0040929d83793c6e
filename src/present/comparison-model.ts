import type { Tone } from './report-model.ts';
import type { StatsTable } from './stats-model.ts';

/** One migration held against another, in words. */
export interface ComparisonModel {
  readonly sides: readonly [ComparedSide, ComparedSide];
  /** Why these two. */
  readonly chosen: string;
  /** What comes first: where the courses part, the first trouble. */
  readonly points: readonly ComparisonPoint[];
  readonly tables: readonly StatsTable[];
  readonly course: readonly CourseRow[];
}

export interface ComparedSide {
  /** `A` or `B`: what the tables call it. */
  readonly label: string;
  readonly mark: string;
  readonly tone: Tone;
  readonly headline: string;
  readonly origin: string;
}

export interface ComparisonPoint {
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly CourseRow[];
}

/** An event of one of them, or a run of events that both have. */
export interface CourseRow {
  /** `A`, `B`, or empty where both have it. */
  readonly label: string;
  readonly since: string;
  readonly host: string;
  readonly summary: string;
  /** `file:line`; empty for a run. */
  readonly place: string;
  readonly tone: Tone;
}
