import { cutText, graphemes, textWidth } from './text-width.ts';

/**
 * Breaks a text at blanks into lines of a width; a word longer than a line is broken within.
 *
 * A no-break space holds words together and comes out as an ordinary blank, so that `2.7 s` can stay whole.
 * With `maxLines` the last line ends in an ellipsis when something is left.
 */
export function wrapText(text: string, width: number, maxLines = Infinity): readonly string[] {
  const columns = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of pieces(text, columns)) {
    const length = textWidth(word);
    if (line !== '' && used + 1 + length > columns) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line = line === '' ? word : `${line} ${word}`;
    used = line === word ? length : used + 1 + length;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= maxLines) return lines;
  const last = lines.slice(maxLines - 1).join(' ');
  return [...lines.slice(0, maxLines - 1), cutText(last, columns)];
}

function* pieces(text: string, columns: number): Generator<string> {
  for (const word of text.split(/[^\S\u00a0]+/)) {
    if (word === '') continue;
    if (textWidth(word) <= columns) yield word.replaceAll('\u00a0', ' ');
    else yield* broken(word.replaceAll('\u00a0', ' '), columns);
  }
}

function* broken(word: string, columns: number): Generator<string> {
  let piece = '';
  let used = 0;
  for (const grapheme of graphemes(word)) {
    if (used + grapheme.width > columns) {
      yield piece;
      piece = '';
      used = 0;
    }
    piece += grapheme.text;
    used += grapheme.width;
  }
  yield piece;
}
