import type { CommandName } from '../../present/command-words.ts';
import { NOTICES } from '../../present/screen-words.ts';
import { type AppState, type Prompt, shownScreen, withErrand, withScreen } from './app-state.ts';
import { editText } from './edit-text.ts';
import { checkFilter } from './filter.ts';
import type { Edit } from './intent.ts';
import { nextHit } from './jump.ts';
import { shownItems, sheetOf } from './sheet-of.ts';
import { type Offer, offersOf, replacedPart } from './suggest.ts';

const REPORT_NAME = 'migscope-report.html';

/** Opens a line to type in. */
export function openPrompt(state: AppState, kind: Prompt['kind'], text = ''): AppState {
  return { ...state, prompt: { kind, text, caret: text.length, choice: undefined } };
}

/** Opens the export with a name to change. */
export function openExport(state: AppState): AppState {
  if (state.stage === 'opening' || state.stage === 'partial') return { ...state, notice: NOTICES.notYet };
  return openPrompt(state, 'export', REPORT_NAME);
}

/** A key for the line being typed; `run` runs a command that the palette was asked for. */
export function editPrompt(
  state: AppState,
  edit: Edit,
  run: (state: AppState, command: CommandName) => AppState,
): AppState {
  const { prompt } = state;
  if (prompt === undefined) return state;
  if (prompt.kind === 'replace') return answerReplace(state, prompt, edit);
  switch (edit.type) {
    case 'cancel':
      return { ...state, prompt: undefined };
    case 'accept':
      return accept(state, prompt, run);
    case 'complete':
    case 'next-choice':
      return edit.type === 'complete' && prompt.kind === 'filter'
        ? complete(state, prompt)
        : choose(state, prompt, 1);
    case 'previous-choice':
      return choose(state, prompt, -1);
    default:
      return { ...state, prompt: { ...prompt, ...editText(prompt, edit), choice: undefined } };
  }
}

function choose(state: AppState, prompt: Prompt, step: 1 | -1): AppState {
  const offers = offersOf(state, prompt);
  if (offers.length === 0) return state;
  const at = prompt.choice ?? (step === 1 ? -1 : 0);
  const choice = (at + step + offers.length) % offers.length;
  const text = prompt.kind === 'export' ? withEnding(prompt.text, offers[choice]?.text ?? '') : prompt.text;
  return {
    ...state,
    prompt: { ...prompt, choice, text, caret: prompt.kind === 'export' ? text.length : prompt.caret },
  };
}

function withEnding(path: string, ending: string): string {
  return path.replace(/\.[^./\\]*$/, '') + ending;
}

/** Puts the chosen suggestion, or the first, in the place of the word at the caret. */
function complete(state: AppState, prompt: Prompt): AppState {
  const offer = offersOf(state, prompt)[prompt.choice ?? 0];
  if (offer === undefined) return state;
  const { from, to } = replacedPart(state, prompt);
  const text = `${prompt.text.slice(0, from)}${offer.text} ${prompt.text.slice(to).trimStart()}`;
  return { ...state, prompt: { ...prompt, text, caret: from + offer.text.length + 1, choice: undefined } };
}

function accept(
  state: AppState,
  prompt: Prompt,
  run: (state: AppState, command: CommandName) => AppState,
): AppState {
  switch (prompt.kind) {
    case 'search':
      return search({ ...state, prompt: undefined }, prompt.text);
    case 'filter':
      return prompt.choice === undefined ? applyFilter(state, prompt.text) : complete(state, prompt);
    case 'palette':
      return acceptCommand(state, prompt, run);
    case 'export':
      return askExport(state, prompt.text, false);
    case 'replace':
      return state;
  }
}

function search(state: AppState, text: string): AppState {
  const screen = shownScreen(state);
  const searched = withScreen(state, { ...screen, search: text });
  if (text === '') return searched;
  if (screen.name === 'log') return findInLog(searched, 1, true);
  const sheet = sheetOf(state, screen);
  const hit = nextHit(sheet, screen.cursor - 1, 1, text);
  if (hit === undefined) return { ...searched, notice: NOTICES.noHit(text) };
  return withScreen(searched, { ...shownScreen(searched), cursor: hit });
}

/** The whole file is searched where it is read: most of it is not at hand. */
export function findInLog(state: AppState, step: 1 | -1, isInclusive = false): AppState {
  const screen = shownScreen(state);
  if (screen.name !== 'log' || screen.window === undefined) return state;
  const from = screen.window.from + screen.cursor + (isInclusive ? 0 : step);
  return withErrand(state, { type: 'find-in-log', file: screen.file, text: screen.search, from, step });
}

function applyFilter(state: AppState, text: string): AppState {
  const checked = checkFilter(text);
  // A wrong filter stays to be corrected; its problem is shown above the line.
  if (checked.type === 'bad') return state;
  const filtered: AppState = {
    ...state,
    prompt: undefined,
    filter: checked.type === 'empty' ? '' : text.trim(),
  };
  const list = filtered.screens[0];
  const atList = list === undefined ? filtered : { ...filtered, screens: [list] };
  return { ...atList, notice: NOTICES.filtered(shownItems(atList).length, atList.overview.items.length) };
}

function acceptCommand(
  state: AppState,
  prompt: Prompt,
  run: (state: AppState, command: CommandName) => AppState,
): AppState {
  const offers: readonly Offer[] = offersOf(state, prompt);
  const closed: AppState = { ...state, prompt: undefined };
  const chosen = offers[prompt.choice ?? 0];
  if (chosen?.command !== undefined) return run(closed, chosen.command);
  // What names no command may be a condition: `:` filters as well as `f` does.
  const checked = checkFilter(prompt.text);
  if (checked.type === 'good') return applyFilter(state, prompt.text);
  if (checked.type === 'bad' && /[=<>~]/.test(prompt.text))
    return { ...closed, prompt: { ...prompt, kind: 'filter', choice: undefined } };
  return { ...closed, notice: NOTICES.noCommand(prompt.text) };
}

function askExport(state: AppState, path: string, replace: boolean): AppState {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  const format = state.formats.find(({ extension }) => extension === ending)?.name ?? state.formats[0]?.name;
  if (path.trim() === '' || format === undefined) return { ...state, prompt: undefined };
  return withErrand({ ...state, prompt: undefined }, { type: 'export', format, path: path.trim(), replace });
}

/** Asks before a file is replaced. */
export function askToReplace(state: AppState, path: string): AppState {
  return openPrompt(state, 'replace', path);
}

function answerReplace(state: AppState, prompt: Prompt, edit: Edit): AppState {
  if (edit.type === 'insert' && edit.text.toLowerCase() === 'y') return askExport(state, prompt.text, true);
  if (edit.type === 'cancel' || edit.type === 'insert')
    return { ...openPrompt(state, 'export', prompt.text) };
  return state;
}
