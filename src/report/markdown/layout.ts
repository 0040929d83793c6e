/** A heading with what stands below it; nothing when there is nothing. */
export function section(level: number, title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`${'#'.repeat(Math.min(level, 6))} ${title}`, '', ...lines, ''];
}

/** A table of cells that are escaped already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell || ' ').join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
}

/** Lines as a document: never two empty lines in a row outside code, one line break at the end. */
export function page(lines: readonly string[]): string {
  const kept = lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
  return `${kept.join('\n').trim()}\n`;
}

/** What only people can say. */
export function todo(text: string): string {
  return `*To do: ${text}*`;
}
