import type { Line, Span } from './line.ts';

/** A line with every occurrence of a text, whatever its case, marked as a hit. */
export function highlight(line: Line, search: string): Line {
  const wanted = search.toLowerCase();
  const whole = line
    .map(({ text }) => text)
    .join('')
    .toLowerCase();
  if (wanted === '' || !whole.includes(wanted)) return line;
  const hits = new Set<number>();
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) {
    for (let index = at; index < at + wanted.length; index += 1) hits.add(index);
  }
  let offset = 0;
  return line.flatMap((piece) => {
    const start = offset;
    offset += piece.text.length;
    return pieces(piece, start, hits);
  });
}

function pieces(piece: Span, start: number, hits: ReadonlySet<number>): readonly Span[] {
  const parts: Span[] = [];
  let from = 0;
  for (let index = 1; index <= piece.text.length; index += 1) {
    const isHit = hits.has(start + from);
    if (index < piece.text.length && hits.has(start + index) === isHit) continue;
    const text = piece.text.slice(from, index);
    parts.push(isHit ? { ...piece, text, ink: 'hit' } : { ...piece, text });
    from = index;
  }
  return parts;
}
