/** The words of a search, for comparing. */
export function searchWords(search: string): readonly string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** A text cut where the words of a search begin and end; every second piece is a match. */
export function markedPieces(text: string, words: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  // A letter that changes its length with its case would shift every mark behind it.
  if (words.length === 0 || lower.length !== text.length) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    const next = words
      .map((word) => ({ at: lower.indexOf(word, from), length: word.length }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.length - a.length)[0];
    if (next === undefined) break;
    pieces.push(text.slice(from, next.at), text.slice(next.at, next.at + next.length));
    from = next.at + next.length;
  }
  return [...pieces, text.slice(from)];
}
