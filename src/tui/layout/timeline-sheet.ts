import type { EventRow, MigrationDetail } from '../../present/detail-model.ts';
import { COLUMN_WORDS, EMPTY_WORDS, foldNote } from '../../present/screen-words.ts';
import { textWidth } from '../../present/text-width.ts';
import { wrapText } from '../../present/wrap-text.ts';
import { emptyLines } from './empty-lines.ts';
import { cell, type Line, line, type Span, span } from './line.ts';
import { TONE_MARKS } from './page-sheet.ts';
import type { Row, Sheet } from './sheet.ts';
import { TimelineEventRow } from './timeline-event-row.ts';

export interface Unfolding {
  readonly isUnfolded: boolean;
  readonly unfolded: ReadonlySet<string>;
}

type Entry =
  | { readonly type: 'event'; readonly event: EventRow; readonly index: number }
  | { readonly type: 'fold'; readonly key: string; readonly count: number; readonly isOpen: boolean }
  | { readonly type: 'gap' | 'day' | 'phase'; readonly text: string };

const LONGEST_HOST = 18;

/** Events of all hosts in corrected time, with a lane for each host. */
export function timelineSheet(detail: MigrationDetail, unfolding: Unfolding, columns: number): Sheet {
  const entries = entriesOf(detail.events.rows, unfolding);
  const lanes = lanesOf(detail);
  const hostWidth = Math.min(LONGEST_HOST, Math.max(4, ...lanes.map(textWidth)));
  const layout = { lanes, hostWidth, columns, place: placeWidth(detail.events.rows, columns) };
  const rows = eventRows(detail);
  return {
    head: [headLine(layout)],
    rows: entries.map((entry, index) => rowOf(entry, index, rows)),
    draw: (index, { isMarked }) => {
      const entry = entries[index];
      return entry === undefined ? [] : [drawEntry(entry, layout, isMarked)];
    },
    preview: (index, lines) => previewLines(entries[index], columns, lines),
    empty: emptyLines(EMPTY_WORDS.timeline, columns),
  };
}

/** Events with what separates them, and runs of lesser ones as one line. */
function entriesOf(events: readonly EventRow[], { isUnfolded, unfolded }: Unfolding): readonly Entry[] {
  const entries: Entry[] = [];
  let phase = '';
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index];
    if (event === undefined) break;
    const run = isUnfolded ? 0 : lesserRun(events, index);
    if (event.date !== undefined) entries.push({ type: 'day', text: event.date });
    if (event.silence !== '') entries.push({ type: 'gap', text: event.silence });
    if (run > 1) {
      const key = `fold ${String(index)}`;
      const isOpen = unfolded.has(key);
      entries.push({ type: 'fold', key, count: run, isOpen });
      if (isOpen) {
        for (const [offset, one] of events.slice(index, index + run).entries())
          entries.push({ type: 'event', event: one, index: index + offset });
      }
      index += run - 1;
      continue;
    }
    if (event.phase !== '' && event.phase !== phase && !event.isLesser) {
      phase = event.phase;
      entries.push({ type: 'phase', text: phase });
    }
    entries.push({ type: 'event', event, index });
  }
  return entries;
}

/** How many lesser events follow one another; a silence or a new day ends the run. */
function lesserRun(events: readonly EventRow[], from: number): number {
  let to = from;
  while (to < events.length) {
    const event = events[to];
    if (event?.isLesser !== true || (to > from && (event.silence !== '' || event.date !== undefined))) break;
    to += 1;
  }
  return to - from;
}

/** Source, destination and controllers in the order of the chart, then whoever else wrote. */
function lanesOf({ gantt, events }: MigrationDetail): readonly string[] {
  const writers = new Set(events.rows.map(({ host }) => host));
  const known = (gantt?.lanes ?? []).map(({ host }) => host);
  return [...new Set([...known, ...writers])].filter((host) => writers.has(host));
}

/** The place has its own column only where the longest fits whole beside a summary. */
function placeWidth(events: readonly EventRow[], columns: number): number {
  const widest = events.reduce((most, { place }) => Math.max(most, textWidth(place)), 0);
  return widest > 0 && columns - widest >= 92 ? widest : 0;
}

interface Layout {
  readonly lanes: readonly string[];
  readonly hostWidth: number;
  readonly columns: number;
  readonly place: number;
}

const TIME = 12;
const DELTA = 9;

function headLine({ lanes, hostWidth, columns, place }: Layout): Line {
  const left: Line = [
    span('    '),
    cell(COLUMN_WORDS.time, TIME, 'quiet'),
    cell(COLUMN_WORDS.delta, DELTA, 'quiet', 'right'),
    span('  '),
    span(' '.repeat(lanes.length * 2)),
    cell(COLUMN_WORDS.host, hostWidth + 1, 'quiet'),
  ];
  const room =
    columns - 4 - TIME - DELTA - 2 - lanes.length * 2 - hostWidth - 1 - (place > 0 ? place + 3 : 1);
  return [...left, span('  '), cell(COLUMN_WORDS.event, Math.max(0, room - 2), 'quiet')];
}

const madeRows = new WeakMap<MigrationDetail, readonly Row[]>();

/** The events as rows, made once: folding and unfolding choose among the same ones. */
function eventRows(detail: MigrationDetail): readonly Row[] {
  const known = madeRows.get(detail);
  if (known !== undefined) return known;
  const made = detail.events.rows.map((event, index) => new TimelineEventRow(event, index, detail.id));
  madeRows.set(detail, made);
  return made;
}

function rowOf(entry: Entry, index: number, rows: readonly Row[]): Row {
  const other = { height: 1, isStop: false, tone: 'quiet' } as const;
  switch (entry.type) {
    case 'event':
      return rows[entry.index] ?? { ...other, key: `event ${String(index)}`, text: '' };
    case 'fold': {
      const opens = { screen: 'fold', key: entry.key } as const;
      return { ...other, key: entry.key, isStop: true, text: foldNote(entry.count, entry.isOpen), opens };
    }
    default:
      return { ...other, key: `${entry.type} ${String(index)}`, text: entry.text };
  }
}

function drawEntry(entry: Entry, layout: Layout, isMarked: boolean): Line {
  const { lanes, hostWidth, columns, place } = layout;
  const indent = ' '.repeat(4 + TIME + DELTA + 2);
  switch (entry.type) {
    case 'event': {
      const { event } = entry;
      const quiet = event.isLesser;
      const tone = quiet ? 'quiet' : event.tone === 'bad' || event.tone === 'warn' ? event.tone : undefined;
      const left: Span[] = [
        span(isMarked ? ' ◆' : '  ', 'accent'),
        span(`${quiet ? ' ' : TONE_MARKS[event.tone].replace('·', ' ')} `, event.tone, { bold: true }),
        cell(event.time.replace('Z', ''), TIME, quiet ? 'quiet' : undefined),
        cell(event.delta, DELTA, 'quiet', 'right'),
        span('  '),
        ...lanes.flatMap((host): Span[] =>
          host === event.host
            ? [span(event.isEvidence ? '◉' : '●', tone ?? 'phase'), span(' ')]
            : [span('│ ', 'quiet')],
        ),
        cell(event.host, hostWidth, quiet ? 'quiet' : 'accent'),
        span('  '),
      ];
      const used = left.reduce((sum, { text }) => sum + textWidth(text), 0);
      const room = columns - used - 1 - (place > 0 ? place + 2 : 0);
      const text = event.repeated === '' ? event.summary : `${event.summary} ${event.repeated}`;
      const summary = cell(text, Math.max(0, room), tone);
      const shown = event.isEvidence ? { ...summary, bold: true as const } : summary;
      return [...left, shown, ...(place > 0 ? [span('  '), span(event.place, 'place')] : [])];
    }
    case 'fold':
      return [
        span(' '.repeat(4 + TIME)),
        span(' '.repeat(DELTA + 2)),
        span('┊ '.repeat(lanes.length), 'quiet'),
        span(`${entry.isOpen ? '▾' : '▸'} ${foldNote(entry.count, entry.isOpen)}`, 'quiet'),
      ];
    case 'gap':
      return [span(indent), span('┆ '.repeat(lanes.length), 'warn'), span(`⋯ ${entry.text}`, 'warn')];
    case 'day':
      return line(`    ${entry.text}`, 'accent', { bold: true });
    case 'phase':
      return [
        span('    '),
        span(`${'─'.repeat(TIME + DELTA)}  `, 'quiet'),
        span('│ '.repeat(lanes.length), 'quiet'),
        span(entry.text, 'phase', { bold: true }),
      ];
  }
}

function previewLines(entry: Entry | undefined, columns: number, lines: number): readonly Line[] {
  if (entry?.type !== 'event')
    return entry?.type === 'fold' ? [line(`  ${foldNote(entry.count, entry.isOpen)}`, 'quiet')] : [];
  const { event } = entry;
  const facts = [event.host, event.phase, event.level, event.kind, event.since].filter((part) => part !== '');
  const places = wrapText(event.place, columns - 4);
  const summary = wrapText(event.summary, columns - 4, Math.max(1, lines - places.length - 1));
  return [
    ...summary.map((text) => line(`  ${text}`, event.tone === 'plain' ? undefined : event.tone)),
    ...(lines > 2 ? [line(`  ${facts.join(' · ')}`, 'quiet')] : []),
    ...places.map((text) => line(`  ${text}`, 'place')),
  ];
}
