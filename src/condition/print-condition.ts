import type { Condition, Operand, Step } from './condition.ts';

const PRIORITY = { or: 1, and: 2, sequence: 3, not: 4, atom: 5 } as const;

/** A condition in its normal spelling: single blanks, lower-case keywords, no parenthesis that is not needed. */
export function printCondition(condition: Condition): string {
  switch (condition.type) {
    case 'and':
    case 'or':
      // A nested group of the same kind keeps its parentheses: the tree comes back as it was.
      return condition.terms
        .map((term) => printInside(term, PRIORITY[condition.type] + 1))
        .join(` ${condition.type} `);
    case 'not':
      return `not ${printInside(condition.term, PRIORITY.not)}`;
    case 'sequence':
      return condition.steps.map(printStep).join(' then ');
    case 'signal':
      return condition.name;
    case 'count':
      return `count(${condition.signal.name}) ${condition.comparator} ${condition.value}`;
    case 'compare':
      return `${condition.field.name} ${condition.comparator} ${printOperand(condition.operand)}`;
    case 'member':
      return `${condition.field.name} in (${condition.operands.map(printOperand).join(', ')})`;
    case 'match':
      return `${condition.field.name} ~ /${condition.pattern}/${condition.flags}`;
    case 'exists':
      return `exists(${condition.field.name})`;
  }
}

function printInside(condition: Condition, needed: number): string {
  const text = printCondition(condition);
  return priorityOf(condition) < needed ? `(${text})` : text;
}

function priorityOf({ type }: Condition): number {
  return type === 'or' || type === 'and' || type === 'sequence' || type === 'not'
    ? PRIORITY[type]
    : PRIORITY.atom;
}

/** A step as it stands in a sequence, with its limit. */
export function printStep({ signals, within }: Step): string {
  const names = signals.map(({ name }) => name).join(' or ');
  const limit = within === undefined ? '' : ` within ${within.text}`;
  return `${signals.length > 1 ? `(${names})` : names}${limit}`;
}

/** A value as it would be written. */
export function printOperand(operand: Operand): string {
  return operand.type === 'string' ? `'${operand.text.replace(/[\\']/g, '\\$&')}'` : operand.text;
}
