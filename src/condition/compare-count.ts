import type { ConditionOf } from './condition.ts';

/** Compares a number of events as a `count` term demands. */
export function compareCount(events: number, { comparator, value }: ConditionOf<'count'>): boolean {
  switch (comparator) {
    case '=':
      return events === value;
    case '!=':
      return events !== value;
    case '<':
      return events < value;
    case '<=':
      return events <= value;
    case '>':
      return events > value;
    case '>=':
      return events >= value;
  }
}
