import { NOTICES } from '../../present/screen-words.ts';
import type { Target } from '../layout/sheet.ts';
import type { LogWindow } from '../feed.ts';
import {
  type AppState,
  type LogScreen,
  type Screen,
  shownScreen,
  withErrand,
  withScreen,
} from './app-state.ts';
import { sheetOf } from './sheet-of.ts';

const START = { cursor: 0, top: 0, search: '' } as const;
/** Lines of a log that are held at once. */
export const LOG_WINDOW = 800;
const LEAD_LINES = 300;
const MARGIN = 150;

type View = 'migration' | 'timeline' | 'copy';
const VIEWS: readonly View[] = ['migration', 'timeline', 'copy'];

/** Opens what the cursor is on. */
export function openUnderCursor(state: AppState): AppState {
  const screen = shownScreen(state);
  const target = sheetOf(state, screen).rows[screen.cursor]?.opens;
  return target === undefined ? { ...state, notice: NOTICES.nothingToOpen } : openTarget(state, target);
}

function openTarget(state: AppState, target: Target): AppState {
  switch (target.screen) {
    case 'migration':
      return openView(state, 'migration', target.id);
    case 'log':
      return openLog(state, target.file, target.line, target.id);
    case 'fold': {
      const screen = shownScreen(state);
      if (screen.name !== 'timeline') return state;
      const unfolded = new Set(screen.unfolded);
      if (!unfolded.delete(target.key)) unfolded.add(target.key);
      return withScreen(state, { ...screen, unfolded });
    }
  }
}

/** Shows a view of a migration; one view of it takes the place of another. */
export function openView(state: AppState, view: View, id: string): AppState {
  const known = state.screens.find((screen) => screen.name === view && screen.id === id);
  const screen = known ?? newView(view, id);
  const below = state.screens.filter(
    (one) => !(VIEWS.includes(one.name as View) && 'id' in one && one.id === id) && one.name !== 'log',
  );
  const parked = state.screens.filter(
    (one) => one !== known && 'id' in one && one.id === id && one.name !== 'log',
  );
  const asked = state.details.has(id) ? state : withErrand(state, { type: 'detail', id });
  // The other views of the migration keep their place below, so that Tab comes back to where it was.
  return { ...asked, screens: [...below, ...parked, screen] };
}

function newView(view: View, id: string): Screen {
  return view === 'timeline'
    ? { name: view, id, ...START, isUnfolded: false, unfolded: new Set() }
    : { name: view, id, ...START };
}

/** The view before or behind this one, round and round. */
export function turnView(state: AppState, step: 1 | -1): AppState {
  const screen = shownScreen(state);
  const at = VIEWS.indexOf(screen.name as View);
  const next = VIEWS[(at + step + VIEWS.length) % VIEWS.length];
  return at < 0 || next === undefined || !('id' in screen) ? state : openView(state, next, screen.id);
}

/** The migration that a screen is about: the one shown, or the one under the cursor. */
export function migrationAt(state: AppState): string | undefined {
  const screen = shownScreen(state);
  if ('id' in screen) return screen.id;
  const target = sheetOf(state, screen).rows[screen.cursor]?.opens;
  return target?.screen === 'migration' ? target.id : undefined;
}

/** Shows a file around a line; its text is asked for. */
export function openLog(state: AppState, file: string, line: number, id: string | undefined): AppState {
  const screen: LogScreen = {
    name: 'log',
    ...START,
    file,
    ...(id === undefined ? {} : { id }),
    goal: line,
    window: undefined,
    trouble: undefined,
    isWhole: false,
  };
  return { ...askLines(state, file, line), screens: [...state.screens, screen] };
}

/** Goes to a line of the log that is shown, reading it first when it is not at hand. */
export function goToLine(state: AppState, screen: LogScreen, line: number): AppState {
  const { window } = screen;
  if (window !== undefined && line >= window.from && line < window.from + window.lines.length) {
    return withScreen(state, { ...screen, cursor: line - window.from });
  }
  return askLines(withScreen(state, { ...screen, goal: line }), screen.file, line);
}

function askLines(state: AppState, file: string, line: number): AppState {
  const from = line < 0 ? -LOG_WINDOW : Math.max(1, line - LEAD_LINES);
  return withErrand(state, { type: 'log', file, from, count: LOG_WINDOW });
}

/** Asks for the lines to come when the cursor nears the end of those at hand. */
export function withLinesAhead(state: AppState): AppState {
  const screen = shownScreen(state);
  if (screen.name !== 'log' || screen.window === undefined || screen.goal !== undefined) return state;
  const { from, lines, total } = screen.window;
  const end = from + lines.length - 1;
  const isNearTop = screen.cursor < MARGIN && from > 1;
  const isNearEnd = screen.cursor > lines.length - MARGIN && (total === undefined || end < total);
  if (!isNearTop && !isNearEnd) return state;
  const line = from + screen.cursor;
  const wanted = Math.max(1, line - LOG_WINDOW / 2);
  if (wanted === from || state.errands.some((one) => one.type === 'log')) return state;
  return withErrand(withScreen(state, { ...screen, goal: line }), {
    type: 'log',
    file: screen.file,
    from: wanted,
    count: LOG_WINDOW,
  });
}

/** Takes in lines that were read; the cursor goes to the line that was asked for, or stays on its own. */
export function showLines(state: AppState, window: LogWindow): AppState {
  const screen = shownScreen(state);
  if (screen.name !== 'log' || screen.file !== window.file) return state;
  const before = screen.window === undefined ? 1 : screen.window.from + screen.cursor;
  const last = window.from + window.lines.length - 1;
  const goal = screen.goal === undefined ? before : screen.goal < 0 ? last : screen.goal;
  const cursor = Math.max(0, Math.min(goal - window.from, window.lines.length - 1));
  const moved = screen.window === undefined ? 0 : screen.window.from - window.from;
  return withScreen(state, {
    ...screen,
    window,
    goal: undefined,
    trouble: undefined,
    cursor,
    top: Math.max(0, screen.top + moved),
  });
}

/** Back to the screen before; in the list the filter goes, and nothing more. */
export function goBack(state: AppState): AppState {
  const screen = shownScreen(state);
  if (screen.search !== '' && screen.name !== 'migrations')
    return withScreen(state, { ...screen, search: '' });
  if (state.screens.length === 1) {
    if (screen.search !== '') return withScreen(state, { ...screen, search: '' });
    return state.filter === '' ? state : { ...state, filter: '', notice: NOTICES.filterOff };
  }
  const isView = VIEWS.includes(screen.name as View);
  const below = state.screens.slice(0, -1);
  // All views of one migration are left together.
  return {
    ...state,
    screens: isView ? below.filter((one) => !('id' in one && 'id' in screen && one.id === screen.id)) : below,
  };
}
