import { COPY_VERDICT } from '../../present/copy-view.ts';
import type { MigrationDetail } from '../../present/detail-model.ts';
import { EMPTY_WORDS, HEADING_WORDS } from '../../present/screen-words.ts';
import { textWidth } from '../../present/text-width.ts';
import { emptyLines } from './empty-lines.ts';
import { cell, span } from './line.ts';
import { PageBuilder } from './page-sheet.ts';
import { plotLines, tableLines } from './plot-lines.ts';
import type { Sheet } from './sheet.ts';

/** The course of the copy as a plot, its figures, and the progress lines behind it. */
export function copySheet(detail: MigrationDetail, columns: number, page: number): Sheet {
  const { plot, copy } = detail;
  if (plot === undefined && copy.length === 0) {
    return new PageBuilder(columns).sheet(emptyLines(EMPTY_WORDS.copy, columns));
  }
  const builder = new PageBuilder(columns);
  const verdict = copy.find(({ label }) => label === COPY_VERDICT);
  if (verdict !== undefined) {
    const copies = `${verdict.label}: ${verdict.value}`;
    builder.paragraph([span('  ')], verdict.value, undefined, { isStop: true, copies }, { bold: true });
  }
  if (plot !== undefined) {
    const panelRows = Math.max(4, Math.min(10, Math.floor((page - 8) / plot.panels.length) - 1));
    builder.add(plotLines(plot, columns, panelRows), { isStop: true, isPicture: true, key: 'plot' });
    builder.paragraph([span('  ')], `${plot.description} ${plot.note}`, 'quiet');
  }
  const figures = copy.filter((fact) => fact !== verdict);
  if (figures.length > 0) {
    builder.heading(HEADING_WORDS.figures);
    const width = Math.max(0, ...figures.map(({ label }) => textWidth(label)));
    for (const { label, value } of figures) {
      builder.paragraph([span('  '), cell(label, width, 'quiet'), span('  ')], value, undefined, {
        isStop: true,
        copies: `${label}: ${value}`,
      });
    }
  }
  if (plot !== undefined && plot.rows.length > 0) {
    const table = tableLines(plot.columns, plot.rows);
    builder.heading(HEADING_WORDS.samples).add([table.head]);
    for (const [index, row] of table.rows.entries()) {
      builder.add([row], { isStop: true, copies: plot.rows[index]?.join('  ') ?? '' });
    }
  }
  return builder.sheet();
}
