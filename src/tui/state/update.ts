import { NOTICES } from '../../present/screen-words.ts';
import type { Sheet } from '../layout/sheet.ts';
import { type AppState, type Screen, shownScreen, withErrand, withScreen } from './app-state.ts';
import type { Intent } from './intent.ts';
import { centre, nearestStop, offsetsOf, reveal, rowAt, scrollBy } from './move.ts';
import { firstOfTone } from './jump.ts';
import { goToLine, openView, showLines, withLinesAhead } from './navigate.ts';
import { askToReplace, editPrompt } from './prompt.ts';
import { runCommand } from './run-command.ts';
import { frameFor, sheetOf } from './sheet-of.ts';

/** The state after whatever happened; pure, and the same object when nothing changes. */
export function update(state: AppState, intent: Intent): AppState {
  const after = act(isByUser(intent) && !state.isTouched ? { ...state, isTouched: true } : state, intent);
  if (after === state) return state;
  return withLinesAhead(settled(state, after));
}

function isByUser({ type }: Intent): boolean {
  return type === 'command' || type === 'edit' || type === 'clicked' || type === 'scrolled';
}

function act(state: AppState, intent: Intent): AppState {
  switch (intent.type) {
    case 'command':
      return runCommand(quiet(state), intent.command);
    case 'edit':
      return editPrompt(quiet(state), intent.edit, runCommand);
    case 'resized':
      return { ...state, size: intent.size };
    case 'errands-taken':
      return { ...state, errands: state.errands.slice(intent.count) };
    case 'clicked':
      return click(state, intent.line);
    case 'scrolled': {
      const screen = shownScreen(state);
      const sheet = sheetOf(state, screen);
      const page = frameFor(state, screen, sheet).body;
      return withScreen(state, { ...screen, ...scrollBy(sheet, screen, intent.lines, page) });
    }
    case 'progress':
      return {
        ...state,
        progress: intent.progress,
        stage: state.stage === 'opening' && intent.progress.stage !== 'opening' ? 'partial' : state.stage,
      };
    case 'overview':
      return hearOverview(state, intent);
    case 'detail': {
      if (intent.detail === undefined) return state;
      return { ...state, details: new Map(state.details).set(intent.id, intent.detail) };
    }
    case 'log':
      return showLines(state, intent.window);
    case 'log-unreadable': {
      const screen = shownScreen(state);
      if (screen.name !== 'log' || screen.file !== intent.file) return state;
      const trouble = withScreen(state, { ...screen, trouble: intent.why, goal: undefined });
      return { ...trouble, notice: NOTICES.unreadable(intent.file, intent.why) };
    }
    case 'log-hit': {
      const screen = shownScreen(state);
      if (screen.name !== 'log' || screen.file !== intent.file) return state;
      if (intent.line === undefined) return { ...state, notice: NOTICES.noHit(screen.search) };
      return goToLine(state, screen, intent.line);
    }
    case 'exported':
      return { ...state, notice: NOTICES.exported(intent.path) };
    case 'export-refused':
      return intent.exists
        ? askToReplace(state, intent.path)
        : { ...state, notice: NOTICES.notExported(intent.why) };
    case 'copied':
      return { ...state, notice: NOTICES.copied(intent.text) };
    case 'broken':
      return { ...state, notice: NOTICES.broken(intent.message) };
  }
}

/** What was said stays until the next key. */
function quiet(state: AppState): AppState {
  return state.notice === undefined ? state : { ...state, notice: undefined };
}

function hearOverview(state: AppState, { overview, stage }: Extract<Intent, { type: 'overview' }>): AppState {
  const heard: AppState = { ...state, overview, stage };
  // What is open may have changed with the logs: it is asked for again and shown as it was until then.
  const open = new Set(state.screens.flatMap((screen) => ('id' in screen ? [screen.id] : [])));
  const known = new Set(overview.items.map(({ row }) => row.id));
  const asked = [...open]
    .filter((id) => known.has(id))
    .reduce((one, id) => withErrand(one, { type: 'detail', id }), heard);
  const kept = { ...asked, details: new Map([...state.details].filter(([id]) => open.has(id))) };
  const [only] = overview.items;
  // A list of one has nothing to choose from.
  const opensOnly = only !== undefined && overview.items.length === 1 && stage !== 'partial';
  return opensOnly && !state.isTouched && open.size === 0 ? openView(kept, 'migration', only.row.id) : kept;
}

function click(state: AppState, line: number): AppState {
  const screen = shownScreen(state);
  const sheet = sheetOf(state, screen);
  const { body, above } = frameFor(state, screen, sheet);
  const at = screen.top + line - above;
  const row = rowAt(sheet, at);
  const isInside = line >= above && line < above + body && at < (offsetsOf(sheet)[sheet.rows.length] ?? 0);
  if (!isInside || sheet.rows[row]?.isStop !== true) return state;
  return row === screen.cursor
    ? runCommand(quiet(state), 'open')
    : withScreen(state, { ...screen, cursor: row });
}

/** Every screen's cursor on a row that there is: on the same one as before where its sheet has changed. */
function settled(before: AppState, after: AppState): AppState {
  const screens = after.screens.map((screen) => {
    const old = before.screens.find((one) => isSame(one, screen));
    return settle(before, old, after, screen);
  });
  return screens.every((screen, index) => screen === after.screens[index]) ? after : { ...after, screens };
}

function settle(before: AppState, old: Screen | undefined, after: AppState, screen: Screen): Screen {
  const sheet = sheetOf(after, screen);
  const oldSheet = old === undefined ? undefined : sheetOf(before, old);
  const isSameSheet = sheet === oldSheet && before.size === after.size;
  // On the same sheet a place is either untouched or was chosen with its top; a jump sets the cursor alone.
  if (isSameSheet && (old === screen || old?.top !== screen.top)) return screen;
  const isLost = oldSheet !== undefined && oldSheet !== sheet && screen.name !== 'log';
  const isUntouched = screen.name === 'migrations' && !after.isTouched;
  const wanted = isUntouched
    ? firstOfTone(sheet)
    : isLost
      ? sameRow(oldSheet, screen.cursor, sheet)
      : screen.cursor;
  const stop = nearestStop(sheet, Math.max(0, Math.min(wanted, sheet.rows.length - 1)), 1) ?? 0;
  const page = frameFor(after, screen, sheet).body;
  const isStep = isSameSheet && Math.abs(stop - (old?.cursor ?? 0)) <= 1;
  const place = (isStep ? reveal : centre)(sheet, stop, screen.top, page);
  return place.cursor === screen.cursor && place.top === screen.top ? screen : { ...screen, ...place };
}

/** The row that the cursor was on, in a sheet made anew. */
function sameRow(old: Sheet, cursor: number, sheet: Sheet): number {
  const key = old.rows[cursor]?.key;
  const found = key === undefined ? -1 : sheet.rows.findIndex((row) => row.key === key);
  return found < 0 ? cursor : found;
}

function isSame(one: Screen, other: Screen): boolean {
  if (one.name !== other.name) return false;
  if (one.name === 'log' && other.name === 'log') return one.file === other.file;
  return !('id' in one) || !('id' in other) || one.id === other.id;
}
