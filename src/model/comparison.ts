import type { FindingRole } from './analysis.ts';
import type { FactBasis } from './facts.ts';
import type { Phase, Role } from './phase.ts';
import type { Level } from './record.ts';

/** One migration held against another, as plain JSON: what differs, the first difference first. */
export interface MigrationComparison {
  readonly schemaVersion: 1;
  /** Ids. The left one is the one in question, the right one what it is held against. */
  readonly left: string;
  readonly right: string;
  /** Why the right one was chosen; absent when it was named. */
  readonly likeness?: readonly Likeness[];
  /** Where the courses of events part. */
  readonly parting?: Parting;
  /** The first warning or error that only one of them logged. */
  readonly trouble?: SidedEvent;
  readonly phases: readonly PhaseComparison[];
  /** In the order of `PropertyName`. */
  readonly properties: readonly PropertyDifference[];
  /** Settings and facts of the hosts that are known of both and differ. */
  readonly settings: readonly SettingDifference[];
  /** What both logged with other values in it. */
  readonly details: readonly DetailDifference[];
  /** Rules that found something in one of them only. */
  readonly findings: readonly FindingDifference[];
  /** What is left out of the courses of events, since the logs of one side cannot show it. */
  readonly unseen: readonly UnseenPart[];
  /** Both courses of events aligned, in order. */
  readonly steps: readonly ComparisonStep[];
}

export type Likeness =
  'same-instance' | 'same-route' | 'same-route-back' | 'same-disks' | 'same-source' | 'same-destination';
export type ComparisonSide = 'left' | 'right';

export interface UnseenPart {
  /** Whose logs do not show it. */
  readonly side: ComparisonSide;
  readonly what: 'controller' | 'source' | 'destination' | 'DEBUG';
}

export interface ComparedEvent {
  readonly kind: string;
  readonly role: Role;
  readonly phase?: Phase;
  readonly host: string;
  readonly at: string;
  /** Since its migration began. */
  readonly sinceMs: number;
  readonly level?: Level;
  readonly summary: string;
  readonly file: string;
  readonly line: number;
  /** How many like it in a row. */
  readonly count: number;
}

export interface SidedEvent {
  readonly side: ComparisonSide;
  readonly event: ComparedEvent;
}

export interface Parting extends SidedEvent {
  /** How many events both had before it. */
  readonly alike: number;
  /** The last that both had. */
  readonly last?: ComparedEvent;
  /** How the other one went on. */
  readonly instead?: ComparedEvent;
}

/** `both`: the same kind of event at the same side of the migration, in each. */
export type ComparisonStep =
  | { readonly type: 'both'; readonly left: ComparedEvent; readonly right: ComparedEvent }
  | { readonly type: ComparisonSide; readonly event: ComparedEvent };

export interface PhaseComparison {
  readonly phase: Phase;
  /** Absent: it did not get there. */
  readonly left?: ComparedPhase;
  readonly right?: ComparedPhase;
  /** Left by right; only where both are long enough to tell. */
  readonly ratio?: number;
}

export interface ComparedPhase {
  /** Absent when its end was not seen. */
  readonly durationMs?: number;
  readonly inferred: boolean;
  readonly stoppedHere: boolean;
}

export const PROPERTY_NAMES = [
  'source',
  'destination',
  'instance',
  'kind',
  'mode',
  'outcome',
  'failedPhase',
  'instanceIsOn',
  'durationMs',
  'downtimeMs',
  'memoryTotal',
  'diskTotal',
  'throughput',
  'diskThroughput',
  'dirtyRate',
  'completionTimeoutS',
  'progressTimeoutS',
  'timeoutAction',
  'bandwidth',
  'autoConverge',
  'postCopy',
] as const;

export type PropertyName = (typeof PROPERTY_NAMES)[number];
export type PropertyValue = string | number | boolean;

/** A property of the migrations; a side that does not know it is absent. */
export interface PropertyDifference {
  readonly name: PropertyName;
  readonly left?: PropertyValue;
  readonly right?: PropertyValue;
}

export interface SettingDifference {
  readonly role: 'source' | 'destination';
  /** `nova [libvirt] live_migration_downtime`, `release.qemu`, `network.mtu eth0`. */
  readonly name: string;
  readonly left: SettingValue;
  readonly right: SettingValue;
}

export interface SettingValue {
  readonly host: string;
  readonly value: string;
  readonly basis: FactBasis;
  readonly file?: string;
  readonly line?: number;
}

export interface DetailDifference {
  readonly kind: string;
  readonly role: Role;
  readonly field: string;
  readonly left: PropertyValue;
  readonly right: PropertyValue;
}

export interface FindingDifference {
  readonly side: ComparisonSide;
  readonly ruleId: string;
  readonly class: string;
  readonly role: FindingRole;
  readonly title: string;
}
