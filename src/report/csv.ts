export type CsvCell = string | number | boolean | undefined;

/**
 * Rows as CSV (RFC 4180, but with plain line feeds, as every tool of a shell expects them).
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front: logs are written by others, and
 * opening a file must not run what stands in it. Numbers are left as they are.
 */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

function csvCell(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const text =
    /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /["',;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
