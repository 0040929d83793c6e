import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineSplitter, type TextLine } from '../../src/records/line-splitter.ts';

function split(chunks: readonly Uint8Array[], maxBytes?: number): Omit<TextLine, 'bytes'>[] {
  const found: Omit<TextLine, 'bytes'>[] = [];
  const splitter = new LineSplitter(({ text, number, cut }) => found.push({ text, number, cut }), maxBytes);
  for (const chunk of chunks) {
    // A Buffer, whose slice() is a view and no copy.
    const reused = Buffer.from(chunk);
    splitter.push(reused);
    reused.fill(0x58);
  }
  splitter.end();
  return found;
}

function chunked(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  chunks.push(bytes.subarray(at));
  return chunks;
}

describe('lines', () => {
  function check(text: string | Uint8Array, expected: readonly string[]): void {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    expect(split([bytes]).map((line) => line.text)).toEqual(expected);
  }
  const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

  test('UTF-8', () => {
    check('', []);
    check('a', ['a']);
    check('a\n', ['a']);
    check('a\n\nb', ['a', '', 'b']);
    check('a\r\nb\r\n', ['a', 'b']);
    check('a\rb\n', ['a\rb']);
    check('\ufeffa\n\ufeffb', ['a', '\ufeffb']);
    check('Sicherheitslücke 月\n', ['Sicherheitslücke 月']);
    check(Uint8Array.of(0x61, 0xff, 0x62, 0x0a), ['a\ufffdb']);
  });

  test('UTF-16, with a byte order mark and without', () => {
    const text = '2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] Ünïcode 月\r\nnext\n';
    const expected = ['2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] Ünïcode 月', 'next'];
    check(Buffer.from(`\ufeff${text}`, 'utf16le'), expected);
    check(utf16be(`\ufeff${text}`), expected);
    check(Buffer.from(text, 'utf16le'), expected);
    check(utf16be(text), expected);
    check(Buffer.from('\ufeffa\n', 'utf16le'), ['a']);
  });

  test('a long line loses its tail, and only that line', () => {
    const found = split([Buffer.from('12345\n123456\n1')], 5);
    expect(found).toEqual([
      { text: '12345', number: 1, cut: false },
      { text: '12345', number: 2, cut: true },
      { text: '1', number: 3, cut: false },
    ]);
    expect(split([Buffer.from('1234567')], 5)).toEqual([{ text: '12345', number: 1, cut: true }]);
  });

  const sizes = fc.array(fc.nat({ max: 40 }), { maxLength: 30 });

  test('a line that spans chunks survives the reuse of their memory', () => {
    const line = 'a'.repeat(100);
    const found = split([Buffer.from(line), Buffer.from(line), Buffer.from('\n')]);
    expect(found.map(({ text }) => text)).toEqual([line + line]);
  });

  test('any bytes give the same lines in any chunks', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 200 }).map((text) => new Uint8Array(Buffer.from(text, 'utf16le'))),
      fc
        .string({ maxLength: 200 })
        .map((text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())),
    );
    fc.assert(
      fc.property(bytes, sizes, fc.integer({ min: 1, max: 100 }), (all, cuts, maxBytes) => {
        expect(split(chunked(all, cuts), maxBytes)).toEqual(split([all], maxBytes));
      }),
      { numRuns: 500 },
    );
  });

  test('lines are what splitting at newlines gives', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '月', '😀', '\n', '\r\n', ' ', 'INFO'), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, sizes, (parts, cuts) => {
        const all = parts.join('');
        const expected = all.split('\n').map((line) => line.replace(/\r$/, ''));
        if (all === '' || all.endsWith('\n')) expected.pop();
        const found = split(chunked(Buffer.from(all), cuts));
        expect(found.map((line) => line.text)).toEqual(expected);
        expect(found.map((line) => line.number)).toEqual(expected.map((_, index) => index + 1));
      }),
      { numRuns: 500 },
    );
  });
});
