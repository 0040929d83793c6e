import type { Intent } from './state/intent.ts';

/** Keys that ask for one thing, with the words for the help screen. */
export interface Binding {
  readonly intent: Intent;
  readonly keys: readonly string[];
  /** How the keys are shown. */
  readonly shown: string;
  readonly help: string;
}

/** Every key there is: the screens read it, the help screen prints it. */
export const KEYMAP: readonly Binding[] = [
  { intent: 'up', keys: ['up', 'k'], shown: '↑ k', help: 'up' },
  { intent: 'down', keys: ['down', 'j'], shown: '↓ j', help: 'down' },
  { intent: 'page-up', keys: ['pageup', 'ctrl+b'], shown: 'PgUp', help: 'a page up' },
  { intent: 'page-down', keys: ['pagedown', 'ctrl+f', ' '], shown: 'PgDn Space', help: 'a page down' },
  { intent: 'top', keys: ['g', 'home'], shown: 'g Home', help: 'to the first line' },
  { intent: 'bottom', keys: ['G', 'end'], shown: 'G End', help: 'to the last line' },
  { intent: 'open', keys: ['return', 'right', 'l'], shown: 'Enter → l', help: 'open the migration' },
  { intent: 'back', keys: ['escape', 'left', 'h'], shown: 'Esc ← h', help: 'back to the list' },
  { intent: 'help', keys: ['?'], shown: '?', help: 'show or hide these keys' },
  { intent: 'quit', keys: ['q', 'ctrl+c'], shown: 'q', help: 'quit' },
];

/** What ink tells about a key press, as far as it is needed here. */
export interface KeyPress {
  readonly upArrow?: boolean;
  readonly downArrow?: boolean;
  readonly leftArrow?: boolean;
  readonly rightArrow?: boolean;
  readonly pageUp?: boolean;
  readonly pageDown?: boolean;
  readonly home?: boolean;
  readonly end?: boolean;
  readonly return?: boolean;
  readonly escape?: boolean;
  readonly ctrl?: boolean;
}

const NAMED = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'return'],
  ['escape', 'escape'],
] as const;

/** The intent behind a key press; nothing for a key that has none. */
export function intentOf(input: string, key: KeyPress): Intent | undefined {
  const named = NAMED.find(([flag]) => key[flag] === true)?.[1];
  const name = named ?? (key.ctrl === true ? `ctrl+${input}` : input);
  return KEYMAP.find((binding) => binding.keys.includes(name))?.intent;
}
