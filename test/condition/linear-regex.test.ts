import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex } from '../../src/condition/linear-regex.ts';
import { plainRegex } from '../../src/condition/plain-regex.ts';
import { compileRe2 } from '../../src/condition/re2-regex.ts';

/** Pieces of expressions, plain ones and others, and of texts that they might match. */
const PIECES = [
  'a',
  'Ab',
  'k',
  's',
  '-',
  ' ',
  '/',
  '.',
  '*',
  '?',
  '{2}',
  '(',
  '(?:',
  ')',
  '|',
  '^',
  '$',
  '[',
  ']',
];
const CLASSES = [
  '[a-c]',
  '[^k]',
  '[z-a]',
  '[.-]',
  '[\\d/]',
  '\\d',
  '\\w',
  '\\b',
  '\\.',
  '\\-',
  '\\s',
  '\\q',
  '\\',
  '{',
];
const TEXTS = [
  'a',
  'A',
  'b',
  'B',
  'k',
  'K',
  '\u212a',
  's',
  '\u017f',
  '1',
  '-',
  ' ',
  '/',
  '.',
  '\n',
  '\u2028',
  'é',
  '🚀',
];

const pattern = fc
  .array(fc.constantFrom(...PIECES, ...CLASSES), { maxLength: 8 })
  .map((pieces) => pieces.join(''));
const text = fc.array(fc.constantFrom(...TEXTS), { maxLength: 6 }).map((parts) => parts.join(''));

describe('compileRegex', () => {
  test('matches what RE2 matches, whichever engine it takes', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        pattern,
        fc.constantFrom('', 'i', 'm', 's', 'x'),
        fc.array(text, { minLength: 8 }),
        (source, flags, texts) => {
          const own = compileRegex(source, flags);
          const re2 = compileRe2(source, flags);
          if (plainRegex(source, flags) !== undefined) plain += 1;
          expect(own.ok).toBe(re2.ok);
          if (!own.ok || !re2.ok) return;
          expect(texts.map(own.test)).toEqual(texts.map(re2.test));
        },
      ),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  test.each(['a*', 'a+', 'a{2}', 'a?b?c?', '(a|b)(c|d)(e|f)', '((a))', '(?i)\\w', 'a'.repeat(300)])(
    'leaves %s to RE2: V8 might try too many ways, or mean something else',
    (source) => {
      expect(plainRegex(source, '')).toBeUndefined();
    },
  );

  test.each([
    '(:8776|[/.-]volume|cinder)',
    '^live_',
    'no such (file|device)?',
    '(?i)nvme',
    '.',
    '::1?$',
    '^(?:file|block)=(?:unsafe)$',
    '\\bqemu$',
  ])('takes V8 for %s', (source) => {
    expect(plainRegex(source, '')).toBeDefined();
  });
});
