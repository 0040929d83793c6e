import type { PlotMarker, PlotPanel, PlotSeries, PlotView } from '../../present/detail-model.ts';
import { textWidth } from '../../present/text-width.ts';
import { Braille } from './braille.ts';
import { axisLines } from './gantt-lines.ts';
import { cell, type Line, line, type Span, span } from './line.ts';

/** The course of a copy, its panels above one another over one axis of time. */
export function plotLines(view: PlotView, columns: number, panelRows: number): readonly Line[] {
  const labels = view.panels.flatMap(({ ticks }) => ticks.map(({ label }) => textWidth(label)));
  const left = Math.max(6, ...labels) + 3;
  const width = Math.max(16, columns - left - 2);
  const markers = firstOfEach(view.markers);
  const marked = markerRows(markers, left, width);
  const stripes = new Map(markers.map(({ at, tone }) => [columnOf(at, width), tone]));
  return [
    ...view.panels.flatMap((panel) => [legend(panel), ...panelLines(panel, left, width, panelRows, stripes)]),
    ...axisLines(view.ticks, left, width),
    ...marked,
  ];
}

/** What is repeated twice a second, as a timeout can be, is marked where it began. */
function firstOfEach(markers: readonly PlotMarker[]): readonly PlotMarker[] {
  const inOrder = markers.toSorted((a, b) => a.at - b.at);
  return inOrder.filter((one, index) => inOrder.findIndex(({ label }) => label === one.label) === index);
}

/** Told apart by more than colour: the second course of a panel is dotted. */
function legend({ title, series }: PlotPanel): Line {
  const keys = series.flatMap(({ name, color }, index): Span[] => [
    span(index === 0 ? '  ━━ ' : '  ┅┅ ', color, { bold: true }),
    span(name, color),
  ]);
  return [span(`  ${title}`, undefined, { bold: true }), ...keys];
}

function panelLines(
  { series, ticks }: PlotPanel,
  left: number,
  width: number,
  rows: number,
  stripes: ReadonlyMap<number, PlotMarker['tone']>,
): readonly Line[] {
  const picture = new Braille(width, rows);
  for (const [index, one] of series.entries()) drawSeries(picture, one, index);
  const labels = new Map(ticks.map(({ at, label }) => [Math.round((1 - at) * (rows - 1)), label]));
  return Array.from({ length: rows }, (_, row): Line => {
    const label = labels.get(row);
    return [
      cell(label ?? '', left - 2, 'quiet', 'right'),
      span(label === undefined ? ' │' : ' ┤', 'quiet'),
      ...merged(
        Array.from({ length: width }, (__, column) => {
          const { text, owner } = picture.cell(column, row);
          const stripe = stripes.get(column);
          if (text === ' ' && stripe !== undefined) return span('┊', stripe);
          return span(text, owner === undefined ? undefined : series[owner]?.color);
        }),
      ),
    ];
  });
}

function drawSeries(picture: Braille, { points, shape }: PlotSeries, index: number): void {
  const [first] = points;
  if (first !== undefined && points.length === 1) picture.line(first, first, index, false);
  for (const [at, from] of points.entries()) {
    const to = points[at + 1];
    if (to === undefined) break;
    if (shape === 'line') {
      picture.line(from, to, index, index > 0);
    } else {
      const corner = [to[0], from[1]] as const;
      picture.line(from, corner, index, index > 0);
      picture.line(corner, to, index, index > 0);
    }
  }
}

function columnOf(at: number, width: number): number {
  return Math.min(width - 1, Math.round(at * (width - 1)));
}

/** Labels below their stripes, in as few lines as none hides another. */
function markerRows(markers: readonly PlotMarker[], left: number, width: number): readonly Line[] {
  const rows: { end: number; spans: Span[] }[] = [];
  for (const { at, label, tone } of markers.toSorted((a, b) => a.at - b.at)) {
    const text = `↑ ${label}`;
    const start = left + Math.min(columnOf(at, width), Math.max(0, width - textWidth(text)));
    const shown = columnOf(at, width) + left > start ? `${label} ↑` : text;
    const row = rows.find(({ end }) => end + 1 < start) ?? rows[rows.push({ end: 0, spans: [] }) - 1];
    if (row === undefined) continue;
    row.spans.push(span(' '.repeat(start - row.end)), span(shown, tone === 'plain' ? 'accent' : tone));
    row.end = start + textWidth(shown);
  }
  return rows.map(({ spans }) => spans);
}

/** Neighbouring pieces of one style as one. */
function merged(spans: readonly Span[]): Line {
  const joined: Span[] = [];
  for (const one of spans) {
    const last = joined.at(-1);
    if (last !== undefined && last.ink === one.ink)
      joined[joined.length - 1] = { ...last, text: last.text + one.text };
    else joined.push(one);
  }
  return joined;
}

/** A table of texts with a heading, each column as wide as its widest cell. */
export function tableLines(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly head: Line; readonly rows: readonly Line[] } {
  const widths = headings.map((heading, column) =>
    Math.max(textWidth(heading), ...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  const lineOf = (cells: readonly string[], ink?: 'quiet'): Line => [
    ...line('  '),
    ...cells.flatMap((text, column) => [cell(text, widths[column] ?? 0, ink, 'right'), span('  ')]),
  ];
  return { head: lineOf(headings, 'quiet'), rows: rows.map((row) => lineOf(row)) };
}
