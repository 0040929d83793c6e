import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapStrings, safeBlock, safeJson, safeLine } from '../../src/present/safe-text.ts';

const FORBIDDEN = /[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

describe('safeLine', () => {
  function check(name: string, logged: string, shown: string): void {
    it(name, () => expect(safeLine(logged)).toBe(shown));
  }

  check('keeps plain text', 'Live Migration failure', 'Live Migration failure');
  check('keeps Unicode', 'Überlauf 東京 🚀 é', 'Überlauf 東京 🚀 é');
  check('drops colours', '\x1b[31mred\x1b[0m', 'red');
  check('drops cursor movement', 'a\x1b[2J\x1b[1;1Hb', 'ab');
  check('drops a window title', 'a\x1b]0;owned\x07b', 'ab');
  check('drops a hyperlink and keeps its text', '\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\', 'text');
  check('keeps what follows an unfinished string', 'a\x1b]0;still here', 'a0;still here');
  check('drops C1 sequences', 'a\x9b31mb\x9d0;t\x9cc', 'abc');
  check('drops a lone escape', 'a\x1b', 'a');
  check('drops a character set switch', 'a\x1b(0b', 'ab');
  check('drops backspaces', 'rm\b\bls', 'rmls');
  check('drops bidirectional overrides', 'a\u202egnp.exe\u202c', 'agnp.exe');
  check('drops invisible characters', 'vir\u200bsh\ufeff', 'virsh');
  check('puts lines on one', 'a\nb\r\nc\u2028d', 'a b c d');
  check('turns tabs into blanks', 'a\tb', 'a b');
  check('replaces half a surrogate pair', 'a\ud800b', 'a\ufffdb');

  it('leaves nothing that a terminal obeys, whatever is logged', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\x1b', '[', ']', '\x9b', '\x9d', '\x07', '\\', '\x9c', 'm', '\n', '\u202e'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(safeLine(pieces.join(''))).not.toMatch(FORBIDDEN);
      }),
    );
  });

  it('takes linear time on hostile input', () => {
    const hostile = ['\x1b]'.repeat(200_000), '\x9d'.repeat(400_000), `\x1b[${'0'.repeat(400_000)}`];
    const start = performance.now();
    for (const text of hostile) safeLine(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('safeBlock', () => {
  it('keeps lines and their indentation', () => {
    expect(safeBlock('when: a adn b\r\n        ^\x1b[0m')).toBe('when: a adn b\n        ^');
  });
});

describe('mapStrings', () => {
  it('reaches every string and every key', () => {
    const mapped = mapStrings({ a: ['x\x07', 1, null, { 'b\x07': 'y\x07' }], c: true }, safeLine);
    expect(mapped).toEqual({ a: ['x', 1, null, { b: 'y' }], c: true });
  });
});

describe('safeJson', () => {
  it('escapes what a terminal obeys and keeps the data', () => {
    const data = { text: 'a\u009b31m\u202eb\u2028\x7f' };
    const json = safeJson(JSON.stringify(data));
    expect(json).not.toMatch(FORBIDDEN);
    expect(JSON.parse(json)).toEqual(data);
  });
});
