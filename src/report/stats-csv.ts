import type { Spread, Statistics } from '../model/index.ts';
import { mapStrings, safeLine } from '../present/safe-text.ts';
import { type CsvCell, csvText } from './csv.ts';

const COLUMNS = ['table', 'group', 'metric', 'value', 'unit', 'n'];

/** Statistics as one long table, a number a row: what a spreadsheet pivots and a script greps. */
export function renderStatsCsv(statistics: Statistics): string {
  const clean = mapStrings(statistics, safeLine);
  return csvText(COLUMNS, [
    ...countRows('all', '', clean.outcomes),
    ...rateRows('all', '', clean.success),
    ...spreadRows('duration', '', clean.durationMs, 'ms'),
    ...spreadRows('failed-after', '', clean.failedAfterMs, 'ms'),
    ...spreadRows('downtime', '', clean.downtimeMs, 'ms'),
    ...spreadRows('throughput', '', clean.throughput, 'B/s'),
    ...clean.phases.flatMap(({ phase, durationMs, inferred, stopped }) => [
      ...spreadRows('phase', phase, durationMs, 'ms'),
      ['phase', phase, 'inferred', inferred, 'migrations', durationMs.n],
      ['phase', phase, 'stopped', stopped, 'migrations', undefined],
    ]),
    ...clean.downtimeBuckets.map(({ from, to, count }) => [
      'downtime-bucket',
      `${from}-${to ?? ''}`,
      'count',
      count,
      'migrations',
      clean.downtimeMs.n,
    ]),
    ...clean.causes.map((cause) => [
      'cause',
      cause.class ?? '',
      'count',
      cause.count,
      'migrations',
      undefined,
    ]),
    ...clean.routes.flatMap(({ source = '', destination = '', outcomes, success, durationMs }) => [
      ...countRows('route', `${source} > ${destination}`, outcomes),
      ...rateRows('route', `${source} > ${destination}`, success),
      ...spreadRows('route', `${source} > ${destination}`, durationMs, 'ms'),
    ]),
    ...clean.periods.flatMap(({ from, outcomes }) => countRows('period', from, outcomes)),
  ]);
}

function countRows(table: string, group: string, outcomes: Statistics['outcomes']): readonly CsvCell[][] {
  const n = Object.values(outcomes).reduce((sum, number) => sum + number, 0);
  return Object.entries(outcomes).map(([outcome, number]) => [
    table,
    group,
    outcome,
    number,
    'migrations',
    n,
  ]);
}

function rateRows(table: string, group: string, { rate, of }: Statistics['success']): readonly CsvCell[][] {
  return rate === undefined ? [] : [[table, group, 'success-rate', rate, 'ratio', of]];
}

function spreadRows(
  table: string,
  group: string,
  { n, ...values }: Spread,
  unit: string,
): readonly CsvCell[][] {
  return Object.entries(values).map(([metric, value]) => [table, group, metric, value, unit, n]);
}
