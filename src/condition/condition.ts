/** A place in the text of a condition, in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A signal or field as written. */
export interface Name extends Span {
  readonly name: string;
}

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * A value as written. A bare word may turn out to be the name of a field (`destination != source`); which it is
 * depends on the fields in scope, so the parser leaves it open.
 */
export type Operand = Span &
  (
    | { readonly type: 'word'; readonly text: string }
    | { readonly type: 'string'; readonly text: string }
    | { readonly type: 'boolean'; readonly text: string; readonly value: boolean }
    | Quantity
  );

/** A number, with its unit when it has one; `text` is the normal spelling (`300s`). */
export interface Quantity {
  readonly type: 'quantity';
  readonly text: string;
  readonly value: number;
  readonly unit: string | undefined;
}

/** One place of a sequence: an event of any of these signals. */
export interface Step extends Span {
  readonly signals: readonly Name[];
  /** How soon after the step before it. */
  readonly within: { readonly ms: number; readonly text: string } | undefined;
}

/**
 * A condition as a tree; every node knows its place in the text.
 *
 * The steps of a sequence are signals by construction: the parser refuses what has no moment in time (a
 * negation, a comparison), so that no later stage has to.
 */
export type Condition = Span &
  (
    | { readonly type: 'and' | 'or'; readonly terms: readonly Condition[] }
    | { readonly type: 'not'; readonly term: Condition }
    | { readonly type: 'signal'; readonly name: string }
    | { readonly type: 'sequence'; readonly steps: readonly Step[] }
    | {
        readonly type: 'count';
        readonly signal: Name;
        readonly comparator: Comparator;
        readonly value: number;
      }
    | {
        readonly type: 'compare';
        readonly field: Name;
        readonly comparator: Comparator;
        readonly operand: Operand;
      }
    | { readonly type: 'member'; readonly field: Name; readonly operands: readonly Operand[] }
    | { readonly type: 'match'; readonly field: Name; readonly pattern: string; readonly flags: string }
    | { readonly type: 'exists'; readonly field: Name }
  );

export type ConditionOf<T extends Condition['type']> = Extract<Condition, { readonly type: T }>;
