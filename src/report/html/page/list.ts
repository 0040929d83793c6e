import type { OverviewRow } from '../../../present/detail-model.ts';
import { announce, badge, button, element } from './dom.ts';
import { chosenRows, FIRST_STATE, type ListState, pageOf, type SortKey, sortedBy } from './list-state.ts';

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

/** Builds the list; `open` is called with the id of a migration. */
export function migrationList(rows: readonly OverviewRow[], open: (id: string) => void): List {
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
  const show = (): void => {
    const chosen = chosenRows(rows, state);
    const page = pageOf(chosen, state.page);
    body.replaceChildren(
      ...(chosen.length === 0 ? [nothing()] : page.rows.map((row) => tableRow(row, open))),
    );
    status.textContent =
      chosen.length === rows.length
        ? `${rows.length} migrations`
        : `${chosen.length} of ${rows.length} migrations`;
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
  };
  show();
  const table = element(
    'table',
    { class: 'migrations' },
    element('caption', { class: 'unseen' }, 'Migrations'),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  const filters = filterControls(rows, (part) => {
    change({ ...state, ...part, page: 0 });
  });
  return {
    element: element(
      'div',
      {},
      rows.length > 1 ? filters : undefined,
      rows.length > 1 ? status : undefined,
      table,
      pager,
    ),
    chosen: () => chosenRows(rows, state),
  };
}

function tableRow(row: OverviewRow, open: (id: string) => void): HTMLElement {
  const link = element('a', { href: `#m/${encodeURIComponent(row.id)}` }, row.name);
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
  return element(
    'tr',
    {},
    element('td', { colspan: COLUMNS.length, class: 'nothing' }, 'No migration matches.'),
  );
}

function filterControls(
  rows: readonly OverviewRow[],
  change: (part: Partial<ListState>) => void,
): HTMLElement {
  const text = element('input', {
    type: 'search',
    id: 'filter-text',
    placeholder: 'Guest, instance, request, cause …',
    'aria-label': 'Search migrations',
  });
  text.addEventListener('input', () => {
    change({ search: text.value });
  });
  const outcomes = counted(rows.map((row) => row.outcome));
  const hosts = counted(rows.flatMap((row) => row.hosts));
  return element(
    'div',
    { class: 'controls', role: 'search', 'aria-label': 'Migrations' },
    text,
    choice('Outcome', 'Every outcome', outcomes, (outcome) => {
      change({ outcome });
    }),
    choice('Host', 'Every host', hosts, (host) => {
      change({ host });
    }),
  );
}

function counted(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function choice(
  label: string,
  all: string,
  options: readonly (readonly [string, number])[],
  chosen: (value: string) => void,
): HTMLElement {
  const select = element(
    'select',
    { 'aria-label': label },
    element('option', { value: '' }, all),
    ...options.map(([value, count]) => element('option', { value }, `${value} (${count})`)),
  );
  select.addEventListener('change', () => {
    chosen(select.value);
  });
  return select;
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
