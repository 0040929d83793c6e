import type { OverviewRow } from '../../../present/detail-model.ts';
import { choice, searchField } from './choice.ts';
import { announce, badge, button, element } from './dom.ts';
import {
  chosenRows,
  counted,
  FIRST_STATE,
  type ListState,
  pageOf,
  type SortKey,
  sortedBy,
} from './list-state.ts';
import { FILTER_HINT } from './list-filter.ts';
import { fragmentOf } from './route.ts';
import { totals } from './totals.ts';

const COLUMNS: readonly { readonly key: SortKey; readonly name: string }[] = [
  { key: 'ending', name: 'Outcome' },
  { key: 'name', name: 'Guest' },
  { key: 'route', name: 'Route' },
  { key: 'started', name: 'Started' },
  { key: 'duration', name: 'Duration' },
  { key: 'downtime', name: 'Downtime' },
  { key: 'cause', name: 'Cause' },
];

/** The list of migrations with its filters, and what it shows at the moment. */
export interface List {
  readonly element: HTMLElement;
  readonly chosen: () => readonly OverviewRow[];
}

/** What the list tells. */
export interface ListListener {
  /** Somebody wants to see this migration. */
  readonly open: (id: string) => void;
  /** Other rows than before are chosen. */
  readonly changed: (chosen: readonly OverviewRow[]) => void;
}

/** Builds the list. */
export function migrationList(rows: readonly OverviewRow[], { open, changed }: ListListener): List {
  let state = FIRST_STATE;
  const status = element('p', { class: 'status' });
  const body = element('tbody');
  const pager = element('div', { class: 'pager' });
  const heads = COLUMNS.map(({ key, name }) => {
    const sorter = button(name, { class: 'sort' }, () => {
      change(sortedBy(state, key));
    });
    return element('th', { scope: 'col', class: key }, sorter);
  });
  const change = (next: ListState): void => {
    state = next;
    show();
    announce(status.textContent);
  };
  const filter = (part: Partial<ListState>): void => {
    change({ ...state, ...part, page: 0 });
  };
  const above = totals(rows, filter);
  const show = (): void => {
    const chosen = chosenRows(rows, state);
    const page = pageOf(chosen, state.page);
    body.replaceChildren(
      ...(chosen.length === 0 ? [nothing()] : page.rows.map((row) => tableRow(row, open))),
    );
    status.textContent = statusText(chosen.length, rows.length);
    COLUMNS.forEach(({ key }, index) => {
      const order = state.descending ? 'descending' : 'ascending';
      heads[index]?.setAttribute('aria-sort', state.sort === key ? order : 'none');
    });
    pager.hidden = page.pages === 1;
    pager.replaceChildren(
      ...pagerParts(page.page, page.pages, (to) => {
        change({ ...state, page: to });
      }),
    );
    above.follow(state);
    changed(chosen);
  };
  show();
  const table = element(
    'table',
    { class: 'migrations' },
    element('caption', { class: 'unseen' }, 'Migrations'),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  return {
    element: element(
      'div',
      {},
      above.element,
      filterControls(rows, filter),
      element('p', { class: 'small hint' }, FILTER_HINT),
      status,
      table,
      pager,
    ),
    chosen: () => chosenRows(rows, state),
  };
}

function statusText(chosen: number, all: number): string {
  return chosen === all ? `${all} migrations` : `${chosen} of ${all} migrations`;
}

function tableRow(row: OverviewRow, open: (id: string) => void): HTMLElement {
  const link = element('a', { href: fragmentOf(row.id) }, row.name);
  const made = element(
    'tr',
    {},
    element('td', { class: 'ending' }, badge(`${row.mark} ${row.ending}`, row.tone)),
    element('th', { scope: 'row', class: 'name' }, link),
    element('td', { class: 'route' }, row.route),
    element('td', { class: 'started' }, row.started),
    element('td', { class: 'duration' }, row.duration),
    element('td', { class: 'downtime' }, row.downtime),
    element('td', { class: 'cause' }, row.cause),
  );
  made.addEventListener('click', (event) => {
    const isLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (!isLink && getSelection()?.isCollapsed !== false) open(row.id);
  });
  return made;
}

function nothing(): HTMLElement {
  const cell = element('td', { colspan: COLUMNS.length, class: 'nothing' }, 'No migration matches.');
  return element('tr', {}, cell);
}

function filterControls(
  rows: readonly OverviewRow[],
  filter: (part: Partial<ListState>) => void,
): HTMLElement {
  const hosts = counted(rows.flatMap((row) => row.hosts)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return element(
    'div',
    { class: 'controls', role: 'search', 'aria-label': 'Migrations' },
    searchField('Search migrations', 'Guest, instance, request, cause …', (search) => {
      filter({ search });
    }),
    choice('Host', 'Every host', hosts, (host) => {
      filter({ host });
    }),
  );
}

function pagerParts(page: number, pages: number, go: (page: number) => void): readonly Node[] {
  const step = (label: string, to: number): HTMLElement =>
    button(label, { disabled: to < 0 || to >= pages }, () => {
      go(to);
    });
  return [
    step('Previous', page - 1),
    element('span', {}, `Page ${page + 1} of ${pages}`),
    step('Next', page + 1),
  ];
}
