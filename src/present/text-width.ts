import { wideGraphemes, wideTextWidth } from './wide-text.ts';

/**
 * Characters that take one column each and join with none of the others: ASCII, Latin, and the punctuation, arrows,
 * lines and marks that reports are drawn with. Knowing all scripts costs a third of a start.
 */
const PLAIN =
  /^[\x20-\x7e\xa0-\xac\xae-\u017f\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc\u26a0\u2713-\u2718\u2800-\u28ff]*$/;

/** What a reader calls one character, each with the terminal columns it takes. */
export function* graphemes(text: string): Generator<{ readonly text: string; readonly width: number }> {
  if (!PLAIN.test(text)) yield* wideGraphemes(text);
  else for (const character of text) yield { text: character, width: 1 };
}

/** How many terminal columns a text takes: East Asian characters and emoji take two, combining marks none. */
export function textWidth(text: string): number {
  return PLAIN.test(text) ? text.length : wideTextWidth(text);
}

/** Fills a text with blanks up to a width. */
export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** Shortens a text to a width from its beginning: the end of a path tells more. */
export function cutStart(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let from = Math.max(0, text.length - width + 1);
  while (textWidth(text.slice(from)) > width - 1) from += 1;
  return `…${text.slice(from)}`;
}

/** Shortens a text to a width, with an ellipsis where something is missing. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const grapheme of graphemes(text)) {
    if (used + grapheme.width > width) break;
    kept += grapheme.text;
    used += grapheme.width;
  }
  return `${kept.trimEnd()}…`;
}
