import type { ColorSupportLevel } from 'chalk';
import type { ReportModel } from '../present/report-model.ts';
import { closingSections } from './text/closing-sections.ts';
import type { Layout } from './text/layout.ts';
import { migrationSection, shortMigrationSection } from './text/migration-section.ts';
import { paintAt } from './text/paint.ts';
import { summarySection } from './text/summary-section.ts';

export interface TextOptions {
  readonly columns: number;
  /** chalk's level: 0 none, 1 sixteen colours, 2 256, 3 true colour. */
  readonly color: ColorSupportLevel;
}

/**
 * The report for a terminal or a ticket.
 *
 * One migration begins with its verdict, so that the first screen answers what, why, where and what next;
 * several begin with a table of all, and the uneventful ones stay short.
 */
export function renderText(model: ReportModel, options: TextOptions): string {
  const layout: Layout = { columns: Math.max(40, options.columns), paint: paintAt(options.color) };
  const lines = [...migrations(layout, model), ...closingSections(layout, model)];
  return `${lines.join('\n')}\n`;
}

function migrations(layout: Layout, model: ReportModel): readonly string[] {
  const [only, ...others] = model.migrations;
  if (only === undefined) return [layout.paint.strong(model.title)];
  if (others.length === 0) return migrationSection(layout, only);
  const rule = layout.paint.quiet('─'.repeat(layout.columns));
  return [
    layout.paint.strong(model.title),
    '',
    ...summarySection(layout, model.migrations),
    ...model.migrations.flatMap((view) => [
      '',
      rule,
      ...(view.isUneventful ? shortMigrationSection(layout, view) : migrationSection(layout, view)),
    ]),
    '',
    rule,
  ];
}
