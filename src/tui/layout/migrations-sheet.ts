import type { OverviewItem } from '../../present/screen-model.ts';
import { COLUMN_WORDS } from '../../present/screen-words.ts';
import { textWidth } from '../../present/text-width.ts';
import { wrapText } from '../../present/wrap-text.ts';
import type { SortColumn, SortOrder } from '../state/sort-order.ts';
import { emptyLines } from './empty-lines.ts';
import { cell, type Line, line, type Span, span } from './line.ts';
import type { Sheet } from './sheet.ts';

interface Column {
  readonly name: SortColumn | 'route';
  readonly width: number;
  readonly align: 'left' | 'right';
}

const GAP = '  ';
/** Cursor, mark of the user, mark of the outcome. */
const LEAD = 4;
const LEAST_CAUSE = 22;
/** Columns that go when there is no room for a cause, the most dispensable first. */
const DISPENSABLE: readonly Column['name'][] = ['downtime', 'ending', 'duration', 'route'];

/** The list of migrations, one line each. */
export function migrationsSheet(
  items: readonly OverviewItem[],
  order: SortOrder,
  columns: number,
  empty: readonly string[],
): Sheet {
  const time = timeOf(items);
  const shown = fitColumns(items, time, columns);
  const text = (item: OverviewItem, name: Column['name']): string =>
    name === 'started' ? time(item.row.started) : item.row[name];
  return {
    head: [headings(shown, order)],
    rows: items.map(({ row }) => ({
      key: row.id,
      height: 1,
      isStop: true,
      text: [row.started, row.name, row.route, row.ending, row.cause, ...row.ids].join(' '),
      tone: row.tone,
      opens: { screen: 'migration', id: row.id },
      copies: row.ids[0] ?? row.name,
    })),
    draw: (index, { isMarked }) => {
      const item = items[index];
      if (item === undefined) return [];
      const { row } = item;
      const cells = shown.flatMap(({ name, width, align }): readonly Span[] => [
        cell(text(item, name), width, name === 'ending' ? row.tone : inkOf(name), align),
        span(GAP),
      ]);
      return [
        [span(isMarked ? ' ◆' : '  ', 'accent'), span(`${row.mark} `, row.tone, { bold: true }), ...cells],
      ];
    },
    preview: (index, lines) => previewLines(items[index], columns, lines),
    empty: emptyLines(empty, columns),
  };
}

function inkOf(name: Column['name']): 'quiet' | undefined {
  return name === 'started' || name === 'duration' || name === 'downtime' ? 'quiet' : undefined;
}

/** The date goes where all share it: the summary bar has it. */
function timeOf(items: readonly OverviewItem[]): (started: string) => string {
  const days = new Set(items.map(({ row }) => row.started.slice(0, 10)));
  return days.size <= 1
    ? (started) => started.slice(11).replace('Z', '')
    : (started) => started.replace('Z', '');
}

function fitColumns(
  items: readonly OverviewItem[],
  time: (started: string) => string,
  columns: number,
): readonly Column[] {
  const widest = (name: Column['name'], most: number): number => {
    const texts = items.map((item) => (name === 'started' ? time(item.row.started) : item.row[name]));
    return Math.min(most, Math.max(textWidth(COLUMN_WORDS[name]) + 1, ...texts.map(textWidth)));
  };
  const all: readonly Column[] = [
    { name: 'started', width: widest('started', 20), align: 'left' },
    { name: 'name', width: widest('name', columns >= 120 ? 36 : 20), align: 'left' },
    { name: 'route', width: widest('route', columns >= 120 ? 48 : 24), align: 'left' },
    { name: 'ending', width: widest('ending', 28), align: 'left' },
    { name: 'duration', width: widest('duration', 14), align: 'right' },
    { name: 'downtime', width: widest('downtime', 14), align: 'right' },
  ];
  const room = (chosen: readonly Column[]): number =>
    columns - LEAD - chosen.reduce((sum, { width }) => sum + width + GAP.length, 0);
  let chosen = all;
  for (const name of DISPENSABLE) {
    if (room(chosen) >= LEAST_CAUSE) break;
    chosen = chosen.filter((column) => column.name !== name);
  }
  return [...chosen, { name: 'cause', width: Math.max(8, room(chosen)), align: 'left' }];
}

function headings(shown: readonly Column[], order: SortOrder): Line {
  const cells = shown.flatMap(({ name, width, align }) => {
    const arrow = name === order.column ? (order.isReversed ? '▾' : '▴') : '';
    return [cell(COLUMN_WORDS[name] + arrow, width, arrow === '' ? 'quiet' : 'accent', align), span(GAP)];
  });
  return [span('    '), ...cells];
}

function previewLines(item: OverviewItem | undefined, columns: number, lines: number): readonly Line[] {
  if (item === undefined) return [];
  const { row, happened, whereabouts, whereaboutsTone } = item;
  const wrapped = (text: string, most: number): readonly string[] =>
    wrapText(text, columns - 6, Math.max(1, most));
  const last = wrapped(whereabouts, lines > 3 ? 2 : 1);
  const first = wrapped(happened, lines - last.length - (lines > 3 ? 1 : 0));
  const facts = [
    row.name,
    row.route,
    row.ending,
    row.duration,
    row.downtime && `${COLUMN_WORDS.downtime} ${row.downtime}`,
  ];
  return [
    ...(lines > 3
      ? [[span(`  ${row.mark} `, row.tone, { bold: true }), span(facts.filter(Boolean).join('  '), 'quiet')]]
      : []),
    ...first.map((text) => line(`    ${text}`)),
    ...last.map((text, index) => [
      span(index === 0 ? '  ● ' : '    ', whereaboutsTone),
      span(text, whereaboutsTone === 'good' ? undefined : whereaboutsTone),
    ]),
  ];
}
