import type { DriftView } from './drift-model.ts';
import type { CoverageView, DiagnosticView, HostView, InputView } from './input-model.ts';

/** What a text means, for layouts to colour: never a colour itself. */
export type Tone = 'bad' | 'warn' | 'good' | 'plain' | 'quiet';

/**
 * An analysis in words: every heading, row and duration that a report or a screen shows.
 *
 * Plain data without formatting left to do, so that text, Markdown, HTML and the terminal screen say the same.
 */
export interface ReportModel {
  readonly tool: string;
  readonly title: string;
  readonly migrations: readonly MigrationView[];
  /** What stands above the findings that belong to no migration. */
  readonly findingsHeading: string;
  /** Findings about a host, or about lines that tell of no migration in particular. */
  readonly hostFindings: readonly FindingView[];
  readonly inputs: readonly InputView[];
  readonly hosts: readonly HostView[];
  /** How much there is to say about the configuration of the hosts, and the command that says it; may be empty. */
  readonly configuration: string;
  /** One for each route whose hosts differ. */
  readonly drift: readonly DriftView[];
  readonly coverage: CoverageView;
  readonly diagnostics: readonly DiagnosticView[];
}

/** A label with its value. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface MigrationView {
  readonly id: string;
  readonly mark: string;
  readonly tone: Tone;
  readonly headline: Headline;
  readonly summary: SummaryRow;
  readonly verdict: Verdict;
  /** Nothing went wrong: the phases say enough where there are several migrations. */
  readonly isUneventful: boolean;
  readonly phases: readonly PhaseRow[];
  readonly copy: readonly Fact[];
  readonly findings: readonly FindingView[];
  readonly timeline: TimelineView;
  readonly identity: readonly Fact[];
  readonly links: readonly LinkRow[];
}

/** `FAILED  instance-0000000b  cmp-a → cmp-b  in copy, after 2.7 s`, in its parts and as one text. */
export interface Headline {
  readonly outcome: string;
  readonly name: string;
  readonly route: string;
  readonly detail: string;
  readonly text: string;
  /** When it began and the request that asked for it: what one searches other tools for. */
  readonly origin: string;
}

export interface SummaryRow {
  readonly started: string;
  readonly name: string;
  readonly route: string;
  readonly outcome: string;
  readonly duration: string;
  /** The root cause's title, or why there is none. */
  readonly cause: string;
}

/** The two sentences an engineer needs first, and what stands behind them. */
export interface Verdict {
  readonly happened: string;
  /** Why, in the words of the most probable root cause. */
  readonly why: string | undefined;
  /** How sure the why is. */
  readonly sureness: string | undefined;
  readonly whereabouts: string;
  readonly whereaboutsTone: Tone;
  /** What later migrations in the same logs did to the guest. */
  readonly later: string | undefined;
  /** How to find out where the guest is, when the logs cannot say or say something alarming. */
  readonly check: RemedyView | undefined;
  /** Logs to ask for, when the cause is not known or not sure and some of its hosts' logs are not there. */
  readonly fetch: readonly string[];
}

export interface PhaseRow {
  readonly name: string;
  readonly duration: string;
  readonly share: string;
  /** 0…1, for bars. */
  readonly fraction: number;
  readonly host: string;
  /** Empty when it was logged. */
  readonly basis: string;
  readonly failed: boolean;
}

export interface FindingView {
  readonly id: string;
  readonly ruleId: string;
  readonly class: string;
  readonly isRootCause: boolean;
  readonly role: string;
  readonly severity: string;
  readonly tone: Tone;
  readonly confidence: string;
  readonly title: string;
  readonly cause: string;
  readonly host: string | undefined;
  readonly evidence: readonly EvidenceRow[];
  readonly remedies: readonly RemedyView[];
  readonly references: readonly string[];
}

export interface EvidenceRow {
  readonly host: string;
  /** `file:line`; never to be cut. */
  readonly place: string;
  readonly time: string;
  /** The line without the parts shown beside it: its time, pid and context. */
  readonly excerpt: string;
  readonly signal: string;
}

export interface RemedyView {
  readonly where: string;
  readonly text: string;
  readonly command: string | undefined;
  readonly effect: string;
  readonly tone: Tone;
  readonly destroys: boolean;
  readonly precondition: string | undefined;
}

export interface TimelineView {
  /** The day of the first row; a row on another day carries its own. */
  readonly date: string;
  readonly rows: readonly TimelineRow[];
  /** What is not shown, in words; empty when everything is. */
  readonly folded: string;
}

export interface TimelineRow {
  readonly date: string | undefined;
  readonly time: string;
  /** Time since the row before. */
  readonly delta: string;
  /** A silence worth noticing before this row. */
  readonly isGap: boolean;
  readonly host: string;
  readonly phase: string;
  readonly summary: string;
  /** Empty, or how many events this row stands for. */
  readonly repeated: string;
  readonly place: string;
  readonly tone: Tone;
  readonly isEvidence: boolean;
}

export interface LinkRow {
  readonly host: string;
  readonly file: string;
  /** `request id req-…`: what ties the records to the migration. */
  readonly by: string;
  readonly count: string;
  /** Both in one. */
  readonly records: string;
  readonly why: string;
}
