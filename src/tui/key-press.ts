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
  readonly tab?: boolean;
  readonly backspace?: boolean;
  readonly delete?: boolean;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly meta?: boolean;
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
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const;

/** What the keymap calls a key; a text that was pasted or typed at once is itself. */
export function keyName(input: string, key: KeyPress): string {
  if (key.tab === true) return key.shift === true ? 'shift+tab' : 'tab';
  const named = NAMED.find(([flag]) => key[flag] === true)?.[1];
  if (named !== undefined) return named;
  if (key.ctrl === true) return `ctrl+${input}`;
  return key.meta === true ? `alt+${input}` : input;
}
