import type { Fact, Tone } from './report-model.ts';

/** What was read of one path of the command line. */
export interface InputView {
  readonly path: string;
  readonly read: string;
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

/** A host: what it is, which zone it writes, how far its clock was off. */
export interface HostView {
  readonly name: string;
  readonly roles: string;
  readonly zone: string;
  readonly clock: string;
  readonly isClockOff: boolean;
  readonly releases: string;
  /** Hardware, storage, network and options, as far as known. */
  readonly facts: readonly Fact[];
  readonly aliases: string;
}

/** Which logs there are, which not, and which lines nobody knows. */
export interface CoverageView {
  /** One line for each host: the logs that are there. */
  readonly present: readonly { readonly host: string; readonly logs: string }[];
  readonly missing: readonly CoverageGap[];
  readonly unmatched: readonly { readonly count: string; readonly shape: string; readonly place: string }[];
}

/** A log that is not there, or not whole. */
export interface CoverageGap {
  readonly host: string;
  readonly log: string;
  readonly state: string;
  readonly tone: Tone;
  readonly ask: string;
}

/** A word about the input or the rules. */
export interface DiagnosticView {
  readonly code: string;
  readonly severity: string;
  readonly tone: Tone;
  readonly place: string;
  /** May hold several lines that are laid out already: a condition with its caret. */
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}
