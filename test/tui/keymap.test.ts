import { describe, expect, it } from 'vitest';
import { COMMAND_WORDS } from '../../src/present/command-words.ts';
import { keyName, type KeyPress } from '../../src/tui/key-press.ts';
import { commandOf, isOn, KEYMAP, type ScreenName } from '../../src/tui/keymap.ts';

const SCREENS: readonly ScreenName[] = [
  'migrations',
  'migration',
  'timeline',
  'copy',
  'log',
  'coverage',
  'help',
];

describe('a key', () => {
  function check(input: string, key: KeyPress, screen: ScreenName, command: string | undefined): void {
    it(`${JSON.stringify(input)} ${JSON.stringify(key)} on ${screen} is ${command ?? 'nothing'}`, () =>
      expect(commandOf(keyName(input, key), screen)).toBe(command));
  }

  check('k', {}, 'migrations', 'up');
  check('', { upArrow: true }, 'log', 'up');
  check('', { return: true }, 'migrations', 'open');
  check('', { escape: true }, 'help', 'back');
  check('', { tab: true }, 'timeline', 'next-pane');
  check('', { tab: true, shift: true }, 'timeline', 'previous-pane');
  check('c', { ctrl: true }, 'migrations', 'quit');
  check('z', { ctrl: true }, 'migrations', 'suspend');
  check('z', {}, 'timeline', 'fold');
  check('z', {}, 'copy', undefined);
  check('h', {}, 'timeline', 'other-host');
  check('x', {}, 'migrations', undefined);
});

describe('the keymap', () => {
  it.each(SCREENS)('has no key twice on %s', (screen) => {
    const keys = KEYMAP.filter((binding) => isOn(binding, screen)).flatMap(({ keys }) => keys);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('has every command that has words, once', () => {
    expect(KEYMAP.map(({ command }) => command).sort()).toEqual(Object.keys(COMMAND_WORDS).sort());
  });

  it('hints only at what can be done', () => {
    const wrong = KEYMAP.filter((binding) => binding.hint?.some((screen) => !isOn(binding, screen)));
    expect(wrong).toEqual([]);
  });
});
