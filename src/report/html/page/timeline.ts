import type { EventRow, EventsView } from '../../../present/detail-model.ts';
import { announce, button, element } from './dom.ts';
import { markedPieces, searchWords, timelineRuns } from './timeline-runs.ts';

const COLUMNS = ['Time', 'Since start', 'Host', 'Phase', 'Event'];

/** All events: lesser ones folded, searchable. */
export function timeline(view: EventsView): HTMLElement {
  const body = element('tbody');
  const state = { search: '', unfolded: false };
  const show = (): void => {
    const runs = timelineRuns(view.rows, state.search, state.unfolded);
    const words = searchWords(state.search);
    const rows = runs.flatMap((run) => ('row' in run ? eventRows(run.row, words) : foldRows(run.folded)));
    body.replaceChildren(...(rows.length === 0 ? [noMatch()] : rows));
    if (words.length > 0) announce(`${runs.length} of ${view.rows.length} events match`);
  };
  const field = element('input', {
    type: 'search',
    placeholder: 'Search events, hosts, files',
    'aria-label': 'Search the timeline',
  });
  field.addEventListener('input', () => {
    state.search = field.value;
    show();
  });
  const lesser = view.rows.filter((row) => row.isLesser).length;
  const all = element('input', { type: 'checkbox' });
  all.addEventListener('change', () => {
    state.unfolded = all.checked;
    show();
  });
  const toggle = element(
    'label',
    { class: 'check' },
    all,
    `Show the lesser events (${lesser} of ${view.rows.length})`,
  );
  show();
  const caption = `Timeline of ${view.date}, UTC, clocks corrected`;
  const head = element(
    'tr',
    {},
    ...COLUMNS.map((name) => element('th', { scope: 'col', class: className(name) }, name)),
  );
  return element(
    'div',
    {},
    element('div', { class: 'controls' }, field, lesser === 0 ? undefined : toggle),
    element(
      'table',
      { class: 'timeline' },
      element('caption', {}, caption),
      element('thead', {}, head),
      body,
    ),
  );
}

function className(column: string): string {
  return column.toLowerCase().replace(' ', '-');
}

function eventRows(row: EventRow, words: readonly string[] = []): readonly HTMLElement[] {
  const cells = [
    element('th', { scope: 'row', class: 'time' }, row.time),
    element('td', { class: 'since-start' }, row.since),
    element('td', { class: 'host' }, ...marked(row.host, words)),
    element('td', { class: 'phase' }, row.phase),
    element('td', { class: 'event' }, ...eventCell(row, words)),
  ];
  return [
    ...(row.date === undefined ? [] : [wide('day', row.date)]),
    ...(row.silence === '' || words.length > 0 ? [] : [wide('silence', row.silence)]),
    element('tr', { class: `event tone-${row.tone}${row.isEvidence ? ' is-evidence' : ''}` }, ...cells),
  ];
}

function eventCell(row: EventRow, words: readonly string[]): readonly Node[] {
  const level = ['bad', 'warn'].includes(row.tone) ? row.level : '';
  return [
    ...(row.isEvidence
      ? [element('span', { class: 'evidence-mark', title: 'Evidence of a finding' }, '▸ evidence ')]
      : []),
    ...(level === '' ? [] : [element('span', { class: 'level' }, `${level} `)]),
    element('span', { class: 'summary' }, ...marked(row.summary, words)),
    ...(row.repeated === '' ? [] : [element('span', { class: 'repeated' }, ` (${row.repeated})`)]),
    element(
      'span',
      { class: 'place' },
      ...marked(row.place, words),
      element('span', { class: 'kind' }, ' ', ...marked(row.kind, words)),
    ),
  ];
}

function marked(text: string, words: readonly string[]): readonly (Node | string)[] {
  return markedPieces(text, words).map((piece, index) =>
    index % 2 === 1 ? element('mark', {}, piece) : piece,
  );
}

function wide(name: string, text: string): HTMLElement {
  return element('tr', { class: name }, element('td', { colspan: COLUMNS.length }, text));
}

function noMatch(): HTMLElement {
  return wide('nothing', 'No event matches.');
}

/** A button in place of a run; pressed, it shows the run below itself. */
function foldRows(folded: readonly EventRow[]): readonly HTMLElement[] {
  const count = folded.length;
  const label = `${count} lesser ${count === 1 ? 'event' : 'events'}`;
  let shown: readonly HTMLElement[] = [];
  const toggle = button(label, { class: 'fold', 'aria-expanded': 'false' }, () => {
    const isOpen = shown.length > 0;
    for (const row of shown) row.remove();
    shown = isOpen ? [] : folded.flatMap((row) => eventRows(row));
    line.after(...shown);
    toggle.setAttribute('aria-expanded', String(!isOpen));
  });
  const line = element('tr', { class: 'fold' }, element('td', { colspan: COLUMNS.length }, toggle));
  return [line];
}
