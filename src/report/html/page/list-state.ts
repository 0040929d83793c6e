import type { OverviewRow } from '../../../present/detail-model.ts';
import { listFilter } from './list-filter.ts';

export type SortKey = 'started' | 'ending' | 'name' | 'route' | 'duration' | 'downtime' | 'cause';

/** What somebody wants to see of the list; an empty text stands for all. */
export interface ListState {
  readonly search: string;
  readonly outcome: string;
  readonly cause: string;
  readonly host: string;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** From 0. */
  readonly page: number;
}

const PAGE_SIZE = 50;

export const FIRST_STATE: ListState = {
  search: '',
  outcome: '',
  cause: '',
  host: '',
  sort: 'started',
  descending: false,
  page: 0,
};

/** The rows to show, in order. */
export function chosenRows(rows: readonly OverviewRow[], state: ListState): readonly OverviewRow[] {
  const matches = listFilter(state.search);
  const chosen = rows.filter(
    (row) =>
      (state.outcome === '' || row.outcome === state.outcome) &&
      (state.cause === '' || row.cause === state.cause) &&
      (state.host === '' || row.hosts.includes(state.host)) &&
      matches(row),
  );
  const compare = comparison(state.sort);
  const sign = state.descending ? -1 : 1;
  return chosen.toSorted((a, b) => sign * compare(a, b) || a.startedMs - b.startedMs);
}

function comparison(sort: SortKey): (a: OverviewRow, b: OverviewRow) => number {
  switch (sort) {
    case 'started':
      return (a, b) => a.startedMs - b.startedMs;
    case 'duration':
      return (a, b) => a.durationMs - b.durationMs;
    case 'downtime':
      return (a, b) => a.downtimeMs - b.downtimeMs;
    default:
      return (a, b) => (a[sort] < b[sort] ? -1 : a[sort] > b[sort] ? 1 : 0);
  }
}

/** The state after a column's heading was pressed: the same column again turns the order round. */
export function sortedBy(state: ListState, sort: SortKey): ListState {
  return { ...state, sort, descending: state.sort === sort && !state.descending, page: 0 };
}

/** The rows of one page, of how many. */
export function pageOf(
  rows: readonly OverviewRow[],
  page: number,
): { readonly rows: readonly OverviewRow[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  return { rows: rows.slice(shown * PAGE_SIZE, (shown + 1) * PAGE_SIZE), page: shown, pages };
}

/** How often each value stands in a list, the most frequent first. */
export function counted(values: readonly string[]): readonly (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
}
