import type { Condition, Name, Span, Step } from './condition.ts';
import { printCondition } from './print-condition.ts';
import { problemAt, type ConditionProblem } from './problem.ts';

const MAX_SHOWN = 40;

/** The signals of a step, or why this term cannot be one: only what happens at a moment has an order. */
export function readStep(
  term: Condition,
  within: Step['within'],
  span: Span,
): { readonly step: Step } | { readonly problem: ConditionProblem } {
  const signals = signalsOf(term);
  if (signals !== undefined) return { step: { signals, within, offset: span.offset, length: span.length } };
  return { problem: notAStep(term, span) };
}

/** A signal, or an `or` of nothing but signals. */
function signalsOf(term: Condition): readonly Name[] | undefined {
  if (term.type === 'signal') return [{ name: term.name, offset: term.offset, length: term.length }];
  if (term.type !== 'or') return undefined;
  const parts = term.terms.map(signalsOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function notAStep(term: Condition, span: Span): ConditionProblem {
  const shown = shorten(printCondition(term));
  switch (term.type) {
    case 'not':
      return problemAt(
        span,
        'negation-in-sequence',
        `"${shown}" stands inside a sequence`,
        '"then" puts events in order, and what did not happen has no place in it; "not" binds tighter than "then"',
        'write "(first then second) and not other", or "not (first then second)" to deny the whole sequence',
      );
    case 'sequence':
      return problemAt(
        span,
        'no-moment-in-sequence',
        `the sequence "${shown}" stands inside another`,
        'a step is a single event',
        'drop the parentheses: "first then second then third"',
      );
    case 'and':
      return problemAt(
        span,
        'no-moment-in-sequence',
        `"${shown}" stands inside a sequence`,
        'a step is a single event; two events have two times',
        'write "(first then third) and (second then third)"',
      );
    case 'or':
      return problemAt(
        span,
        'no-moment-in-sequence',
        `"${shown}" stands inside a sequence`,
        'a step may name several signals joined by "or", and nothing else',
        'keep only signals in the parentheses and join the rest with "and" or "or" outside',
      );
    default:
      return problemAt(
        span,
        'no-moment-in-sequence',
        `"${shown}" stands inside a sequence`,
        'it is true of the migration as a whole and happens at no moment',
        `join it to the sequence with "and": "(first then second) and ${shown}"`,
      );
  }
}

function shorten(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}
