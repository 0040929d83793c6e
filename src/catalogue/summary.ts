import type { Fields, FieldValue } from '../model/index.ts';

const PLACEHOLDER = /\{([a-z_][\w.]*)\}/g;

/** Fills `{field}` in the words of a catalogue entry; a field that the line did not have becomes `?`, an empty one `none`. */
export function fillSummary(words: string, fields: Fields): string {
  if (!words.includes('{')) return words;
  const filled: FieldValue[] = [...piecesOf(words)];
  for (let at = 1; at < filled.length; at += 2) {
    const value = fields[String(filled[at])] ?? '?';
    filled[at] = value === '' ? 'none' : value;
  }
  // Joined and not added up: millions of texts would stay in pieces.
  return filled.join('');
}

const cut = new Map<string, readonly string[]>();

/** Fixed words and names of fields by turns. */
function piecesOf(words: string): readonly string[] {
  let pieces = cut.get(words);
  if (pieces === undefined) cut.set(words, (pieces = words.split(PLACEHOLDER)));
  return pieces;
}
