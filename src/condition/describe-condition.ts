import type { Comparator, Condition, ConditionOf, Step } from './condition.ts';
import { fieldSpec, type FieldTable } from './field-table.ts';
import { printCondition } from './print-condition.ts';

/** How a page names signals. */
export interface ConditionWords {
  readonly signal: (name: string) => string;
  readonly fields: FieldTable;
}

/** One line of a description; `level` says how deep it is nested. */
export interface DescribedTerm {
  readonly level: number;
  readonly text: string;
}

/** A condition in words, as a nested list. */
export function describeCondition(condition: Condition, words: ConditionWords): readonly DescribedTerm[] {
  return describe(condition, words, 0);
}

function describe(condition: Condition, words: ConditionWords, level: number): DescribedTerm[] {
  switch (condition.type) {
    case 'and':
      return group('all of these hold:', condition.terms, words, level);
    case 'or':
      return group('at least one of these holds:', condition.terms, words, level);
    case 'not':
      return negated(condition, words, level);
    default:
      return [{ level, text: sentenceOf(condition, words) }];
  }
}

function group(
  head: string,
  terms: readonly Condition[],
  words: ConditionWords,
  level: number,
): DescribedTerm[] {
  return [{ level, text: head }, ...terms.flatMap((term) => describe(term, words, level + 1))];
}

function negated({ term }: ConditionOf<'not'>, words: ConditionWords, level: number): DescribedTerm[] {
  if (term.type === 'and') return group('not all of these hold:', term.terms, words, level);
  if (term.type === 'or') return group('none of these holds:', term.terms, words, level);
  const [first, ...rest] = describe(term, words, level);
  return [{ level, text: `not: ${first?.text ?? ''}` }, ...rest];
}

function sentenceOf(
  condition: Exclude<Condition, { type: 'and' | 'or' | 'not' }>,
  words: ConditionWords,
): string {
  switch (condition.type) {
    case 'signal':
      return words.signal(condition.name);
    case 'sequence':
      return condition.steps.map((step, index) => stepWords(step, index, words)).join(', ');
    case 'count':
      return `${COUNTS[condition.comparator]} ${condition.value} times: ${words.signal(condition.signal.name)}`;
    case 'compare':
    case 'member':
    case 'match':
    case 'exists': {
      const about = fieldSpec(words.fields, condition.field.name)?.describe;
      return `${printCondition(condition)}${about === undefined ? '' : ` (${about})`}`;
    }
  }
}

const COUNTS: Readonly<Record<Comparator, string>> = {
  '=': 'exactly',
  '!=': 'not exactly',
  '<': 'fewer than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
};

function stepWords({ signals, within }: Step, index: number, words: ConditionWords): string {
  const names = signals.map(({ name }) => words.signal(name)).join(' or ');
  if (index === 0) return `first ${names}`;
  return `then${within === undefined ? '' : ` within ${within.text}`} ${names}`;
}
