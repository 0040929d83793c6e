import type { ComparisonModel, ComparisonPoint, CourseRow } from '../present/comparison-model.ts';
import { padText, textWidth } from '../present/text-width.ts';
import { dataTable } from './text/data-table.ts';
import { type Layout, paragraph, section } from './text/layout.ts';

/** More than a screen of differences is what JSON is for. */
const ROWS_SHOWN = 60;

/** One migration beside another for a terminal, the first difference first. */
export function renderComparison(model: ComparisonModel, layout: Layout): string {
  const { paint } = layout;
  const shown = model.course.slice(0, ROWS_SHOWN);
  const more = model.course.length - shown.length;
  const lines = [
    ...model.sides.flatMap(({ label, mark, tone, headline, origin }) => [
      `${paint.strong(label)}  ${paint.tone(tone, mark)} ${paint.strong(headline)}`,
      ...paragraph(layout, origin, 5, paint.quiet),
    ]),
    ...paragraph(layout, model.chosen, 0, paint.quiet),
    ...model.points.flatMap((point) => section(layout, point.title, pointLines(layout, point))),
    ...model.tables.flatMap((table) => section(layout, table.title, dataTable(layout, table))),
    ...section(layout, 'Course of events', [
      ...courseLines(layout, shown),
      ...(more > 0 ? [paint.quiet(`  … and ${String(more)} more; --format json has them all`)] : []),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function pointLines(layout: Layout, { lead, rows }: ComparisonPoint): readonly string[] {
  return [...paragraph(layout, lead, 2), ...courseLines(layout, rows)];
}

function courseLines(layout: Layout, rows: readonly CourseRow[]): readonly string[] {
  const widest = (cell: (row: CourseRow) => string): number =>
    Math.max(0, ...rows.map((row) => textWidth(cell(row))));
  const since = widest((row) => row.since);
  const host = widest((row) => row.host);
  return rows.flatMap((row) => {
    const label = row.label === '' ? ' ' : row.label;
    const head = `  ${layout.paint.strong(label)}  ${padText(row.since, since)}  ${padText(row.host, host)}  `;
    const indent = 9 + since + host;
    const [first = '', ...rest] = paragraph(layout, row.summary, indent);
    const line = head + layout.paint.tone(row.tone, first.slice(indent));
    if (row.place === '') return [line, ...rest];
    const fits = rest.length === 0 && textWidth(first) + 2 + textWidth(row.place) <= layout.columns;
    const place = layout.paint.place(row.place);
    return fits ? [`${line}  ${place}`] : [line, ...rest, ' '.repeat(indent) + place];
  });
}
