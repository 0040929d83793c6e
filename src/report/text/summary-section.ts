import type { MigrationView } from '../../present/report-model.ts';
import { textWidth } from '../../present/text-width.ts';
import { type Layout, paragraph, table } from './layout.ts';

/** One row for each migration, by start; the cause below it, since it fits no column. */
export function summarySection(layout: Layout, migrations: readonly MigrationView[]): readonly string[] {
  const rows = migrations.map(({ mark, summary }) => [
    mark,
    summary.started,
    summary.name,
    summary.route,
    summary.outcome,
    summary.duration,
  ]);
  const aligned = table(rows);
  const wide = aligned.some((line) => textWidth(line) > layout.columns);
  const lines = wide ? rows.map((row) => row.filter((cell) => cell !== '').join('  ')) : aligned;
  return migrations.flatMap(({ mark, tone, summary }, index) => [
    (lines[index] ?? '').replace(mark, () => layout.paint.tone(tone, mark)),
    ...(summary.cause === '' ? [] : paragraph(layout, summary.cause, 3, layout.paint.quiet)),
  ]);
}
