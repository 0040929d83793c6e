import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/model/index.ts';
import { KEYMAP } from '../../src/tui/keymap.ts';
import { screenLines } from '../../src/tui/layout/screen-lines.ts';
import { shownScreen } from '../../src/tui/state/app-state.ts';
import { sheetOf } from '../../src/tui/state/sheet-of.ts';
import { update } from '../../src/tui/state/update.ts';
import { deadGuest, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { openOn, overviewOf } from './example-screen.ts';

const TYPED = ['outcome', ' = ', 'failed', '移行', '🚚', 'x', '"', '/', '('];
const KEYS = [...KEYMAP.flatMap(({ keys }) => keys.filter((key) => key.length === 1)), ...TYPED];
const NAMED = ['enter', 'esc', 'tab', 'up', 'down', 'pagedown', 'backspace'];

const key = fc.oneof(fc.constantFrom(...KEYS), fc.constantFrom(...NAMED));
const analysis = fc.constantFrom<Analysis>(threeMigrations, portBlocked, deadGuest);
const size = fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) });

describe('whatever is pressed', () => {
  it('leaves a screen as large as the terminal, with its cursor on a row that there is', () => {
    fc.assert(
      fc.property(analysis, fc.array(key, { maxLength: 25 }), size, size, (one, keys, before, after) => {
        const { state } = openOn(one, keys, before);
        for (const each of [
          state,
          update(state, { type: 'resized', size: after }),
          update(state, overviewOf(portBlocked)),
        ]) {
          const screen = shownScreen(each);
          const sheet = sheetOf(each, screen);
          expect(screenLines(each).length).toBe(each.size.rows);
          if (sheet.rows.some(({ isStop }) => isStop)) expect(sheet.rows[screen.cursor]?.isStop).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
