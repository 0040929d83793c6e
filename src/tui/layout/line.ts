import type { PlotColor } from '../../present/detail-model.ts';
import type { Tone } from '../../present/report-model.ts';
import { cutText, padText, textWidth } from '../../present/text-width.ts';

/** What a piece of text means, for the theme to colour. */
export type Ink = Tone | PlotColor | 'accent' | 'place' | 'command' | 'phase' | 'hit';

/** A piece of a line in one style. */
export interface Span {
  readonly text: string;
  readonly ink?: Ink;
  readonly bold?: true;
  readonly underline?: true;
  /** Swapped foreground and background: keys, the caret of a prompt. */
  readonly inverse?: true;
}

/** One line of the terminal. */
export type Line = readonly Span[];

type Style = Omit<Span, 'text'>;

/** A piece of text in a style. */
export function span(text: string, ink?: Ink, style: Omit<Style, 'ink'> = {}): Span {
  return { text, ...(ink === undefined ? {} : { ink }), ...style };
}

/** A line of one piece. */
export function line(text: string, ink?: Ink, style: Omit<Style, 'ink'> = {}): Line {
  return [span(text, ink, style)];
}

export const BLANK: Line = [];

/** How many columns a line takes. */
export function lineWidth(pieces: Line): number {
  return pieces.reduce((sum, { text }) => sum + textWidth(text), 0);
}

/** The text of a line without its styles. */
export function lineText(pieces: Line): string {
  return pieces.map(({ text }) => text).join('');
}

/** A line that is exactly so wide: cut with an ellipsis, or filled with blanks. */
export function fitLine(pieces: Line, width: number): Line {
  const fitted: Span[] = [];
  let left = width;
  for (const piece of pieces) {
    const own = textWidth(piece.text);
    if (own <= left) {
      fitted.push(piece);
      left -= own;
      continue;
    }
    const text = left > 0 ? cutText(piece.text, left) : '';
    if (text !== '') fitted.push({ ...piece, text });
    left -= textWidth(text);
    break;
  }
  return left > 0 ? [...fitted, { text: ' '.repeat(left) }] : fitted;
}

/** Two pieces of a line, the second at its right end; the first is cut where both do not fit. */
export function spread(left: Line, right: Line, width: number): Line {
  const room = width - lineWidth(right);
  return room < 8 ? fitLine(left, width) : [...fitLine(left, room), ...right];
}

/** A cell of a table: exactly so wide. */
export function cell(text: string, width: number, ink?: Ink, align: 'left' | 'right' = 'left'): Span {
  const cut = cutText(text, width);
  return span(align === 'left' ? padText(cut, width) : ' '.repeat(width - textWidth(cut)) + cut, ink);
}
