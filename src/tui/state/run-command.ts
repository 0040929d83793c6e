import type { CommandName } from '../../present/command-words.ts';
import { COLUMN_WORDS, NOTICES } from '../../present/screen-words.ts';
import type { ToneText } from '../../present/screen-model.ts';
import type { Sheet } from '../layout/sheet.ts';
import { type AppState, type Screen, shownScreen, withErrand, withScreen } from './app-state.ts';
import { markOf } from './mark-of.ts';
import { nextHit, nextHost, nextMarked, nextOfTone, nextPhase } from './jump.ts';
import { moveByLines, moveByRow, moveToEnd } from './move.ts';
import { goBack, goToLine, migrationAt, openLog, openUnderCursor, openView, turnView } from './navigate.ts';
import { findInLog, openExport, openPrompt } from './prompt.ts';
import { frameFor, sheetOf } from './sheet-of.ts';
import { nextOrder } from './sort-order.ts';

/** The state after a command, with whatever it has to say. */
export function runCommand(state: AppState, command: CommandName): AppState {
  const screen = shownScreen(state);
  const sheet = sheetOf(state, screen);
  const page = frameFor(state, screen, sheet).body;
  const to = (place: { readonly cursor: number; readonly top: number }): AppState =>
    withScreen(state, { ...screen, ...place });
  const jump = (found: number | undefined, otherwise: ToneText): AppState =>
    found === undefined ? { ...state, notice: otherwise } : withScreen(state, { ...screen, cursor: found });
  switch (command) {
    case 'up':
      return to(moveByRow(sheet, screen, -1, page));
    case 'down':
      return to(moveByRow(sheet, screen, 1, page));
    case 'page-up':
      return to(moveByLines(sheet, screen, -Math.max(1, page - 1), page));
    case 'page-down':
      return to(moveByLines(sheet, screen, Math.max(1, page - 1), page));
    case 'half-up':
      return to(moveByLines(sheet, screen, -Math.max(1, page >> 1), page));
    case 'half-down':
      return to(moveByLines(sheet, screen, Math.max(1, page >> 1), page));
    case 'top':
      return screen.name === 'log' ? goToLine(state, screen, 1) : to(moveToEnd(sheet, -1, page));
    case 'bottom':
      return screen.name === 'log' ? toLogEnd(state, screen) : to(moveToEnd(sheet, 1, page));
    case 'open':
      return openUnderCursor(state);
    case 'back':
      return goBack(state);
    case 'next-pane':
      return turnView(state, 1);
    case 'previous-pane':
      return turnView(state, -1);
    case 'show-verdict':
      return show(state, 'migration');
    case 'show-timeline':
      return show(state, 'timeline');
    case 'show-copy':
      return show(state, 'copy');
    case 'show-log': {
      const target = sheet.rows[screen.cursor]?.opens;
      return target?.screen === 'log'
        ? openLog(state, target.file, target.line, target.id)
        : { ...state, notice: NOTICES.nothingToOpen };
    }
    case 'show-coverage':
      return toggle(state, 'coverage');
    case 'help':
      return toggle(state, 'help');
    case 'search':
      return openPrompt(state, 'search');
    case 'filter':
      return openPrompt(state, 'filter', state.filter);
    case 'palette':
      return openPrompt(state, 'palette');
    case 'export-report':
      return openExport(state);
    case 'next-hit':
      return toHit(state, screen, sheet, 1);
    case 'previous-hit':
      return toHit(state, screen, sheet, -1);
    case 'next-error':
      return jump(nextOfTone(sheet, screen.cursor, 1), NOTICES.noError);
    case 'previous-error':
      return jump(nextOfTone(sheet, screen.cursor, -1), NOTICES.noError);
    case 'next-phase':
      return jump(nextPhase(sheet, screen.cursor, 1), NOTICES.noPhase);
    case 'previous-phase':
      return jump(nextPhase(sheet, screen.cursor, -1), NOTICES.noPhase);
    case 'other-host':
      return jump(nextHost(sheet, screen.cursor), NOTICES.noHost);
    case 'next-mark':
      return jump(
        nextMarked(sheet, screen.cursor, ({ key }) => state.marks.has(markOf(screen, key))),
        NOTICES.noMark,
      );
    case 'mark':
      return { ...state, marks: toggled(state.marks, keyAt(sheet, screen)) };
    case 'tick':
      return tick(state, screen, sheet);
    case 'fold':
      return fold(state, screen);
    case 'copy-text': {
      const { copies: text = sheet.copies, caution } = sheet.rows[screen.cursor] ?? {};
      return text === undefined
        ? { ...state, notice: NOTICES.nothingToCopy }
        : withErrand({ ...state, notice: NOTICES.copied(text, caution) }, { type: 'copy', text });
    }
    case 'sort':
      return sorted(state, nextOrder(state.order));
    case 'reverse-sort':
      return sorted(state, { ...state.order, isReversed: !state.order.isReversed });
    case 'suspend':
      return withErrand(state, { type: 'suspend' });
    case 'quit':
      return { ...state, isDone: true };
  }
}

/** Lesser events of a timeline, or the long ids of a log. */
function fold(state: AppState, screen: Screen): AppState {
  if (screen.name === 'log') return withScreen(state, { ...screen, isWhole: !screen.isWhole });
  if (screen.name !== 'timeline') return state;
  return withScreen(state, { ...screen, isUnfolded: !screen.isUnfolded, unfolded: new Set() });
}

function keyAt(sheet: Sheet, screen: Screen): string | undefined {
  const key = sheet.rows[screen.cursor]?.key;
  return key === undefined ? undefined : markOf(screen, key);
}

function toggled(set: ReadonlySet<string>, key: string | undefined): ReadonlySet<string> {
  if (key === undefined) return set;
  const changed = new Set(set);
  if (!changed.delete(key)) changed.add(key);
  return changed;
}

function tick(state: AppState, screen: Screen, sheet: Sheet): AppState {
  const steps = sheet.rows.filter(({ canTick }) => canTick === true);
  if (sheet.rows[screen.cursor]?.canTick !== true) return state;
  const ticks = toggled(state.ticks, keyAt(sheet, screen));
  const done = steps.filter(({ key }) => ticks.has(markOf(screen, key))).length;
  return { ...state, ticks, notice: NOTICES.ticked(done, steps.length) };
}

function sorted(state: AppState, order: AppState['order']): AppState {
  return { ...state, order, notice: NOTICES.sorted(COLUMN_WORDS[order.column], order.isReversed) };
}

function show(state: AppState, view: 'migration' | 'timeline' | 'copy'): AppState {
  const id = migrationAt(state);
  return id === undefined ? { ...state, notice: NOTICES.nothingToOpen } : openView(state, view, id);
}

function toggle(state: AppState, name: 'coverage' | 'help'): AppState {
  if (shownScreen(state).name === name) return { ...state, screens: state.screens.slice(0, -1) };
  const below = state.screens.filter((screen) => screen.name !== name);
  return { ...state, screens: [...below, { name, cursor: 0, top: 0, search: '' }] };
}

function toLogEnd(state: AppState, screen: Extract<Screen, { name: 'log' }>): AppState {
  return goToLine(state, screen, screen.window?.total ?? -1);
}

function toHit(state: AppState, screen: Screen, sheet: Sheet, step: 1 | -1): AppState {
  if (screen.search === '') return { ...state, notice: NOTICES.noSearch };
  if (screen.name === 'log') return findInLog(state, step);
  const hit = nextHit(sheet, screen.cursor, step, screen.search);
  return hit === undefined
    ? { ...state, notice: NOTICES.noHit(screen.search) }
    : withScreen(state, { ...screen, cursor: hit });
}
