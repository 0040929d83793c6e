import type { Role } from '../model/index.ts';
import type { MigrationView, Tone } from './report-model.ts';

/**
 * One migration with everything that a report can draw or unfold: what `MigrationView` says, each event, the
 * phases to scale and the course of the copy.
 */
export interface MigrationDetail extends Omit<MigrationView, 'timeline'> {
  readonly row: OverviewRow;
  readonly gantt: GanttView | undefined;
  readonly plot: PlotView | undefined;
  readonly events: EventsView;
  /** For each place of evidence, what the same file says before and after it. */
  readonly surroundings: Readonly<Record<string, readonly Neighbour[]>>;
}

/** A row of a table that can be sorted and filtered: texts to show, and plain values to compare. */
export interface OverviewRow {
  readonly id: string;
  readonly mark: string;
  readonly tone: Tone;
  /** The outcome alone, to choose by. */
  readonly outcome: string;
  /** The outcome with the phase it happened in. */
  readonly ending: string;
  readonly name: string;
  readonly route: string;
  readonly hosts: readonly string[];
  readonly started: string;
  readonly startedMs: number;
  readonly duration: string;
  readonly durationMs: number;
  readonly downtime: string;
  readonly downtimeMs: number;
  readonly cause: string;
  /** Ids that one searches for and that have no column. */
  readonly ids: readonly string[];
}

/** A place on an axis, from 0 to 1, with its label. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Phases to scale, a lane for each host. */
export interface GanttView {
  readonly lanes: readonly GanttLane[];
  readonly ticks: readonly Tick[];
  /** In one sentence, for those who do not see it. */
  readonly description: string;
}

export interface GanttLane {
  readonly host: string;
  /** Empty where the host is not known. */
  readonly role: '' | 'source' | 'destination' | 'controller';
  readonly bars: readonly GanttBar[];
  /** Warnings and errors. */
  readonly marks: readonly GanttMark[];
}

export interface GanttBar {
  readonly phase: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Name, length and basis, for a tip. */
  readonly label: string;
  readonly inferred: boolean;
  readonly failed: boolean;
}

export interface GanttMark {
  readonly at: number;
  readonly tone: Tone;
  readonly label: string;
}

/** Panels over one axis of time. */
export interface PlotView {
  readonly panels: readonly PlotPanel[];
  readonly ticks: readonly Tick[];
  readonly markers: readonly PlotMarker[];
  readonly description: string;
  readonly note: string;
  /** The same as a table. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface PlotPanel {
  readonly title: string;
  readonly ticks: readonly Tick[];
  readonly series: readonly PlotSeries[];
}

export type PlotColor = 'memory' | 'disk' | 'sent' | 'dirtied' | 'downtime';

export interface PlotSeries {
  readonly name: string;
  readonly color: PlotColor;
  /** `step`: a value that holds until the next point. */
  readonly shape: 'line' | 'step';
  /** Both from 0 to 1. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Something that happened during the copy. */
export interface PlotMarker {
  readonly at: number;
  readonly tone: Tone;
  readonly label: string;
}

/** All events of a migration, the lesser ones marked instead of left out. */
export interface EventsView {
  /** The day of the first event. */
  readonly date: string;
  readonly rows: readonly EventRow[];
}

export interface EventRow {
  /** Set where another day begins. */
  readonly date: string | undefined;
  readonly time: string;
  /** Since the migration began. */
  readonly since: string;
  /** Since the event before; negative where the clocks of two hosts leave the order open. */
  readonly delta: string;
  /** How long nothing was logged before, when that is worth noticing. */
  readonly silence: string;
  readonly host: string;
  /** What the host is to this migration. */
  readonly role: Role;
  readonly phase: string;
  readonly level: string;
  readonly kind: string;
  readonly summary: string;
  /** Empty, or how many events this row stands for. */
  readonly repeated: string;
  readonly place: string;
  readonly tone: Tone;
  readonly isEvidence: boolean;
  /** DEBUG chatter and noise that healthy migrations log, too. */
  readonly isLesser: boolean;
}

/** A line near a piece of evidence. */
export interface Neighbour {
  readonly line: string;
  /** Empty for a line as it stands in its file; else `text` is what it means. */
  readonly time: string;
  readonly text: string;
  readonly tone: Tone;
  readonly isEvidence: boolean;
}
