import { cutText, padText, textWidth } from '../../present/text-width.ts';
import type { StatsRow, StatsTable } from '../../present/stats-model.ts';
import { type Layout, paragraph } from './layout.ts';

const INDENT = '  ';
const GAP = '  ';
const BAR_WIDTH = 20;

/** A table with headings, numbers to the right, and a bar where rows have a fraction. */
export function dataTable(layout: Layout, table: StatsTable): readonly string[] {
  const { columns, rows, note } = table;
  const labels = columns.map(({ label }) => label);
  const widths = labels.map((label, index) =>
    Math.max(textWidth(label), ...rows.map(({ cells }) => textWidth(cells[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => aligned(cell, widths[index] ?? 0, columns[index]?.align ?? 'left')).join(GAP);
  return [
    INDENT + layout.paint.quiet(cutText(line(labels).trimEnd(), layout.columns - INDENT.length)),
    ...rows.map((row) => (INDENT + layout.paint.tone(row.tone, line(row.cells)) + bar(row)).trimEnd()),
    ...paragraph(layout, note, INDENT.length, layout.paint.quiet),
  ];
}

function aligned(cell: string, width: number, align: 'left' | 'right'): string {
  return align === 'left' ? padText(cell, width) : ' '.repeat(Math.max(0, width - textWidth(cell))) + cell;
}

function bar({ fraction }: StatsRow): string {
  if (fraction === undefined || fraction <= 0) return '';
  return GAP + '█'.repeat(Math.max(1, Math.round(fraction * BAR_WIDTH)));
}
