/**
 * Where a character of a YAML scalar stands in the file.
 *
 * Quotes, escapes, block headers and folded lines make the value shorter than its source, so the two are walked
 * together: what the value does not have is skipped, a run of blanks counts as one.
 */
export function sourceOffset(source: string, start: number, value: string, offset: number): number {
  let at = bodyStart(source, start);
  for (let index = 0; index < offset; index += 1) {
    const wanted = value.charAt(index);
    if (isBlank(wanted)) {
      if (isBlank(value.charAt(index - 1)) && index > 0) continue;
      while (at < source.length && !isBlank(source.charAt(at))) at += 1;
      while (isBlank(source.charAt(at))) at += 1;
      continue;
    }
    const found = source.indexOf(wanted, at);
    if (found < 0) return at;
    at = found + 1;
  }
  while (isBlank(source.charAt(at)) && !isBlank(value.charAt(offset)) && offset < value.length) at += 1;
  return at;
}

/** Behind an opening quote or a block header such as `>-`, with the indentation of the first line. */
function bodyStart(source: string, start: number): number {
  const first = source.charAt(start);
  if (first === '"' || first === "'") return start + 1;
  if (first !== '|' && first !== '>') return start;
  const end = source.indexOf('\n', start);
  let at = end < 0 ? source.length : end + 1;
  while (isBlank(source.charAt(at))) at += 1;
  return at;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
