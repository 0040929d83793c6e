import type { GanttBar, GanttLane, GanttView, Tick } from '../../present/detail-model.ts';
import { textWidth } from '../../present/text-width.ts';
import { cell, type Line, type Span, span } from './line.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A phase of the chart, with the lines to draw it. */
export interface GanttRow {
  readonly line: Line;
  readonly phase: string;
  readonly host: string;
  readonly failed: boolean;
}

/**
 * Phases to scale: a lane for each host, a line for each phase in it, and its warnings and errors below.
 *
 * What was inferred is hatched, and where it stopped stands a mark: nothing is told by colour alone.
 */
export function ganttRows(
  view: GanttView,
  columns: number,
): { rows: readonly GanttRow[]; axis: readonly Line[] } {
  const lanes = view.lanes.filter(({ bars }) => bars.length > 0);
  const bars = lanes.flatMap((lane) => lane.bars);
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));
  const hostWidth = Math.min(Math.max(18, Math.floor(columns / 4)), widest(lanes.map(laneName)));
  const nameWidth = widest(bars.map(({ name }) => name));
  const tookWidth = Math.min(14, widest(bars.map(tookOf)));
  const left = hostWidth + nameWidth + tookWidth + 6;
  const width = Math.max(10, columns - left - 3);
  const rows = lanes.flatMap((lane) => [
    ...lane.bars.map((bar, index): GanttRow => ({
      phase: bar.name,
      host: lane.host,
      failed: bar.failed,
      line: [
        span('  '),
        cell(index === 0 ? fittingName(lane, hostWidth) : '', hostWidth, 'accent'),
        span(' '),
        cell(bar.name, nameWidth, bar.failed ? 'bad' : undefined),
        span(' '),
        cell(tookOf(bar), tookWidth, 'quiet', 'right'),
        span(' ▕', 'quiet'),
        ...barSpans(bar, width),
      ],
    })),
    ...markRow(lane, left, width),
  ]);
  return { rows, axis: axisLines(view.ticks, left, width) };
}

function laneName({ host, role }: GanttLane): string {
  return role === '' || role === 'controller' ? host : `${host} ${role}`;
}

/** The role goes before a letter of the host does. */
function fittingName(lane: GanttLane, width: number): string {
  const name = laneName(lane);
  return textWidth(name) <= width ? name : lane.host;
}

/** The length of a bar without its name: `1.2 s`. */
function tookOf({ label }: GanttBar): string {
  return label.slice(label.indexOf(':') + 2).split(',')[0] ?? '';
}

/** A bar that begins and ends within an eighth of a cell; the shortest is still seen. */
function barSpans({ from, to, inferred, failed }: GanttBar, width: number): readonly Span[] {
  const start = Math.min(width - 1, Math.floor(from * width));
  const end = Math.max(start + 1 / 8, to * width);
  const full = Math.floor(end) - start;
  const rest = EIGHTHS[Math.round((end - Math.floor(end)) * 8) % 8] ?? '';
  const body = inferred
    ? '▒'.repeat(Math.max(1, Math.round(end - start)))
    : '█'.repeat(Math.max(0, full)) + rest;
  const stop = failed ? ' ✘' : '';
  const shown = body === '' ? '▏' : body;
  return [
    span(' '.repeat(start)),
    span(shown, failed ? 'bad' : inferred ? 'quiet' : 'phase'),
    span(stop, 'bad', { bold: true }),
  ];
}

/** Warnings and errors of a lane on one line, the worse one where two fall together. */
function markRow({ marks, host }: GanttLane, left: number, width: number): readonly GanttRow[] {
  if (marks.length === 0) return [];
  const cells = new Map<number, 'bad' | 'warn'>();
  for (const { at, tone } of marks) {
    const column = Math.min(width - 1, Math.floor(at * width));
    if (tone === 'bad' || !cells.has(column)) cells.set(column, tone === 'bad' ? 'bad' : 'warn');
  }
  const spans: Span[] = [span(' '.repeat(left - 1)), span('▕', 'quiet')];
  let at = 0;
  for (const [column, tone] of [...cells].sort(([a], [b]) => a - b)) {
    spans.push(span(' '.repeat(column - at)), span(tone === 'bad' ? '▲' : '△', tone));
    at = column + 1;
  }
  return [{ line: spans, phase: '', host, failed: false }];
}

/** Ticks below the bars, each label under its tick where it fits. */
export function axisLines(ticks: readonly Tick[], left: number, width: number): readonly Line[] {
  let labels = '';
  const marks = Array.from({ length: width }, () => '─');
  for (const { at, label } of ticks) {
    const column = Math.min(width - 1, Math.round(at * width));
    marks[column] = '┴';
    const start = Math.min(column, width + 2 - textWidth(label));
    if (start > textWidth(labels) || labels === '')
      labels += ' '.repeat(Math.max(0, start - textWidth(labels))) + label;
  }
  return [
    [span(`${' '.repeat(left - 1)}└`, 'quiet'), span(marks.join(''), 'quiet')],
    [span(' '.repeat(left)), span(labels, 'quiet')],
  ];
}
