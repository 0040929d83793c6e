import { type FieldSpec, MIGRATION_FIELDS } from '../../condition/index.ts';
import type { OverviewItem } from '../../present/screen-model.ts';
import { matchLetters } from './match-letters.ts';

/** Something that can stand where the caret is. */
export interface Suggestion {
  readonly text: string;
  /** What it is, in a few words; empty when it speaks for itself. */
  readonly about: string;
}

export interface Completion {
  /** The part of the text that a suggestion takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

const WORD_BEFORE = /[\w.:@+-]*$/;
const AFTER_COMPARATOR = /([\w.]+)\s*(?:!=|<=|>=|=|<|>)\s*$/;
const AFTER_NAME = /([\w.]+)\s+$/;
const OPENS_TERM = /(?:^|\b(?:and|or|not)|\()\s*$/i;
const MOST_VALUES = 50;

/**
 * What may stand at the caret of a filter: fields, signs that the field knows, values that it has or may have, and
 * the words that join terms.
 */
export function completeFilter(text: string, caret: number, items: readonly OverviewItem[]): Completion {
  const before = text.slice(0, caret);
  const word = WORD_BEFORE.exec(before)?.[0] ?? '';
  const from = caret - word.length;
  const lead = before.slice(0, from);
  const suggestions = candidates(lead, items)
    .flatMap((one) => {
      const rank = one.text === word ? undefined : matchLetters(one.text, word);
      return rank === undefined ? [] : [{ one, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
  return { from, to: caret, suggestions };
}

function candidates(lead: string, items: readonly OverviewItem[]): readonly Suggestion[] {
  if (OPENS_TERM.test(lead)) return FIELDS;
  const compared = specOf(AFTER_COMPARATOR.exec(lead)?.[1]);
  if (compared !== undefined) return values(compared, items);
  const named = specOf(AFTER_NAME.exec(lead)?.[1]);
  const isField = named !== undefined && !AFTER_COMPARATOR.test(lead.replace(AFTER_NAME, ''));
  return isField ? signs(named.spec) : JOINTS;
}

interface Named {
  readonly name: string;
  readonly spec: FieldSpec;
}

function specOf(name: string | undefined): Named | undefined {
  if (name === undefined || !Object.hasOwn(MIGRATION_FIELDS, name)) return undefined;
  const spec = MIGRATION_FIELDS[name];
  return spec === undefined ? undefined : { name, spec };
}

const FIELDS: readonly Suggestion[] = Object.entries(MIGRATION_FIELDS).map(([text, { describe }]) => ({
  text,
  about: describe,
}));

const JOINTS: readonly Suggestion[] = ['and', 'or'].map((text) => ({ text, about: '' }));

/** What the field holds in these logs, and everything that it may hold when that is a short list. */
function values({ name, spec }: Named, items: readonly OverviewItem[]): readonly Suggestion[] {
  if (typeof spec.type === 'object') return spec.type.enum.map((text) => ({ text, about: '' }));
  if (spec.type === 'boolean') return ['true', 'false'].map((text) => ({ text, about: '' }));
  if (spec.type !== 'string') return [];
  const seen = items.flatMap(({ fields }) => {
    const value = fields[name];
    return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
  });
  return [...new Set(seen)]
    .sort()
    .slice(0, MOST_VALUES)
    .map((text) => ({ text: /^[\w][\w.:@+-]*$/.test(text) ? text : JSON.stringify(text), about: '' }));
}

function signs({ type }: FieldSpec): readonly Suggestion[] {
  const isOrdered = typeof type === 'string' && type !== 'string' && type !== 'boolean';
  const known = isOrdered
    ? ['>', '<', '>=', '<=', '=', '!=']
    : type === 'string'
      ? ['=', '!=', '~']
      : ['=', '!='];
  return known.map((text) => ({ text, about: '' }));
}
