import { expect, test } from 'vitest';
import type { Migration } from '../../src/model/index.ts';
import { presentStatistics } from '../../src/present/stats-view.ts';
import { countAnalysis } from '../../src/statistics/count-analysis.ts';
import { analysis } from './example-analysis.ts';
import { healthyMigration } from './example-healthy.ts';

function matrixOf(routes: readonly string[]): readonly (readonly string[])[] | undefined {
  const migrations = routes.map((text, index): Migration => {
    const [source = '', destination = '', outcome = 'completed'] = text.split(' ');
    return {
      ...healthyMigration,
      id: `m-${String(index)}`,
      source,
      destination,
      outcome: outcome === 'failed' ? 'failed' : 'completed',
    };
  });
  const { tables } = presentStatistics(countAnalysis(analysis(migrations, [])));
  const table = tables.find(({ id }) => id === 'matrix');
  return table && [table.columns.map(({ label }) => label), ...table.rows.map(({ cells }) => cells)];
}

test('three hosts and more make a matrix of what succeeded', () => {
  expect(matrixOf(['a b', 'a b failed', 'b c'])).toEqual([
    ['from', 'a', 'b', 'c'],
    ['a', '', '1/2', ''],
    ['b', '', '', '1/1'],
    ['c', '', '', ''],
  ]);
});

test('two hosts make none, nor do more than fit', () => {
  expect(matrixOf(['a b', 'b a'])).toBeUndefined();
  expect(matrixOf(Array.from({ length: 20 }, (_, index) => `a h${String(index)}`))).toBeUndefined();
});
