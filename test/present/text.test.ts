import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { shortExcerpt } from '../../src/present/excerpt.ts';
import { cutText, graphemes, padText, textWidth } from '../../src/present/text-width.ts';
import { wideGraphemes } from '../../src/present/wide-text.ts';
import { wrapText } from '../../src/present/wrap-text.ts';

describe('textWidth', () => {
  function check(text: string, width: number): void {
    it(`${JSON.stringify(text)} takes ${width}`, () => expect(textWidth(text)).toBe(width));
  }

  check('', 0);
  check('cmp-a → cmp-b', 13);
  check('東京', 4);
  check('ｱ', 1);
  check('Ａ', 2);
  check('e\u0301', 1);
  check('🚀', 2);
  check('👩‍💻', 2);
  check('✔', 1);
  check('±\u00ad', 1);
  check('↔\ufe0f', 2);

  it('takes characters for plain that string-width and Unicode take for one column each', () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code));
    const texts = [...all, ...all.map((character) => `a${character}…`)];
    const wrong = texts.filter((text) => textWidth(text) !== stringWidth(text) || !isSplitAlike(text));
    expect(wrong).toEqual([]);
  });
});

function isSplitAlike(text: string): boolean {
  const own = [...graphemes(text)].map((one) => one.text);
  return own.join('\n') === [...wideGraphemes(text)].map((one) => one.text).join('\n');
}

describe('padText and cutText', () => {
  it('pads by columns', () => expect(padText('東', 4)).toBe('東  '));
  it('leaves what is wider', () => expect(padText('abc', 2)).toBe('abc'));
  it('cuts by columns', () => expect(cutText('東京都', 4)).toBe('東…'));
  it('leaves what fits', () => expect(cutText('abc', 3)).toBe('abc'));
});

describe('wrapText', () => {
  function check(
    name: string,
    text: string,
    width: number,
    lines: readonly string[],
    maxLines?: number,
  ): void {
    it(name, () => expect(wrapText(text, width, maxLines)).toEqual(lines));
  }

  check('breaks at blanks', 'one two three four', 9, ['one two', 'three', 'four']);
  check('has no lines for no text', '  ', 20, []);
  check('takes any white space', 'a\n b\tc', 20, ['a b c']);
  check('breaks a word that fits no line', 'abcdefghijkl', 10, ['abcdefghij', 'kl']);
  check('keeps what a no-break space holds together', 'copy 2.7\u00a0s', 8, ['copy', '2.7 s']);
  check('counts wide characters twice', '東京東京 東京東京', 10, ['東京東京', '東京東京']);
  check('ends in an ellipsis at the last line allowed', 'one two three four', 9, ['one two', 'three fo…'], 2);
});

describe('shortExcerpt', () => {
  function check(name: string, line: string, shown: string): void {
    it(name, () => expect(shortExcerpt(line)).toBe(shown));
  }

  check(
    'nova without a request',
    '2026-11-24 01:48:38.599 1475 ERROR nova.virt.libvirt.driver [-] [instance: edf48ad9-2bef-4f9b-a8e9-9687a0f5e307] Live Migration failure: x [y]',
    'ERROR Live Migration failure: x [y]',
  );
  check(
    'nova with a global request id',
    '2026-11-24 01:48:36.548 1475 INFO nova.compute.manager [None req-b675c7a4 user project - - default default] [instance: edf48ad9-2bef-4f9b-a8e9-9687a0f5e307] Took 0.82 seconds',
    'INFO Took 0.82 seconds',
  );
  check(
    'QEMU by libvirt',
    '2026-11-24 01:48:38.379+0000: shutting down, reason=failed',
    'shutting down, reason=failed',
  );
  check(
    'QEMU itself',
    '2026-11-24T02:01:17.535072Z qemu-system-x86_64: load of migration failed: Invalid argument',
    'qemu-system-x86_64: load of migration failed: Invalid argument',
  );
  check(
    'libvirtd',
    '2026-11-24 01:48:38.379+0000: 84: error : doPeer2PeerMigrate3:1 : boom',
    'error : doPeer2PeerMigrate3:1 : boom',
  );
  check('no header', 'Traceback (most recent call last):', 'Traceback (most recent call last):');
  check('nothing but a time', '2026-11-24 01:48:38.379', '2026-11-24 01:48:38.379');
});
