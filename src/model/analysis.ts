import type { CopyAnalysis, DowntimeAnalysis, DowntimeBasis } from './copy.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Fields } from './event.ts';
import type { HostDrift, HostFacts } from './facts.ts';
import type { Phase, Role } from './phase.ts';
import type { Level, LogKind } from './record.ts';

/** `unfinished`: the logs end, or have nothing more of it, before it does; it may be running. */
export type Outcome = 'completed' | 'failed' | 'cancelled' | 'refused' | 'unfinished';
export type MigrationKind = 'shared' | 'block' | 'volume' | 'unknown';
export type MigrationMode = 'pre-copy' | 'post-copy' | 'auto-converge' | 'force-complete' | 'unknown';
export type Severity = 'error' | 'warning' | 'info';
export type FindingRole = 'root-cause' | 'contributing' | 'consequence';
export type Confidence = 'certain' | 'likely' | 'possible';
export type Effect = 'inspects' | 'changes' | 'destroys';

/**
 * Everything migscope found out, as plain JSON: the library's return value, the JSON report, the TUI's input
 * and the golden files are this one object.
 */
export interface Analysis {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'migscope'; readonly version: string };
  readonly inputs: readonly InputSummary[];
  readonly hosts: readonly HostInfo[];
  /** One for each pair of hosts between which a guest was migrated and that differ. */
  readonly drift?: readonly HostDrift[];
  readonly migrations: readonly Migration[];
  readonly findings: readonly Finding[];
  /** What is to be said about the configuration of the hosts, apart from findings: it explains no migration by itself. */
  readonly configuration?: ConfigurationAudit;
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: Coverage;
}

export interface ConfigurationAudit {
  readonly hosts: readonly AuditedHost[];
  /** By host, the worst first. */
  readonly findings: readonly Finding[];
}

export interface AuditedHost {
  readonly host: string;
  /** The series of Nova that its configuration was held against; all of them when absent. */
  readonly release?: string;
  /** Who told it: the user, the host's own logs and files, or the other hosts, which all run the same. */
  readonly releaseBy?: 'user' | 'host' | 'other-hosts';
  /** The configuration files that were read. */
  readonly files: readonly string[];
  /** Options that its services printed when they started. */
  readonly printed: number;
}

export interface InputSummary {
  /** As given on the command line. */
  readonly path: string;
  readonly filesSeen: number;
  readonly filesRead: number;
  readonly bytesRead: number;
  readonly records: number;
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

export interface HostInfo {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly roles: readonly ('controller' | 'compute')[];
  readonly releases: Readonly<Partial<Record<'nova' | 'libvirt' | 'qemu' | 'kernel', string>>>;
  readonly timeZone: ZoneInfo;
  readonly clock: ClockInfo;
  /** Absent when neither logs nor files say anything. */
  readonly facts?: HostFacts;
}

/** The zone in which a host's services write local time; `offsetMinutes` is east of UTC. */
export interface ZoneInfo {
  readonly offsetMinutes: number;
  readonly basis: string;
  /** Set when services of one host wrote different zones (a restart with another TZ). */
  readonly others?: readonly {
    readonly process: string;
    readonly offsetMinutes: number;
    readonly basis: string;
  }[];
}

/** How far a host's clock was off and was corrected; positive: its clock ran ahead. */
export interface ClockInfo {
  readonly offsetMs: number;
  readonly toleranceMs: number;
  readonly basis: string;
}

export interface Migration {
  /** Stable: derived from the instance and the start. */
  readonly id: string;
  readonly migrationUuid?: string;
  /** The request that started the migration. */
  readonly requestId?: string;
  /** All request ids that take part: abort, force-complete, network events. */
  readonly requestIds: readonly string[];
  readonly instance: string;
  readonly domain?: string;
  /** What carried the disks. */
  readonly kind: MigrationKind;
  /** How the memory copy ended. */
  readonly mode: MigrationMode;
  readonly source?: string;
  readonly destination?: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly outcome: Outcome;
  readonly failedPhase?: Phase;
  /** Where the guest ran when this migration was over: a host name, `both`, `nowhere` or `unknown`. */
  readonly instanceIsOn?: string;
  readonly phases: readonly PhaseSpan[];
  readonly copy?: CopyAnalysis;
  /** The guest's blackout in short; `downtime` has the lines behind it. */
  readonly downtimeMs?: {
    readonly value: number;
    readonly basis: DowntimeBasis;
    readonly tolerance: number;
  };
  readonly downtime?: DowntimeAnalysis;
  readonly events: readonly TimelineEvent[];
  readonly links: readonly Link[];
  /** Finding ids, most probable root cause first. */
  readonly findings: readonly string[];
}

export interface PhaseSpan {
  readonly phase: Phase;
  readonly host?: string;
  readonly from: string;
  readonly to?: string;
  readonly durationMs?: number;
  readonly basis: 'logged' | 'inferred';
}

export interface TimelineEvent {
  readonly at: string;
  readonly host: string;
  readonly role: Role;
  readonly kind: string;
  readonly phase?: Phase;
  readonly level?: Level;
  readonly summary: string;
  readonly file: string;
  readonly line: number;
  readonly fields: Fields;
  /** Healthy migrations log such a WARNING or ERROR, too: it explains nothing. */
  readonly noise?: true;
  /** How many like it were folded into this one, and when the last of them was. */
  readonly count?: number;
  readonly until?: string;
}

/** Why the records of one file belong to a migration. */
export interface Link {
  readonly host: string;
  readonly file: string;
  readonly by: 'request-id' | 'instance' | 'domain' | 'migration-uuid' | 'migration-id';
  readonly value: string;
  readonly records: number;
  readonly why: string;
}

export interface Finding {
  readonly id: string;
  /** The same in every analysis of the same migration, whatever else was given: what baselines and CI know it by. */
  readonly fingerprint: string;
  readonly ruleId: string;
  /** An id of the failure classes (rules/failure-classes.yaml). */
  readonly class: string;
  readonly migration?: string;
  readonly host?: string;
  readonly severity: Severity;
  readonly role: FindingRole;
  readonly title: string;
  readonly cause: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly remediation: readonly RemediationStep[];
  readonly references: readonly string[];
}

export interface Evidence {
  readonly signal: string;
  readonly file: string;
  readonly line: number;
  /** From 1, where the evidence is a part of its line. */
  readonly column?: number;
  readonly host: string;
  readonly at?: string;
  readonly excerpt: string;
}

export interface RemediationStep {
  readonly on: string;
  readonly text: string;
  readonly command?: string;
  readonly effect: Effect;
  readonly precondition?: string;
}

export interface Coverage {
  readonly hosts: readonly HostCoverage[];
  /**
   * What to fetch of the controllers, where none of their logs is there and a migration did not succeed for a reason
   * that is not known or not sure. Nobody knows their names.
   */
  readonly askControllers?: string;
  readonly unmatched: readonly UnmatchedShape[];
}

export interface HostCoverage {
  readonly host: string;
  readonly logs: readonly LogCoverage[];
}

export interface LogCoverage {
  readonly kind: LogKind;
  /**
   * `truncated`: cut to a size when it was collected; `rotated-away`: begins only after a migration of the host had
   * begun; `other-time`: holds no migration of the host at all.
   */
  readonly state: 'present' | 'missing' | 'truncated' | 'rotated-away' | 'other-time' | 'INFO-only';
  readonly files: readonly string[];
  readonly records: number;
  readonly from?: string;
  readonly to?: string;
  /** What to fetch when it is not there. */
  readonly ask?: string;
}

/** WARNING and worse lines that no catalogue entry knows, grouped by their text with the variable parts cut. */
export interface UnmatchedShape {
  readonly shape: string;
  readonly level: Level;
  readonly count: number;
  readonly first: { readonly file: string; readonly line: number };
}
