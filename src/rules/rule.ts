import type { Condition } from '../condition/index.ts';
import type { Confidence, Effect, FindingRole, Role, Severity } from '../model/index.ts';

export const STATUSES = ['experimental', 'test', 'stable'] as const;
export type RuleStatus = (typeof STATUSES)[number];

/** What a signal demands of an event's field: one of these values, or a linear-time regular expression. */
export interface FieldDemand {
  readonly field: string;
  readonly oneOf: readonly (string | number | boolean)[];
  readonly pattern: { readonly source: string; readonly test: (text: string) => boolean } | undefined;
}

/** A named set of events that a rule's condition speaks about. */
export interface Signal {
  readonly name: string;
  readonly events: readonly string[];
  readonly at: Role | undefined;
  readonly where: readonly FieldDemand[];
}

export interface RemedyTemplate {
  readonly on: string;
  readonly effect: Effect;
  readonly text: string;
  readonly command: string | undefined;
  readonly precondition: string | undefined;
}

/** A failure pattern as `rules/<area>/<rule-id>.yaml` holds it, ready to be evaluated. */
export interface Rule {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly status: RuleStatus;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly role: FindingRole;
  readonly signals: readonly Signal[];
  /** Signals that are shown as evidence when they are there, though the condition does not need them. */
  readonly context: readonly string[];
  readonly when: string;
  readonly condition: Condition;
  readonly cause: string;
  readonly remediation: readonly RemedyTemplate[];
  readonly falsepositives: readonly string[];
  readonly references: readonly string[];
  /** Classes and rule ids whose findings are consequences when this rule has found the cause. */
  readonly supersedes: readonly string[];
  /** Speaks only when no other rule knows a root cause of a migration that did not complete. */
  readonly fallback: boolean;
  readonly path: string;
}
