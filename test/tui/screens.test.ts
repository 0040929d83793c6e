import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/model/index.ts';
import { lineWidth } from '../../src/tui/layout/line.ts';
import { screenLines } from '../../src/tui/layout/screen-lines.ts';
import { deadGuest, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { openOn, textOf } from './example-screen.ts';

const WIDTHS = [60, 80, 120] as const;

describe('a screen', () => {
  function check(name: string, analysis: Analysis, keys: readonly string[]): void {
    it.each(WIDTHS)(`${name} at %i columns`, async (columns) => {
      const { state } = openOn(analysis, keys, { columns, rows: 24 });
      await expect(`${textOf(state)}\n`).toMatchFileSnapshot(`screens/${name}-${String(columns)}.txt`);
    });
  }

  check('migrations', threeMigrations, []);
  check('migration', portBlocked, []);
  check('timeline', portBlocked, ['t', 'e']);
  check('log', portBlocked, ['t', 'e', 'l']);
  check('copy', deadGuest, ['c']);
  check('coverage', deadGuest, ['v']);
  check('help', threeMigrations, ['?']);
  check('palette', threeMigrations, [':', 'sort']);
  check('filter', threeMigrations, ['f', 'outcome = fialed']);
});

describe('every screen', () => {
  const places: readonly (readonly [Analysis, readonly string[]])[] = [
    [threeMigrations, ['j']],
    [deadGuest, ['pagedown']],
    [portBlocked, ['t', 'z', 'G']],
    [portBlocked, ['t', 'l', '/', 'line']],
    [deadGuest, ['c']],
    [deadGuest, ['v', 'G']],
    [threeMigrations, ['f', 'outcome']],
    [threeMigrations, ['o', 'x'.repeat(200)]],
  ];

  it.each([
    [60, 15],
    [61, 16],
    [80, 24],
    [140, 40],
    [300, 90],
    [20, 5],
  ])('fills %i × %i exactly', (columns, rows) => {
    for (const [analysis, keys] of places) {
      const lines = screenLines(openOn(analysis, keys, { columns, rows }).state);
      expect(lines.length).toBe(rows);
      // Longer lines are cut when they are painted; a place is never among them.
      const cut = lines.filter(
        ({ line }) => lineWidth(line) > columns && line.some(({ ink }) => ink === 'place'),
      );
      expect(cut).toEqual([]);
    }
  });
});
