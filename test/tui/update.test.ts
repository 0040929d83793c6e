import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/tui/state/intent.ts';
import { type Extent, initialState, type ScreenState } from '../../src/tui/state/screen-state.ts';
import { update } from '../../src/tui/state/update.ts';
import { firstVisible } from '../../src/tui/state/visible-window.ts';

const EXTENT: Extent = { migrations: 10, lines: 50, page: 20 };

describe('update', () => {
  function check(
    name: string,
    intents: readonly Intent[],
    expected: Partial<ScreenState>,
    extent: Extent = EXTENT,
    start: Partial<ScreenState> = {},
  ): void {
    it(`${name}: ${intents.join(' ')}`, () => {
      const state = intents.reduce<ScreenState>((before, intent) => update(before, intent, extent), {
        ...initialState(extent.migrations),
        ...start,
      });
      expect(state).toMatchObject(expected);
    });
  }

  check('begins at the top', [], { screen: 'list', selected: 0 });
  check('goes down', ['down', 'down', 'up'], { selected: 1 });
  check('stops at the top', ['up', 'page-up'], { selected: 0 });
  check('stops at the end', ['page-down', 'down'], { selected: 9 });
  check('goes to the ends', ['bottom'], { selected: 9 });
  check('goes to the ends', ['bottom', 'top'], { selected: 0 });
  check('opens what is selected', ['down', 'open'], { screen: 'migration', selected: 1, scroll: 0 });
  check('scrolls it', ['open', 'down', 'page-down'], { scroll: 21, selected: 0 });
  check('scrolls no further than its end', ['open', 'bottom', 'down'], { scroll: 30 });
  check('does not scroll what fits', ['open', 'down', 'bottom'], { scroll: 0 }, { ...EXTENT, lines: 5 });
  check('goes back to the same row', ['down', 'open', 'down', 'back'], {
    screen: 'list',
    selected: 1,
    scroll: 0,
  });
  check('opens a single migration at once', [], { screen: 'migration' }, { ...EXTENT, migrations: 1 });
  check(
    'opens nothing where there is nothing',
    ['open', 'down'],
    { screen: 'list', selected: 0 },
    { ...EXTENT, migrations: 0 },
  );
  check('shows the keys', ['help'], { isHelpOpen: true });
  check('hides the keys', ['help', 'help'], { isHelpOpen: false });
  check('leaves the keys without leaving the migration', ['open', 'help', 'back'], {
    isHelpOpen: false,
    screen: 'migration',
  });
  check('moves nothing behind the keys', ['help', 'down', 'open'], { selected: 0, screen: 'list' });
  check('quits from anywhere', ['open', 'help', 'quit'], { isDone: true });
  check('keeps going on a screen of no height', ['open', 'page-down'], { scroll: 1 }, { ...EXTENT, page: 0 });

  it('gives back the same state when nothing changes', () => {
    const state = initialState(3);
    expect(update(state, 'up', EXTENT)).toBe(state);
  });
});

describe('firstVisible', () => {
  function check(selected: number, rows: number, page: number, first: number): void {
    it(`row ${selected} of ${rows} on ${page} lines begins at ${first}`, () =>
      expect(firstVisible(selected, rows, page)).toBe(first));
  }

  check(0, 3, 10, 0);
  check(2, 3, 10, 0);
  check(0, 100, 10, 0);
  check(50, 100, 10, 45);
  check(99, 100, 10, 90);
});
