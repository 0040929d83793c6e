import type { Sheet } from '../layout/sheet.ts';

interface Place {
  readonly cursor: number;
  readonly top: number;
}

const offsets = new WeakMap<Sheet, Int32Array>();

/** The line on which each row begins, and behind them the number of lines. */
export function offsetsOf(sheet: Sheet): Int32Array {
  const known = offsets.get(sheet);
  if (known !== undefined) return known;
  const made = new Int32Array(sheet.rows.length + 1);
  for (const [index, { height }] of sheet.rows.entries()) made[index + 1] = (made[index] ?? 0) + height;
  offsets.set(sheet, made);
  return made;
}

/** The row that a line belongs to. */
export function rowAt(sheet: Sheet, lineNumber: number): number {
  const starts = offsetsOf(sheet);
  let low = 0;
  let high = sheet.rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= lineNumber) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The nearest row that can hold a cursor, looking in one direction first. */
export function nearestStop(sheet: Sheet, from: number, step: 1 | -1): number | undefined {
  return stopFrom(sheet, from, step) ?? stopFrom(sheet, from, step === 1 ? -1 : 1);
}

function stopFrom(sheet: Sheet, from: number, step: 1 | -1): number | undefined {
  for (let index = from; index >= 0 && index < sheet.rows.length; index += step) {
    if (sheet.rows[index]?.isStop === true) return index;
  }
  return undefined;
}

/**
 * One row up or down. A block that is larger than the page, or a stretch without anything to stop at, is scrolled
 * line by line instead of jumped over.
 */
export function moveByRow(sheet: Sheet, { cursor, top }: Place, step: 1 | -1, page: number): Place {
  const starts = offsetsOf(sheet);
  const last = maxTop(sheet, page);
  const next = stopFrom(sheet, cursor + step, step);
  const scrolled = { cursor, top: clamp(top + step, 0, last) };
  if (next === undefined) return scrolled;
  const edge = step === 1 ? (starts[next + 1] ?? 0) - 1 : (starts[next] ?? 0);
  const isFar = step === 1 ? edge > top + page + page / 2 : edge < top - page / 2;
  const own = sheet.rows[cursor];
  const goesOn = step === 1 ? (starts[cursor + 1] ?? 0) > top + page : (starts[cursor] ?? 0) < top;
  if (own !== undefined && (isFar || (goesOn && own.height > 1))) return scrolled;
  return reveal(sheet, next, top, page);
}

/** So many lines up or down, the cursor staying where it is on the screen. */
export function moveByLines(sheet: Sheet, { cursor, top }: Place, by: number, page: number): Place {
  const starts = offsetsOf(sheet);
  const step = by < 0 ? -1 : 1;
  // A tall block may begin above the page and end below it.
  const seen = clamp(starts[cursor] ?? 0, top, top + page - 1);
  const at = clamp(seen + by, 0, (starts[sheet.rows.length] ?? 1) - 1);
  const stop = nearestStop(sheet, rowAt(sheet, at), step) ?? cursor;
  const moved = clamp(top + by, 0, maxTop(sheet, page));
  const from = starts[stop] ?? 0;
  const to = starts[stop + 1] ?? from + 1;
  // Of a block that no page holds the part that the page has come to is shown; behind the last stop it just scrolls.
  const isInside = from < moved + page && to > moved;
  if (stop === cursor || (isInside && to - from > page)) return { cursor: stop, top: moved };
  return reveal(sheet, stop, moved, page);
}

/** The first or last row, with everything before or behind it. */
export function moveToEnd(sheet: Sheet, step: 1 | -1, page: number): Place {
  if (step === -1) return { cursor: nearestStop(sheet, 0, 1) ?? 0, top: 0 };
  return { cursor: nearestStop(sheet, sheet.rows.length - 1, -1) ?? 0, top: maxTop(sheet, page) };
}

/** Scrolls without moving the cursor, unless it would leave the page. */
export function scrollBy(sheet: Sheet, { cursor, top }: Place, lines: number, page: number): Place {
  const moved = clamp(top + lines, 0, maxTop(sheet, page));
  const starts = offsetsOf(sheet);
  const at = starts[cursor] ?? 0;
  if (at >= moved && at < moved + page) return { cursor, top: moved };
  const edge = at < moved ? moved : moved + page - 1;
  return { cursor: nearestStop(sheet, rowAt(sheet, edge), at < moved ? 1 : -1) ?? cursor, top: moved };
}

/** Puts the cursor on a row and scrolls as little as shows the whole of it; above the first stop, to the top. */
export function reveal(sheet: Sheet, cursor: number, top: number, page: number): Place {
  const starts = offsetsOf(sheet);
  const from = starts[cursor] ?? 0;
  const to = starts[cursor + 1] ?? from + 1;
  const isFirst = stopFrom(sheet, cursor - 1, -1) === undefined;
  let moved = top;
  if (to > moved + page) moved = Math.min(from, to - page);
  if (from < moved) moved = isFirst ? 0 : Math.max(0, headingAbove(sheet, cursor));
  return { cursor, top: clamp(moved, 0, maxTop(sheet, page)) };
}

/** Puts a row a third down the page: what led to it is seen, too. */
export function centre(sheet: Sheet, cursor: number, top: number, page: number): Place {
  const from = offsetsOf(sheet)[cursor] ?? 0;
  if (from >= top + 2 && from < top + page - 2) return reveal(sheet, cursor, top, page);
  return reveal(sheet, cursor, clamp(from - Math.floor(page / 3), 0, maxTop(sheet, page)), page);
}

/** The line on which the heading of a row begins, if rows without a cursor stand right above it. */
function headingAbove(sheet: Sheet, cursor: number): number {
  const starts = offsetsOf(sheet);
  let first = cursor;
  while (first > 0 && sheet.rows[first - 1]?.isStop === false && cursor - first < 2) first -= 1;
  return starts[first] ?? 0;
}

function maxTop(sheet: Sheet, page: number): number {
  return Math.max(0, (offsetsOf(sheet)[sheet.rows.length] ?? 0) - page);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
