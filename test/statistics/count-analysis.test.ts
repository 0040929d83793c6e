import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Migration, Outcome, Statistics } from '../../src/model/index.ts';
import { presentStatistics } from '../../src/present/stats-view.ts';
import { renderStatsCsv } from '../../src/report/stats-csv.ts';
import { countAnalysis } from '../../src/statistics/count-analysis.ts';
import { spreadOf } from '../../src/statistics/spread.ts';
import { analysis, threeMigrations } from '../present/example-analysis.ts';
import { healthyMigration } from '../present/example-healthy.ts';

function migration(id: string, outcome: Outcome, more: Partial<Migration> = {}): Migration {
  return { ...healthyMigration, id, outcome, ...more };
}

describe('counting migrations', () => {
  function check(name: string, migrations: readonly Migration[], expected: Partial<Statistics>): void {
    it(name, () => expect(countAnalysis(analysis(migrations, []))).toMatchObject(expected));
  }

  check(
    'takes only what ran to an end of its own for the success rate',
    [
      migration('a', 'completed'),
      migration('b', 'failed'),
      migration('c', 'cancelled'),
      migration('d', 'refused'),
      migration('e', 'unfinished'),
    ],
    {
      total: 5,
      outcomes: { completed: 1, failed: 1, cancelled: 1, refused: 1, unfinished: 1 },
      success: { completed: 1, of: 2, rate: 0.5 },
    },
  );
  check('names no rate where nothing ended', [migration('a', 'refused')], {
    success: { completed: 0, of: 0 },
  });
  check(
    'counts completed migrations without a downtime',
    [migration('a', 'completed')].map(({ downtimeMs: _, ...rest }) => rest),
    {
      downtimeMs: { n: 0 },
      downtimeUnknown: 1,
      downtimeBuckets: [],
    },
  );
  check(
    'adds up the pieces of a phase',
    [
      migration('a', 'completed', {
        phases: [
          { phase: 'copy', from: '', durationMs: 100, basis: 'logged' },
          { phase: 'copy', from: '', durationMs: 50, basis: 'inferred' },
          { phase: 'cleanup', from: '', basis: 'logged' },
        ],
      }),
      migration('b', 'failed', { phases: [], failedPhase: 'check' }),
    ],
    {
      phases: [
        { phase: 'check', durationMs: { n: 0 }, inferred: 0, stopped: 1 },
        { phase: 'copy', durationMs: { n: 1, min: 150, max: 150 }, inferred: 1, stopped: 0 },
      ],
    },
  );
  check(
    'keeps ends apart that no log names',
    [
      migration('a', 'completed'),
      migration('b', 'refused', (({ destination: _, ...rest }) => rest)(healthyMigration)),
    ],
    { routes: [expect.objectContaining({ source: 'cmp-a', destination: 'cmp-b', total: 2 })] },
  );
  check(
    'shows an hour in which nothing began',
    [
      migration('a', 'completed', { startedAt: '2026-11-23T23:59:59.999Z' }),
      migration('b', 'completed', { startedAt: '2026-11-24T01:00:00.000Z' }),
    ],
    {
      periodUnit: 'hour',
      periods: [
        expect.objectContaining({ from: '2026-11-23T23:00:00.000Z', total: 1 }),
        expect.objectContaining({ from: '2026-11-24T00:00:00.000Z', total: 0 }),
        expect.objectContaining({
          from: '2026-11-24T01:00:00.000Z',
          to: '2026-11-24T02:00:00.000Z',
          total: 1,
        }),
      ],
    },
  );
  for (const [unit, later, first] of [
    ['day', '2026-12-24T00:00:00Z', '2026-11-25T00:00:00.000Z'],
    ['week', '2027-11-24T00:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['month', '2036-11-24T00:00:00Z', '2026-11-01T00:00:00.000Z'],
  ] as const) {
    it(`goes by ${unit} where the span is longer`, () => {
      const starts = ['2026-11-25T12:00:00Z', later];
      const { periods, periodUnit } = countAnalysis(
        analysis(
          starts.map((startedAt, index) => migration(String(index), 'completed', { startedAt })),
          [],
        ),
      );
      expect(periodUnit).toBe(unit);
      expect(periods[0]).toMatchObject({ from: first, total: 1 });
      expect(periods.at(-1)?.total).toBe(1);
      expect(periods.reduce((sum, { total }) => sum + total, 0)).toBe(2);
    });
  }

  it('names the class of the root cause, and ids to look at', () => {
    const { causes } = countAnalysis(threeMigrations);
    expect(causes.map((cause) => [cause.class, cause.migrations])).toEqual([
      ['migration-port-blocked', [threeMigrations.migrations[1]?.id]],
      ['qemu-crashed-source', [threeMigrations.migrations[2]?.id]],
    ]);
  });
});

describe('a spread', () => {
  it('invents no percentile from few samples', () => {
    const numbers = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
    expect(spreadOf([])).toEqual({ n: 0 });
    expect(spreadOf([7])).toEqual({ n: 1, min: 7, max: 7 });
    expect(spreadOf(numbers(19))).toEqual({ n: 19, min: 1, p50: 10, max: 19 });
    expect(spreadOf(numbers(20))).toEqual({ n: 20, min: 1, p50: 10, p95: 19, max: 20 });
    expect(spreadOf(numbers(100))).toEqual({ n: 100, min: 1, p50: 50, p95: 95, p99: 99, max: 100 });
  });
  it('names values that were measured, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const { n, min, p50, p95, p99, max } = spreadOf(values);
        const named = [min, p50, p95, p99, max].filter((value) => value !== undefined);
        expect(n).toBe(values.length);
        expect(named.every((value) => values.includes(value))).toBe(true);
        expect(named).toEqual(named.toSorted((one, other) => one - other));
      }),
    );
  });
});

describe('statistics in words', () => {
  it('says what the success rate leaves out, and how many samples there were', () => {
    const facts = presentStatistics(countAnalysis(threeMigrations)).facts;
    expect(Object.fromEntries(facts.map(({ label, value }) => [label, value]))).toMatchObject({
      Success: '1 of 3 (33 %)',
      Duration: expect.stringMatching(/\(1 completed\)$/),
    });
  });
  it('never rounds a failure away', () => {
    const many = Array.from({ length: 1999 }, (_, index) => migration(`m${index}`, 'completed'));
    const facts = presentStatistics(countAnalysis(analysis([...many, migration('x', 'failed')], []))).facts;
    expect(facts.find(({ label }) => label === 'Success')?.value).toBe('1999 of 2000 (99.9 %)');
  });
  it('cleans names that stand in logs', () => {
    const hostile = migration('a', 'failed', { source: 'cmp\u001b[2J-a', destination: '=cmd|calc' });
    const counted = countAnalysis(analysis([hostile], []));
    expect(JSON.stringify(presentStatistics(counted))).not.toContain('\\u001b');
    expect(renderStatsCsv(counted)).not.toContain('\u001b');
  });
});
