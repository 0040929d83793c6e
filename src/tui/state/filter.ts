import {
  checkCondition,
  type Condition,
  type ConditionProblem,
  conditionHolds,
  MIGRATION_FIELDS,
  parseCondition,
} from '../../condition/index.ts';
import type { OverviewItem } from '../../present/screen-model.ts';
import { remembered } from './remembered.ts';

export type CheckedFilter =
  | { readonly type: 'good'; readonly condition: Condition }
  | { readonly type: 'bad'; readonly problem: ConditionProblem }
  | { readonly type: 'empty' };

/** Reads a filter as it is typed; of several mistakes the first in the text is told. */
export function checkFilter(text: string): CheckedFilter {
  if (text.trim() === '') return { type: 'empty' };
  const { ast, problems } = parseCondition(text);
  const first =
    problems[0] ??
    (ast === undefined ? undefined : checkCondition(ast, { signals: [], fields: MIGRATION_FIELDS })[0]);
  if (first !== undefined) return { type: 'bad', problem: first };
  return ast === undefined ? { type: 'empty' } : { type: 'good', condition: ast };
}

/** The items that meet a filter; all of them while it is empty or wrong. */
export const filterItems = remembered(
  (items: readonly OverviewItem[], text: string): readonly OverviewItem[] => {
    const checked = checkFilter(text);
    if (checked.type !== 'good') return items;
    return items.filter(({ fields }) =>
      conditionHolds(checked.condition, {
        signal: () => [],
        field: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined),
      }),
    );
  },
);
