import { findChain } from './chain.ts';
import { compareField, fieldExists, fieldIsMember, matchField, type FieldSource } from './compare-field.ts';
import { compareCount } from './compare-count.ts';
import type { Condition, ConditionOf } from './condition.ts';
import type { ConditionContext } from './evaluate-condition.ts';
import { MIGRATION_FIELDS } from './migration-fields.ts';
import type { SignalEvent } from './verdict.ts';

/**
 * Says whether a condition holds and nothing of why; always what `evaluateCondition` says.
 *
 * Of hundreds of rules few hold for a migration: the others end at the first term that decides.
 */
export function conditionHolds<E extends SignalEvent>(ast: Condition, context: ConditionContext<E>): boolean {
  return holds(ast, context.signal, { field: context.field, fields: context.fields ?? MIGRATION_FIELDS });
}

type SignalLookUp = (name: string) => readonly SignalEvent[];

function holds(node: Condition, signal: SignalLookUp, source: FieldSource): boolean {
  switch (node.type) {
    case 'and':
      return node.terms.every((term) => holds(term, signal, source));
    case 'or':
      return node.terms.some((term) => holds(term, signal, source));
    case 'not':
      return !holds(node.term, signal, source);
    case 'signal':
      return signal(node.name).length > 0;
    case 'count':
      return compareCount(signal(node.signal.name).length, node);
    case 'sequence':
      return sequenceHolds(node, signal);
    case 'compare':
      return compareField(node, source).holds;
    case 'member':
      return fieldIsMember(node, source).holds;
    case 'match':
      return matchField(node, source).holds;
    case 'exists':
      return fieldExists(node, source).holds;
  }
}

function sequenceHolds({ steps }: ConditionOf<'sequence'>, signal: SignalLookUp): boolean {
  const taken = [];
  for (const { signals, within } of steps) {
    const events = new Set(signals.flatMap(({ name }) => signal(name)));
    if (events.size === 0) return false;
    taken.push({ events: [...events], withinMs: within?.ms });
  }
  return findChain(taken).found;
}
