import { compareCount } from './compare-count.ts';
import type { Condition } from './condition.ts';

/**
 * Whether a condition can hold where no signal has any event, whatever its fields are.
 *
 * Where it cannot, a rule need not be looked at unless something has happened that it speaks of.
 */
export function mayHoldInSilence(condition: Condition): boolean {
  return mayComeOut(true, condition);
}

function mayComeOut(wanted: boolean, node: Condition): boolean {
  switch (node.type) {
    case 'and':
    case 'or':
      return (node.type === 'and') === wanted
        ? node.terms.every((term) => mayComeOut(wanted, term))
        : node.terms.some((term) => mayComeOut(wanted, term));
    case 'not':
      return mayComeOut(!wanted, node.term);
    case 'signal':
    case 'sequence':
      return !wanted;
    case 'count':
      return compareCount(0, node) === wanted;
    case 'compare':
    case 'member':
    case 'match':
    case 'exists':
      return true;
  }
}
