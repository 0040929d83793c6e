import type { Fact, Tone } from './report-model.ts';

/** Statistics in words: facts first, then tables; plain data for a terminal, a page or a file. */
export interface StatsModel {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly tables: readonly StatsTable[];
}

export interface StatsTable {
  /** Stable, for anchors. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly StatsColumn[];
  readonly rows: readonly StatsRow[];
  /** What to know before drawing conclusions; may be empty. */
  readonly note: string;
}

export interface StatsColumn {
  readonly label: string;
  readonly align: 'left' | 'right';
}

export interface StatsRow {
  readonly cells: readonly string[];
  readonly tone: Tone;
  /** The migration that the last cell names, to go to it. */
  readonly migration?: string;
  /** 0…1, for a bar; absent in tables without bars. */
  readonly fraction?: number;
}
