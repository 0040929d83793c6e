import type { StatsModel } from '../present/stats-model.ts';
import { dataTable } from './text/data-table.ts';
import { labelled, type Layout, section } from './text/layout.ts';

/** Statistics for a terminal. */
export function renderStats(model: StatsModel, layout: Layout): string {
  const width = Math.max(0, ...model.facts.map(({ label }) => label.length)) + 2;
  const lines = [
    layout.paint.strong(model.title),
    ...model.facts.flatMap(({ label, value }) => labelled(layout, label, value, 0, width)),
    ...model.tables.flatMap((table) => section(layout, table.title, dataTable(layout, table))),
  ];
  return `${lines.join('\n')}\n`;
}
