import type { Intent } from './intent.ts';
import type { Extent, ScreenState } from './screen-state.ts';

/** The state after an intent; the same object when nothing changes. */
export function update(state: ScreenState, intent: Intent, extent: Extent): ScreenState {
  if (intent === 'quit') return { ...state, isDone: true };
  if (intent === 'help') return { ...state, isHelpOpen: !state.isHelpOpen };
  if (state.isHelpOpen) return intent === 'back' ? { ...state, isHelpOpen: false } : state;
  return state.screen === 'list' ? inList(state, intent, extent) : inMigration(state, intent, extent);
}

function inList(state: ScreenState, intent: Intent, extent: Extent): ScreenState {
  if (intent === 'open')
    return extent.migrations === 0 ? state : { ...state, screen: 'migration', scroll: 0 };
  const selected = moved(state.selected, intent, extent.page, extent.migrations - 1);
  return selected === state.selected ? state : { ...state, selected };
}

function inMigration(state: ScreenState, intent: Intent, extent: Extent): ScreenState {
  if (intent === 'back') return { ...state, screen: 'list', scroll: 0 };
  const scroll = moved(state.scroll, intent, extent.page, extent.lines - extent.page);
  return scroll === state.scroll ? state : { ...state, scroll };
}

function moved(position: number, intent: Intent, page: number, last: number): number {
  return Math.max(0, Math.min(target(position, intent, Math.max(1, page), last), last));
}

function target(position: number, intent: Intent, page: number, last: number): number {
  switch (intent) {
    case 'up':
      return position - 1;
    case 'down':
      return position + 1;
    case 'page-up':
      return position - page;
    case 'page-down':
      return position + page;
    case 'top':
      return 0;
    case 'bottom':
      return last;
    case 'open':
    case 'back':
    case 'help':
    case 'quit':
      return position;
  }
}
