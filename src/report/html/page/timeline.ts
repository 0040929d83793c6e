import type { EventRow, EventsView } from '../../../present/detail-model.ts';
import { choice, searchField } from './choice.ts';
import { announce, button, element } from './dom.ts';
import { counted } from './list-state.ts';
import { markedPieces, searchWords } from './search-words.ts';
import { timelineRuns, type TimelineState } from './timeline-runs.ts';

const COLUMNS = ['Time', 'Since start', 'Host', 'Phase', 'Event'];

/** All events: lesser ones folded, searchable. */
export function timeline(view: EventsView): HTMLElement {
  const body = element('tbody');
  let state: TimelineState = { search: '', host: '', unfolded: false };
  const show = (): void => {
    const runs = timelineRuns(view.rows, state);
    const words = searchWords(state.search);
    const rows = runs.flatMap((run) => ('row' in run ? eventRows(run.row, words) : foldRows(run.folded)));
    body.replaceChildren(...(rows.length === 0 ? [noMatch()] : rows));
    if (words.length > 0) announce(`${runs.length} of ${view.rows.length} events match`);
  };
  const controls = timelineControls(view.rows, (part) => {
    state = { ...state, ...part };
    show();
  });
  show();
  const head = COLUMNS.map((name) => element('th', { scope: 'col', class: className(name) }, name));
  const table = element(
    'table',
    { class: 'timeline' },
    element('caption', {}, `Timeline of ${view.date}, UTC, clocks corrected`),
    element('thead', {}, element('tr', {}, ...head)),
    body,
  );
  return element('div', {}, controls, table);
}

function timelineControls(
  rows: readonly EventRow[],
  change: (part: Partial<TimelineState>) => void,
): HTMLElement {
  const hosts = counted(rows.map(({ host }) => host));
  const lesser = rows.filter((row) => row.isLesser).length;
  const all = element('input', { type: 'checkbox' });
  all.addEventListener('change', () => {
    change({ unfolded: all.checked });
  });
  const label = `Show the lesser events (${lesser} of ${rows.length})`;
  return element(
    'div',
    { class: 'controls', role: 'search', 'aria-label': 'Timeline' },
    searchField('Search the timeline', 'Search events, hosts, files', (search) => {
      change({ search });
    }),
    hosts.length < 2
      ? undefined
      : choice('Host of the events', 'Every host', hosts, (host) => {
          change({ host });
        }),
    lesser === 0 ? undefined : element('label', { class: 'check' }, all, label),
  );
}

function className(column: string): string {
  return column.toLowerCase().replace(' ', '-');
}

function eventRows(row: EventRow, words: readonly string[] = []): readonly HTMLElement[] {
  const cells = [
    element('th', { scope: 'row', class: 'time' }, row.time),
    element('td', { class: 'since-start' }, row.since),
    element('td', { class: `host role-${row.role}` }, ...marked(row.host, words)),
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

/** A run of what was just said is no news; its levels tell it from chatter. */
function foldLabel(folded: readonly EventRow[]): string {
  const count = folded.length;
  const [first] = folded;
  const isRepeated = folded.every(({ summary, tone }) => summary === first?.summary && tone !== 'quiet');
  return isRepeated ? `${count} more like it` : `${count} lesser ${count === 1 ? 'event' : 'events'}`;
}

/** A button in place of a run; pressed, it shows the run below itself. */
function foldRows(folded: readonly EventRow[]): readonly HTMLElement[] {
  const label = foldLabel(folded);
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
