import { drawn } from './dom.ts';

/** Where a chart's drawing begins and ends, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface AxisTick {
  readonly at: number;
  readonly label: string;
}

/** What a chart measures when nothing tells how much room there is: the width of a printed page. */
const PAPER_WIDTH = 680;

/** Draws into a box, and again whenever the box changes its width. */
export function fitted(box: HTMLElement, draw: (width: number) => SVGElement): HTMLElement {
  let width = PAPER_WIDTH;
  box.append(draw(width));
  new ResizeObserver(() => {
    const room = Math.floor(box.clientWidth);
    if (room < 100 || room === width) return;
    width = room;
    box.replaceChildren(draw(width));
  }).observe(box);
  return box;
}

/** An empty drawing with its words for those who do not see it. */
export function canvas(
  width: number,
  height: number,
  title: string,
  ...children: readonly (Node | undefined)[]
): SVGSVGElement {
  return drawn(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': title },
    ...children,
  );
}

/** Where a fraction of the axis of time is. */
export function across(frame: Frame, at: number): number {
  return round(frame.left + at * (frame.right - frame.left));
}

/** Where a fraction of the upright axis is: 0 is at the bottom. */
export function up(frame: Frame, at: number): number {
  return round(frame.bottom - at * (frame.bottom - frame.top));
}

/** Labelled lines at round times; those that would run into each other are left out. */
export function timeAxis(frame: Frame, ticks: readonly AxisTick[]): SVGElement {
  let free = -Infinity;
  const parts = ticks.flatMap(({ at, label }) => {
    const x = across(frame, at);
    const line = drawn('line', { class: 'grid', x1: x, x2: x, y1: frame.top, y2: frame.bottom });
    const half = textLength(label) / 2;
    const anchor = x + half > frame.right ? 'end' : 'middle';
    const begin = anchor === 'end' ? x - 2 * half : x - half;
    if (begin < free) return [line];
    free = (anchor === 'end' ? x : x + half) + 8;
    return [line, drawn('text', { class: 'tick', x, y: frame.bottom + 16, 'text-anchor': anchor }, label)];
  });
  return drawn('g', {}, ...parts);
}

/** About how long a text is: exact enough to decide whether it fits. */
export function textLength(text: string): number {
  return text.length * 6.8;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
