import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLine, type Lines, readLines } from '../../src/bundle/log-lines.ts';

/** A log in chunks of so many bytes, through one reused buffer as files are read. */
function logOf(text: string, size: number): Lines {
  const bytes = Buffer.from(text);
  return {
    *read() {
      const buffer = Buffer.alloc(size);
      for (let at = 0; at < bytes.length; at += size) {
        const length = bytes.copy(buffer, 0, at, at + size);
        yield buffer.subarray(0, length);
      }
    },
  };
}

const TEXT = ['one', 'two', 'übung', '', 'Five', 'six'].join('\n');

describe('lines of a log', () => {
  function check(name: string, from: number, count: number, expected: object, text = TEXT): void {
    it(name, async () => {
      for (const size of [1, 3, 7, 1000])
        expect(await readLines(logOf(text, size), from, count)).toEqual(expected);
    });
  }

  check('from the first', 1, 2, { from: 1, lines: ['one', 'two'] });
  check('from the middle', 3, 2, { from: 3, lines: ['übung', ''] });
  check('to the end, which is then known', 5, 9, { from: 5, lines: ['Five', 'six'], total: 6 });
  check('behind the end', 9, 2, { from: 7, lines: [], total: 6 });
  check('from the end', -2, 2, { from: 5, lines: ['Five', 'six'], total: 6 });
  check('of an empty log', 1, 5, { from: 1, lines: [], total: 0 }, '');
  check('with a newline at the end', 1, 5, { from: 1, lines: ['a', 'b'], total: 2 }, 'a\r\nb\n');

  it('are those that split gives, whatever the text and the chunks', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '語', ' ', '🚚') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (lines, size, from) => {
          const log = logOf(lines.map((one) => `${one}\n`).join(''), size);
          const { lines: found } = await readLines(log, from, 5);
          expect(found).toEqual(lines.slice(from - 1, from + 4));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a text in a log', () => {
  function check(text: string, from: number, step: 1 | -1, expected: number | undefined): void {
    it(`${text} from ${String(from)} ${step === 1 ? 'on' : 'back'} is at ${String(expected)}`, async () =>
      expect(await findLine(logOf(TEXT, 4), text, from, step)).toBe(expected));
  }

  check('t', 1, 1, 2);
  check('o', 1, 1, 1);
  check('o', 2, 1, 2);
  check('o', 3, 1, 1);
  check('o', 6, -1, 2);
  check('five', 1, -1, 5);
  check('seven', 1, 1, undefined);
});
