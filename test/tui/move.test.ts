import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../src/tui/layout/sheet.ts';
import { moveByLines, moveByRow, offsetsOf } from '../../src/tui/state/move.ts';

/** A page of blocks so high; a negative height is a heading, which holds no cursor. */
function sheetOf(heights: readonly number[]): Sheet {
  const rows = heights.map((height, index) => ({
    key: String(index),
    height: Math.abs(height),
    isStop: height > 0,
    text: '',
    tone: 'plain' as const,
  }));
  return { head: [], rows, draw: () => [], empty: [] };
}

const START = { cursor: 0, top: 0 };

describe('a page down', () => {
  function check(name: string, heights: readonly number[], expected: { cursor: number; top: number }): void {
    it(name, () => {
      expect(moveByLines(sheetOf(heights), START, 9, 10)).toEqual(expected);
    });
  }

  check(
    'goes on by rows',
    Array.from({ length: 40 }, () => 1),
    { cursor: 9, top: 9 },
  );
  check('goes through a block that is longer than the page', [25, 1, 1], { cursor: 0, top: 9 });
  check('goes through a block as long as the page', [10, -9, 1, 1], { cursor: 0, top: 9 });
  check('stays where all is seen', [3, 1, 1], { cursor: 2, top: 0 });
});

describe('whatever the page is made of', () => {
  const heights = fc.array(
    fc.integer({ min: -6, max: 30 }).filter((height) => height !== 0),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

  function check(
    name: string,
    move: (sheet: Sheet, place: typeof START, page: number) => typeof START,
  ): void {
    it(`${name} comes to the end`, () => {
      fc.assert(
        fc.property(heights, fc.integer({ min: 3, max: 20 }), (given, page) => {
          const sheet = sheetOf([1, ...given]);
          const end = Math.max(0, (offsetsOf(sheet).at(-1) ?? 0) - page);
          let place = START;
          for (let key = 0; key < 500; key += 1) place = move(sheet, place, page);
          expect(place.top).toBe(end);
        }),
      );
    });
  }

  check('page by page', (sheet, place, page) => moveByLines(sheet, place, page - 1, page));
  check('half a page at a time', (sheet, place, page) => moveByLines(sheet, place, page >> 1, page));
  check('row by row', (sheet, place, page) => moveByRow(sheet, place, 1, page));
});
