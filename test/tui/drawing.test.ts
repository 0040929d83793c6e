import { describe, expect, it, vi } from 'vitest';
import { screenLines } from '../../src/tui/layout/screen-lines.ts';
import { pressKey } from '../../src/tui/read-key.ts';
import { initialState, shownScreen } from '../../src/tui/state/app-state.ts';
import { openView } from '../../src/tui/state/navigate.ts';
import { sheetOf } from '../../src/tui/state/sheet-of.ts';
import { update } from '../../src/tui/state/update.ts';
import { longDetail } from './long-detail.ts';

const ROWS = 40;

describe('a timeline of 100,000 events', () => {
  const detail = longDetail(100_000);
  const empty = initialState({ columns: 140, rows: ROWS }, []);
  const opened = update(openView(empty, 'timeline', detail.id), { type: 'detail', id: detail.id, detail });

  it.each(['j', 'G', 'e', 'p', 'h', 'm'])('draws what is on the page and no more: %s', (key) => {
    const state = pressKey(opened, key, {});
    const sheet = sheetOf(state, shownScreen(state));
    expect(sheet.rows.length).toBeGreaterThan(50_000);
    const draw = vi.spyOn(sheet, 'draw');
    expect(screenLines(state).length).toBe(ROWS);
    expect(draw.mock.calls.length).toBeLessThanOrEqual(ROWS);
    draw.mockRestore();
  });

  it('does not make its sheet anew when the cursor moves', () => {
    const sheet = sheetOf(opened, shownScreen(opened));
    const moved = pressKey(opened, 'jjjG', {});
    expect(sheetOf(moved, shownScreen(moved))).toBe(sheet);
  });
});
