import { textWidth } from '../../src/present/text-width.ts';
import { fitLine, type Span } from '../../src/tui/layout/line.ts';
import type { ScreenLine } from '../../src/tui/layout/screen-lines.ts';
import { BAR, colorOf, CURSOR } from '../../src/tui/view/theme.ts';

const CELL = 8.4;
const LINE = 18;
const EDGE = 10;
const GROUND = '#1b1f24';
const TEXT = '#d7dbe0';

/** A screen as a picture that any browser shows, each piece exactly as wide as its columns. */
export function screenSvg(lines: readonly ScreenLine[], columns: number, title: string): string {
  const width = columns * CELL + 2 * EDGE;
  const height = lines.length * LINE + 2 * EDGE;
  const size = `width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}"`;
  const font = 'font-family="\'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="14"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" ${font} fill="${TEXT}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="6" fill="${GROUND}"/>`,
    ...lines.flatMap((one, index) => lineSvg(one, index, columns)),
    '</svg>',
    '',
  ].join('\n');
}

function lineSvg({ line, kind }: ScreenLine, index: number, columns: number): readonly string[] {
  const top = EDGE + index * LINE;
  const ground = kind === 'plain' ? undefined : (kind === 'bar' ? BAR : CURSOR).dark;
  const pieces: string[] = [];
  if (ground !== undefined) pieces.push(box(EDGE, top, columns * CELL, ground));
  let column = 0;
  for (const span of fitLine(line, columns)) {
    const at = EDGE + column * CELL;
    column += textWidth(span.text);
    const isInverse = span.inverse === true || span.ink === 'hit';
    if (isInverse) pieces.push(box(at, top, textWidth(span.text) * CELL, TEXT));
    if (span.text.trim() !== '') pieces.push(spanSvg(span, at, top, isInverse));
  }
  return pieces;
}

/** Blanks at the beginning move the text, as XML would swallow them. */
function spanSvg({ text, ink, bold }: Span, left: number, top: number, isInverse: boolean): string {
  const shown = text.trim();
  const lead = textWidth(text) - textWidth(text.trimStart());
  const x = px(left + lead * CELL);
  const color = isInverse ? GROUND : colorOf(ink, 'dark');
  const attributes = [
    `x="${x}" y="${px(top + 13.5)}" textLength="${px(textWidth(shown) * CELL)}" xml:space="preserve"`,
    ...(color === undefined ? [] : [`fill="${color}"`]),
    ...(bold === true ? ['font-weight="bold"'] : []),
  ];
  return `<text ${attributes.join(' ')}>${escaped(shown)}</text>`;
}

function box(x: number, y: number, width: number, color: string): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${String(LINE)}" fill="${color}"/>`;
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
