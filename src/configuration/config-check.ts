import type { Condition } from '../condition/index.ts';
import type { Confidence, Severity } from '../model/index.ts';

/**
 * What can be wrong with one line of a configuration file by itself, as the table of options tells it.
 *
 * `not-read-yet`, `deprecated` and `not-read-anymore` depend on the release; `misplaced` is in a section that does not
 * have it, `in-other-file` in the file of another program, a `leftover` is not read any more and mattered to no migration.
 */
export const LINE_FAULTS = [
  'not-parsable',
  'invented',
  'unknown',
  'misplaced',
  'in-other-file',
  'not-read-anymore',
  'leftover',
  'not-read-yet',
  'deprecated',
  'former-spelling',
  'no-value-of-type',
  'out-of-range',
  'not-a-choice',
  'repeated',
  'overridden',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** What a check looks for: a condition over what is set, a fault of a single line, or a difference between hosts. */
export type CheckQuestion =
  | { readonly type: 'condition'; readonly when: string; readonly condition: Condition; readonly at?: string }
  | { readonly type: 'line'; readonly fault: LineFault }
  | { readonly type: 'hosts-differ' };

/** One file of `rules/configuration/`. */
export interface ConfigCheck {
  readonly id: string;
  readonly class: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly question: CheckQuestion;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly references: readonly string[];
  /** The event that rules can ask for. */
  readonly event?: string;
}
