import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CSV_TABLES } from '../../src/present/csv-tables.ts';
import { renderCsv } from '../../src/report/render-csv.ts';
import { analysis, threeMigrations } from '../present/example-analysis.ts';
import { hostileAnalysis } from './hostile-analysis.ts';

describe('CSV of an analysis', () => {
  for (const table of CSV_TABLES) {
    it(`of ${table}`, async () => {
      await expect(renderCsv(threeMigrations, table)).toMatchFileSnapshot(`golden/${table}.csv`);
    });
    it(`of ${table} has a head where there is no migration`, () => {
      expect(renderCsv(analysis([], []), table)).toMatch(/^[a-z_,]+\n$/);
    });
    it(`of ${table} leaves no control characters in, and as many rows as there are`, () => {
      const text = renderCsv(hostileAnalysis, table);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(text.split('\n')).toHaveLength(rowsOf(table) + 2);
    });
    it(`of ${table} has only columns that docs/data-out.md explains`, () => {
      const page = readFileSync('docs/data-out.md', 'utf8');
      const columns = renderCsv(analysis([], []), table).trimEnd().split(',');
      expect(columns.filter((column) => !page.includes(`\`${column}\``))).toEqual([]);
    });
  }
});

function rowsOf(table: (typeof CSV_TABLES)[number]): number {
  const { migrations, findings } = hostileAnalysis;
  return { migrations, findings, events: migrations.flatMap(({ events }) => events) }[table].length;
}
