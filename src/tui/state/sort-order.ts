import type { OverviewItem } from '../../present/screen-model.ts';

export type SortColumn = 'started' | 'name' | 'ending' | 'duration' | 'downtime' | 'cause';

export interface SortOrder {
  readonly column: SortColumn;
  readonly isReversed: boolean;
}

/** In the order in which the key goes through them. */
const COLUMNS: readonly SortColumn[] = ['started', 'name', 'ending', 'duration', 'downtime', 'cause'];

/** Numbers begin with the greatest: whoever sorts by duration looks for the long ones. */
const GREATEST_FIRST: ReadonlySet<SortColumn> = new Set(['duration', 'downtime']);

/** Sorted by the next column. */
export function nextOrder({ column }: SortOrder): SortOrder {
  const next = COLUMNS[(COLUMNS.indexOf(column) + 1) % COLUMNS.length] ?? 'started';
  return { column: next, isReversed: GREATEST_FIRST.has(next) };
}

/** Items in an order; equal ones stay by start. */
export function sortItems(
  items: readonly OverviewItem[],
  { column, isReversed }: SortOrder,
): readonly OverviewItem[] {
  const sign = isReversed ? -1 : 1;
  return items.toSorted((a, b) => sign * compare(a, b, column) || a.row.startedMs - b.row.startedMs);
}

function compare({ row: a }: OverviewItem, { row: b }: OverviewItem, column: SortColumn): number {
  switch (column) {
    case 'started':
      return a.startedMs - b.startedMs;
    case 'duration':
      return a.durationMs - b.durationMs;
    case 'downtime':
      return a.downtimeMs - b.downtimeMs;
    case 'name':
    case 'ending':
    case 'cause':
      return order(a[column], b[column]);
  }
}

/** By code unit, numbers by their value: the same on every machine, whatever its locale. */
function order(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.replace(/\d+/g, (digits) => digits.padStart(12, '0')));
  return (left ?? '') < (right ?? '') ? -1 : left === right ? 0 : 1;
}
