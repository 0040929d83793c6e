import type { GanttBar, GanttLane, GanttMark, GanttView } from '../../../present/detail-model.ts';
import { across, canvas, fitted, type Frame, textLength, timeAxis } from './chart.ts';
import { drawn, element } from './dom.ts';

const LANE = 46;
const BAR = 24;
const AXIS = 26;
const THINNEST = 3;

/** Phases to scale: when each began and ended, on which host. */
export function gantt(view: GanttView): HTMLElement {
  const box = element('div', { class: 'drawing' });
  return element(
    'figure',
    { class: 'gantt' },
    fitted(box, (width) => draw(view, width)),
    element('figcaption', {}, legend(view)),
  );
}

function legend(view: GanttView): string {
  const bars = view.lanes.flatMap(({ bars: all }) => all);
  const inferred = bars.some((one) => one.inferred) ? ' Striped: inferred, not logged.' : '';
  const marked = view.lanes.some(({ marks }) => marks.length > 0) ? ' ▼ marks warnings and errors.' : '';
  return `${view.description} To scale.${inferred}${marked}`;
}

function draw(view: GanttView, width: number): SVGElement {
  const room = Math.max(...view.lanes.map(({ host, role }) => Math.max(host.length, role.length)));
  const left = Math.min(Math.max(56, room * 7.5 + 12), width * 0.3);
  const height = view.lanes.length * LANE + AXIS;
  const frame: Frame = { left, right: width - 8, top: 0, bottom: height - AXIS };
  return canvas(
    width,
    height,
    `Phases by host. ${view.description}`,
    stripes(),
    timeAxis(frame, view.ticks),
    ...view.lanes.map((one, index) => lane(one, index, frame)),
  );
}

function stripes(): SVGElement {
  const line = drawn('path', { d: 'M0 8L8 0', class: 'stripe' });
  const attributes = { id: 'stripes', width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
  return drawn('defs', {}, drawn('pattern', attributes, line));
}

function lane(one: GanttLane, index: number, frame: Frame): SVGElement {
  const top = frame.top + index * LANE;
  const fits = Math.max(4, Math.floor((frame.left - 10) / 7));
  const name = one.host.length > fits ? `${one.host.slice(0, fits - 1)}…` : one.host;
  return drawn(
    'g',
    {},
    drawn('line', { class: 'grid', x1: 0, x2: frame.right, y1: top + LANE, y2: top + LANE }),
    drawn('text', { class: `lane role-${one.role}`, x: 0, y: top + 20 }, name),
    drawn('text', { class: 'tick', x: 0, y: top + 35 }, one.role),
    ...one.bars.flatMap((bar) => barParts(bar, top + 16, frame)),
    ...one.marks.map((mark) => triangle(mark, top + 14, frame)),
  );
}

function barParts(bar: GanttBar, y: number, frame: Frame): readonly SVGElement[] {
  const x = across(frame, bar.from);
  const width = Math.max(THINNEST, across(frame, bar.to) - x);
  const at = { x, y, width, height: BAR, rx: Math.min(3, width / 2) };
  const state = bar.failed ? ' failed' : '';
  const words = bar.failed ? `✘ ${bar.name}` : bar.name;
  return [
    drawn('rect', { ...at, class: `bar phase-${bar.phase}${state}` }, drawn('title', {}, bar.label)),
    ...(bar.inferred ? [drawn('rect', { ...at, class: 'striped', fill: 'url(#stripes)' })] : []),
    ...(textLength(words) + 8 < width
      ? [drawn('text', { class: 'bar-name', x: x + 6, y: y + 16 }, words)]
      : []),
  ];
}

function triangle(mark: GanttMark, y: number, frame: Frame): SVGElement {
  const x = across(frame, mark.at);
  const path = drawn('path', { d: `M${x - 5} ${y - 8}h10l-5 8z`, class: `mark tone-${mark.tone}` });
  path.append(drawn('title', {}, mark.label));
  return path;
}
