import type { Span } from './condition.ts';

export type ProblemCode =
  | 'condition-empty'
  | 'condition-too-long'
  | 'condition-too-deep'
  | 'unexpected-character'
  | 'unclosed-text'
  | 'foreign-operator'
  | 'unbalanced-parenthesis'
  | 'missing-term'
  | 'missing-operator'
  | 'missing-part'
  | 'unexpected-word'
  | 'bad-regex'
  | 'negation-in-sequence'
  | 'no-moment-in-sequence'
  | 'within-without-then'
  | 'within-needs-duration'
  | 'unknown-unit'
  | 'bad-count'
  | 'unknown-signal'
  | 'unknown-field'
  | 'field-without-comparison'
  | 'signal-compared'
  | 'wrong-type'
  | 'wrong-comparator'
  | 'unknown-value'
  | 'unused-signal';

/** A mistake in a condition: what is wrong, why it is wrong, what to do; and where in its text. */
export interface ConditionProblem extends Span {
  readonly code: ProblemCode;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** A problem at a place. */
export function problemAt(
  { offset, length }: Span,
  code: ProblemCode,
  what: string,
  why: string,
  fix: string,
): ConditionProblem {
  return { code, what, why, fix, offset, length };
}
