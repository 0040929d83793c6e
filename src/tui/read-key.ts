import { graphemes } from '../present/text-width.ts';
import { keyName, type KeyPress } from './key-press.ts';
import { commandOf } from './keymap.ts';
import { type AppState, shownScreen } from './state/app-state.ts';
import type { Edit, Intent } from './state/intent.ts';
import { update } from './state/update.ts';

const EDITS: Readonly<Record<string, Edit['type'] & Exclude<Edit, { type: 'insert' }>['type']>> = {
  return: 'accept',
  escape: 'cancel',
  'ctrl+c': 'cancel',
  tab: 'complete',
  'shift+tab': 'previous-choice',
  up: 'previous-choice',
  down: 'next-choice',
  'ctrl+p': 'previous-choice',
  'ctrl+n': 'next-choice',
  left: 'left',
  right: 'right',
  home: 'home',
  end: 'end',
  'ctrl+a': 'home',
  'ctrl+e': 'end',
  backspace: 'backspace',
  delete: 'delete',
  'ctrl+w': 'delete-word',
  'ctrl+u': 'delete-all',
};

/** The state after a key; typed faster than the screen draws, several characters come as one text. */
export function pressKey(state: AppState, input: string, key: KeyPress): AppState {
  const mouse = mouseIntent(input);
  if (mouse !== undefined) return state.prompt === undefined ? update(state, mouse) : state;
  const typed = Array.from(graphemes(input), ({ text }) => text);
  if (typed.length < 2 || key.ctrl === true || key.meta === true) return pressOne(state, input, key);
  return typed.reduce((before, character) => pressOne(before, ...typedKey(character)), state);
}

/** The key behind a character that came together with others. */
function typedKey(character: string): readonly [string, KeyPress] {
  switch (character) {
    case '\r':
    case '\n':
    case '\r\n':
      return ['', { return: true }];
    case '\t':
      return ['', { tab: true }];
    case '\u007f':
      return ['', { backspace: true }];
    default: {
      const code = character.charCodeAt(0);
      return code < 27 ? [String.fromCharCode(code + 96), { ctrl: true }] : [character, {}];
    }
  }
}

/** What xterm's mode 1006 tells of a press: `[<button;column;row` and `M`, or `m` when it is let go. */
const MOUSE = /^\[<(\d+);\d+;(\d+)([Mm])$/;
const WHEEL_LINES = 3;

function mouseIntent(input: string): Intent | undefined {
  const [, button, row, end] = MOUSE.exec(input) ?? [];
  switch (button) {
    case undefined:
      return undefined;
    case '64':
      return { type: 'scrolled', lines: -WHEEL_LINES };
    case '65':
      return { type: 'scrolled', lines: WHEEL_LINES };
    case '0':
      return end === 'M' ? { type: 'clicked', line: Number(row) - 1 } : { type: 'scrolled', lines: 0 };
    default:
      return { type: 'scrolled', lines: 0 };
  }
}

function pressOne(state: AppState, input: string, key: KeyPress): AppState {
  const intent = intentOf(input, key, state);
  return intent === undefined ? state : update(state, intent);
}

/** What a key asks for where the user is; nothing for a key that means nothing there. */
export function intentOf(input: string, key: KeyPress, state: AppState): Intent | undefined {
  const name = keyName(input, key);
  if (state.prompt !== undefined) {
    const edit = EDITS[name];
    if (edit !== undefined) return { type: 'edit', edit: { type: edit } };
    const isText = key.ctrl !== true && key.meta !== true && input !== '';
    return isText ? { type: 'edit', edit: { type: 'insert', text: input } } : undefined;
  }
  const command = commandOf(name, shownScreen(state).name);
  return command === undefined ? undefined : { type: 'command', command };
}
