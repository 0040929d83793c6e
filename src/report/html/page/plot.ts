import type { PlotMarker, PlotPanel, PlotSeries, PlotView } from '../../../present/detail-model.ts';
import { across, canvas, fitted, type Frame, textLength, timeAxis, up } from './chart.ts';
import { dataTable, drawn, element } from './dom.ts';

const PANEL = 118;
const HEAD = 24;
const GAP = 16;
const AXIS = 26;
const MARKER_ROW = 15;

/** The course of a copy: what was left, how fast it went, which pause was allowed. */
export function plot(view: PlotView): HTMLElement {
  const box = element('div', { class: 'drawing' });
  return element(
    'figure',
    { class: 'plot' },
    fitted(box, (width) => draw(view, width)),
    element('figcaption', {}, `${view.description} ${view.note}`),
    element(
      'details',
      {},
      element('summary', {}, 'The same as a table'),
      dataTable('Progress of the copy', view.columns, view.rows),
    ),
  );
}

function draw(view: PlotView, width: number): SVGElement {
  const labels = view.panels.flatMap(({ ticks }) => ticks.map(({ label }) => textLength(label)));
  const left = Math.ceil(Math.max(40, ...labels) + 8);
  const rows = placedMarkers(view.markers, left, width);
  const head = rows.length === 0 ? 0 : (Math.max(...rows.map(({ row }) => row)) + 1) * MARKER_ROW + 4;
  const height = head + view.panels.length * (HEAD + PANEL + GAP) - GAP + AXIS;
  const frames = view.panels.map((_, index): Frame => {
    const top = head + index * (HEAD + PANEL + GAP) + HEAD;
    return { left, right: width - 8, top, bottom: top + PANEL };
  });
  const last = frames.at(-1);
  return canvas(
    width,
    height,
    `Course of the copy. ${view.description}`,
    ...view.panels.map((panel, index) => panelParts(panel, frames[index])),
    ...frames.slice(0, -1).map((frame) =>
      timeAxis(
        frame,
        view.ticks.map(({ at }) => ({ at, label: '' })),
      ),
    ),
    last === undefined ? undefined : timeAxis(last, view.ticks),
    ...rows.map((placed) => markerParts(placed, height - AXIS)),
  );
}

interface PlacedMarker extends PlotMarker {
  readonly x: number;
  readonly row: number;
  readonly isLeft: boolean;
}

/** Puts labels that would run into each other into rows of their own. */
function placedMarkers(markers: readonly PlotMarker[], left: number, width: number): readonly PlacedMarker[] {
  const ends: number[] = [];
  const frame: Frame = { left, right: width - 8, top: 0, bottom: 0 };
  return markers.map((marker) => {
    const x = across(frame, marker.at);
    const length = textLength(marker.label) + 10;
    const isLeft = x + length > frame.right;
    const begin = isLeft ? x - length : x;
    let row = ends.findIndex((end) => end <= begin);
    if (row === -1) row = ends.length;
    ends[row] = isLeft ? x : x + length;
    return { ...marker, x, row, isLeft };
  });
}

function markerParts({ x, row, isLeft, label, tone }: PlacedMarker, bottom: number): SVGElement {
  const y = row * MARKER_ROW + 11;
  const anchor = isLeft ? 'end' : 'start';
  return drawn(
    'g',
    { class: `marker tone-${tone}` },
    drawn('line', { x1: x, x2: x, y1: y - 9, y2: bottom }),
    drawn('text', { x: isLeft ? x - 4 : x + 4, y, 'text-anchor': anchor }, label),
  );
}

function panelParts(panel: PlotPanel, frame: Frame | undefined): SVGElement | undefined {
  if (frame === undefined) return undefined;
  const lines = panel.ticks.flatMap(({ at, label }) => {
    const y = up(frame, at);
    return [
      drawn('line', { class: 'grid', x1: frame.left, x2: frame.right, y1: y, y2: y }),
      drawn('text', { class: 'tick', x: frame.left - 6, y: y + 4, 'text-anchor': 'end' }, label),
    ];
  });
  const courses = panel.series.map((one) => course(one, frame));
  return drawn('g', {}, ...lines, panelHead(panel, frame), ...courses);
}

function panelHead(panel: PlotPanel, frame: Frame): SVGElement {
  const named = panel.series.length > 1 || panel.series[0]?.name !== panel.title.toLowerCase();
  let x = frame.left + textLength(panel.title) + 20;
  const keys = panel.series.flatMap((one) => {
    const begin = x;
    x += textLength(one.name) + 34;
    return [
      drawn('line', {
        class: `course ${one.color}`,
        x1: begin,
        x2: begin + 14,
        y1: frame.top - 12,
        y2: frame.top - 12,
      }),
      drawn('text', { class: 'tick', x: begin + 19, y: frame.top - 8 }, one.name),
    ];
  });
  const title = drawn('text', { class: 'lane', x: frame.left, y: frame.top - 8 }, panel.title);
  return drawn('g', {}, title, ...(named ? keys : []));
}

function course(one: PlotSeries, frame: Frame): SVGElement {
  const points = one.points.map(([x, y]) => [across(frame, x), up(frame, y)] as const);
  const path = points
    .map(([x, y], index) => {
      if (index === 0) return `M${x} ${y}`;
      return one.shape === 'step' ? `H${x}V${y}` : `L${x} ${y}`;
    })
    .join('');
  const dots = one.shape === 'line' ? points : [];
  return drawn(
    'g',
    {},
    drawn('path', { class: `course ${one.color}`, d: path }),
    ...dots.map(([x, y]) => drawn('circle', { class: `dot ${one.color}`, cx: x, cy: y, r: 2.5 })),
  );
}
