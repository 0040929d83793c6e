import { describe, expect, it } from 'vitest';
import { intentOf, KEYMAP, type KeyPress } from '../../src/tui/keymap.ts';

describe('intentOf', () => {
  function check(input: string, key: KeyPress, intent: string | undefined): void {
    it(`${JSON.stringify(input)} ${JSON.stringify(key)} is ${intent ?? 'nothing'}`, () =>
      expect(intentOf(input, key)).toBe(intent));
  }

  check('k', {}, 'up');
  check('', { upArrow: true }, 'up');
  check('j', {}, 'down');
  check('', { pageDown: true }, 'page-down');
  check(' ', {}, 'page-down');
  check('g', {}, 'top');
  check('G', {}, 'bottom');
  check('\r', { return: true }, 'open');
  check('', { escape: true }, 'back');
  check('?', {}, 'help');
  check('q', {}, 'quit');
  check('c', { ctrl: true }, 'quit');
  check('b', { ctrl: true }, 'page-up');
  check('x', {}, undefined);
  check('j', { ctrl: true }, undefined);
});

describe('the keymap', () => {
  it('has no key twice', () => {
    const keys = KEYMAP.flatMap((binding) => binding.keys);
    expect(keys).toEqual([...new Set(keys)]);
  });
});
