import type { Tone } from './report-model.ts';

/** What differs between the two hosts of a route, most important first. */
export interface DriftView {
  readonly source: string;
  readonly destination: string;
  readonly route: string;
  readonly rows: readonly DriftRow[];
}

export interface DriftRow {
  readonly subject: string;
  /** `stops`, `hinders` or `note`. */
  readonly weight: string;
  readonly tone: Tone;
  readonly source: string;
  readonly destination: string;
  /** Of lists what only the source has; else empty. */
  readonly lacking: string;
  readonly why: string;
  readonly remedy: string;
  /** `file:line` of source and destination. */
  readonly places: readonly string[];
}
