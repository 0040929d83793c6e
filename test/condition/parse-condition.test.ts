import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/condition/condition.ts';
import { MAX_CONDITION_LENGTH, parseCondition } from '../../src/condition/parse-condition.ts';
import { printCondition } from '../../src/condition/print-condition.ts';
import { conditions } from './condition-arbitrary.ts';

describe('priorities', () => {
  /** The tree as text with a parenthesis around every group. */
  function check(text: string, expected: string): void {
    const { ast, problems } = parseCondition(text);
    expect(problems, text).toEqual([]);
    expect(ast && grouped(ast), text).toBe(expected);
  }

  test('not, then, and, or', () => {
    check('a', 'a');
    check('not a or b', '[[not a] or b]');
    check('a or b and c', '[a or [b and c]]');
    check('a and b or c and d', '[[a and b] or [c and d]]');
    check('(a or b) and c', '[[a or b] and c]');
    check('a and b and c', '[a and b and c]');
    check('not not a', '[not [not a]]');
    check('not (a then b)', '[not [a then b]]');
    check(
      'timeout then failed within 2m and not copy',
      '[[timeout then failed within 120000] and [not copy]]',
    );
    check('a or b then c', '[a or [b then c]]');
    check('(a or b) then c then (d or (e or f)) within 1.5s', '[a|b then c then d|e|f within 1500]');
    check('a AND b Or NOT c', '[[a and b] or [not c]]');
  });

  function grouped(node: Condition): string {
    switch (node.type) {
      case 'and':
      case 'or':
        return `[${node.terms.map(grouped).join(` ${node.type} `)}]`;
      case 'not':
        return `[not ${grouped(node.term)}]`;
      case 'sequence': {
        const steps = node.steps.map(
          ({ signals, within }) =>
            signals.map(({ name }) => name).join('|') + (within === undefined ? '' : ` within ${within.ms}`),
        );
        return `[${steps.join(' then ')}]`;
      }
      default:
        return printCondition(node);
    }
  }
});

describe('terms', () => {
  function check(text: string, expected: unknown): void {
    const { ast, problems } = parseCondition(text);
    expect(problems, text).toEqual([]);
    expect(ast, text).toMatchObject(expected as object);
  }

  test('counts and existence', () => {
    check('count(A) >= 3', { type: 'count', signal: { name: 'A' }, comparator: '>=', value: 3 });
    check('COUNT ( A )=0', { type: 'count', comparator: '=', value: 0 });
    check('exists(copy.durationS)', { type: 'exists', field: { name: 'copy.durationS' } });
  });

  test('values', () => {
    const operand = (expected: object): object => ({ type: 'compare', operand: expected });
    check('outcome = failed', operand({ type: 'word', text: 'failed' }));
    check('outcome=failed', operand({ type: 'word', text: 'failed' }));
    check(`x = 'a "b" \\'c\\' \\\\'`, operand({ type: 'string', text: `a "b" 'c' \\` }));
    check('x = "a b"', operand({ type: 'string', text: 'a b' }));
    check('x = TRUE', operand({ type: 'boolean', value: true }));
    check('x > 300', operand({ type: 'quantity', value: 300, unit: undefined }));
    check('x > -1.5', operand({ type: 'quantity', value: -1.5 }));
    check('x > 300s', operand({ type: 'quantity', value: 300, unit: 's', text: '300s' }));
    check('x > 2 m', operand({ type: 'quantity', value: 2, unit: 'm', text: '2m' }));
    check('x<20MiB/s', operand({ type: 'quantity', value: 20, unit: 'MiB/s' }));
    check('x = 3f314c96-0533-4785-adc9-314620c197b0', operand({ type: 'word' }));
    check('x = 2026-11-24T01:47:09Z', operand({ type: 'word', text: '2026-11-24T01:47:09Z' }));
    check('x = 10.77.0.11', operand({ type: 'word', text: '10.77.0.11' }));
    check('destination != source', operand({ type: 'word', text: 'source' }));
    check('outcome in (failed, "x y")', {
      type: 'member',
      operands: [
        { type: 'word', text: 'failed' },
        { type: 'string', text: 'x y' },
      ],
    });
    check('outcome not in (failed)', { type: 'not', term: { type: 'member' } });
    check('source ~ /cmp-\\/[0-9]+/i', { type: 'match', pattern: 'cmp-\\/[0-9]+', flags: 'i' });
  });

  test('names that begin like keywords', () => {
    check('android or notified and then_failed', { type: 'or' });
    check('in-progress', { type: 'signal', name: 'in-progress' });
  });

  test('every node knows its place', () => {
    const text = 'a then (b or c) within 2m and not count(d) >= 3';
    const { ast } = parseCondition(text);
    const cut = ({ offset, length }: { offset: number; length: number }): string =>
      text.slice(offset, offset + length);
    expect(ast && cut(ast)).toBe(text);
    const [sequence, not] = ast?.type === 'and' ? ast.terms : [];
    expect(sequence && cut(sequence)).toBe('a then (b or c) within 2m');
    expect(sequence?.type === 'sequence' && sequence.steps.map(cut)).toEqual(['a', '(b or c)']);
    expect(not && cut(not)).toBe('not count(d) >= 3');
  });
});

describe('mistakes', () => {
  const TERM_FIX = 'write a signal, a comparison such as "outcome = failed", or a condition in parentheses';
  const JOIN =
    'conditions join terms with "and", "or", "not" and "then", and compare with = != < <= > >= ~ in';
  const RE2 =
    'expressions run on RE2, which has no look-around and no back references, and takes the flags i, m and s';

  /** `marked` is the part of the text under the caret; the empty string stands for its end. */
  function check(text: string, marked: string, code: string, what: string, why: string, fix: string): void {
    const { ast, problems } = parseCondition(text);
    expect(ast, text).toBeUndefined();
    expect(problems, text).toHaveLength(1);
    expect(problems[0], text).toMatchObject({ code, what, why, fix });
    const { offset = 0, length = 0 } = problems[0] ?? {};
    expect(text.slice(offset, offset + length), text).toBe(marked);
  }

  test('terms that are missing', () => {
    check(
      '',
      '',
      'condition-empty',
      'the condition is empty',
      'a condition has at least one term',
      'write a signal, or a comparison such as "outcome = failed"',
    );
    check(
      'a and',
      '',
      'missing-term',
      'a term is missing behind "and"',
      'the condition ends there',
      TERM_FIX,
    );
    check('and a', 'and', 'missing-term', 'a term is missing at the start', '"and" stands there', TERM_FIX);
    check('a or or b', 'or', 'missing-term', 'a term is missing behind "or"', '"or" stands there', TERM_FIX);
    check(
      'a then',
      '',
      'missing-term',
      'a term is missing behind "then"',
      'the condition ends there',
      TERM_FIX,
    );
    check('()', ')', 'missing-term', 'a term is missing behind "("', '")" stands there', TERM_FIX);
    check(
      "'x' and a",
      "'x'",
      'missing-term',
      'a term is missing at the start',
      `"'x'" stands there`,
      TERM_FIX,
    );
  });

  test('parts that are missing', () => {
    const COUNT = 'write it as "count(signal) >= 3"';
    check(
      'count a >= 3',
      'a',
      'missing-part',
      '"(" is missing behind "count"',
      '"a" stands there, inside a count',
      COUNT,
    );
    check(
      'count(a)',
      '',
      'missing-part',
      'a comparison sign is missing behind ")"',
      'the condition ends there, inside a count',
      COUNT,
    );
    check(
      'count() > 3',
      ')',
      'missing-part',
      'a name is missing behind "("',
      '")" stands there, inside a count',
      COUNT,
    );
    check(
      'a =',
      '',
      'missing-part',
      'a value is missing behind "="',
      'the condition ends there, inside a comparison',
      'write it as "outcome = failed"',
    );
    check(
      'a = and b',
      'and',
      'missing-part',
      'a value is missing behind "="',
      '"and" stands there, inside a comparison',
      'write it as "outcome = failed"',
    );
    check(
      'a in failed',
      'failed',
      'missing-part',
      '"(" is missing behind "in"',
      '"failed" stands there, inside a list of values',
      'write it as "outcome in (failed, cancelled)"',
    );
    check(
      'a in (x y)',
      'y',
      'missing-part',
      '")" is missing behind "x"',
      '"y" stands there, inside a list of values',
      'write it as "outcome in (failed, cancelled)"',
    );
    check(
      'a ~ foo',
      'foo',
      'missing-part',
      'a regular expression between slashes is missing behind "~"',
      '"foo" stands there, inside a match',
      'write it as "source ~ /cmp-[0-9]+/"',
    );
    check(
      'exists a',
      'a',
      'missing-part',
      '"(" is missing behind "exists"',
      '"a" stands there, inside a test for a field',
      'write it as "exists(field)"',
    );
    check(
      'a then b within',
      '',
      'missing-part',
      'a duration is missing behind "within"',
      'the condition ends there, inside a limit',
      'write it as "started then failed within 2m"',
    );
  });

  test('terms that nothing joins', () => {
    check(
      'a b',
      'b',
      'missing-operator',
      'nothing joins "a" and "b"',
      'two terms stand side by side',
      'put "and", "or" or "then" between them, or quote a value of several words',
    );
    check(
      'a not b',
      'not',
      'missing-operator',
      'nothing joins "a" and "not"',
      'two terms stand side by side',
      'put "and", "or" or "then" between them, or quote a value of several words',
    );
    check(
      'a count(b) > 1',
      'count',
      'missing-operator',
      'nothing joins "a" and "count"',
      'two terms stand side by side',
      'put "and", "or" or "then" between them',
    );
    check(
      'a 3',
      '3',
      'missing-operator',
      'nothing joins "a" and "3"',
      'a value belongs behind a comparison sign',
      'write it as "outcome = failed"',
    );
    check(
      'source /x/',
      '/x/',
      'missing-operator',
      'a regular expression stands without "~"',
      'a match is written as "source ~ /cmp-[0-9]+/"',
      'put "~" between the field and the expression',
    );
    check(
      '(a) = 3',
      '=',
      'unexpected-word',
      '"=" compares nothing here',
      'a comparison has the name of a field on its left',
      'write it as "outcome = failed", and count events as "count(signal) >= 3"',
    );
    check(
      'a, b',
      ',',
      'unexpected-word',
      '"," is not expected here',
      'commas and lists belong behind "in"',
      'write it as "outcome in (failed, cancelled)"',
    );
  });

  test('signs', () => {
    const foreign = (text: string, sign: string, fix: string): void =>
      check(text, sign, 'foreign-operator', `"${sign}" is not an operator of conditions`, JOIN, fix);
    foreign('a && b', '&&', 'write "and"');
    foreign('a || b', '||', 'write "or"');
    foreign('!a', '!', 'write "not"');
    foreign('a == b', '==', 'write "="');
    foreign('a =~ /b/', '=~', 'write "~"');
    foreign('a !~ /b/', '!~', 'write "not (field ~ /…/)"');
    foreign('a <> b', '<>', 'write "!="');
    foreign('a -> b', '->', 'write "then"');
    check(
      'a # b',
      '#',
      'unexpected-character',
      'the character "#" means nothing in a condition',
      'names and bare values consist of letters, digits and _ . : @ + -',
      'remove it, or put the value in quotes',
    );
    check(
      "a = 'x",
      "'",
      'unclosed-text',
      'the text that begins here is not closed',
      "a text ends with the sign it begins with: '",
      "add ' behind it",
    );
    check(
      'a ~ /x',
      '/',
      'unclosed-text',
      'the regular expression that begins here is not closed',
      'a regular expression ends with the sign it begins with: /',
      'add "/", and write "\\/" for a slash inside; quote a path',
    );
    check(
      '((a)',
      '(',
      'unbalanced-parenthesis',
      '"(" has no partner',
      'it is never closed',
      'add ")" where the group ends',
    );
    check(
      'a)',
      ')',
      'unbalanced-parenthesis',
      '")" has no partner',
      'no parenthesis is open here',
      'remove it, or add "("',
    );
  });

  test('sequences', () => {
    const NOT =
      '"then" puts events in order, and what did not happen has no place in it; "not" binds tighter than "then"';
    const NOT_FIX =
      'write "(first then second) and not other", or "not (first then second)" to deny the whole sequence';
    check('a then not b', 'not b', 'negation-in-sequence', '"not b" stands inside a sequence', NOT, NOT_FIX);
    check('not a then b', 'not a', 'negation-in-sequence', '"not a" stands inside a sequence', NOT, NOT_FIX);
    check(
      '(a and b) then c',
      '(a and b)',
      'no-moment-in-sequence',
      '"a and b" stands inside a sequence',
      'a step is a single event; two events have two times',
      'write "(first then third) and (second then third)"',
    );
    check(
      '(a then b) then c',
      '(a then b)',
      'no-moment-in-sequence',
      'the sequence "a then b" stands inside another',
      'a step is a single event',
      'drop the parentheses: "first then second then third"',
    );
    check(
      'a then outcome = failed',
      'outcome = failed',
      'no-moment-in-sequence',
      '"outcome = failed" stands inside a sequence',
      'it is true of the migration as a whole and happens at no moment',
      'join it to the sequence with "and": "(first then second) and outcome = failed"',
    );
    check(
      '(a or not b) then c',
      '(a or not b)',
      'no-moment-in-sequence',
      '"a or not b" stands inside a sequence',
      'a step may name several signals joined by "or", and nothing else',
      'keep only signals in the parentheses and join the rest with "and" or "or" outside',
    );
    check(
      'a within 2m',
      'within',
      'within-without-then',
      '"within" stands without a "then" before it',
      '"within" limits the time between two steps of a sequence',
      'write "first then second within 2m"',
    );
  });

  test('numbers and units', () => {
    const LIMIT = 'a limit is a number with one of the units ms, s, m, h, d';
    check(
      'a then b within 2',
      '2',
      'within-needs-duration',
      '"within 2" has no unit',
      LIMIT,
      'write "within 2s" for seconds or "within 2m" for minutes',
    );
    check(
      'a then b within 20sec',
      '20sec',
      'within-needs-duration',
      '"20sec" is not a duration',
      LIMIT,
      'did you mean "20s"?',
    );
    check(
      'a then b within 4GiB',
      '4GiB',
      'within-needs-duration',
      '"4GiB" is not a duration',
      LIMIT,
      'write it as in "within 2m"',
    );
    check(
      'a then b within soon',
      'soon',
      'within-needs-duration',
      '"soon" is not a duration',
      LIMIT,
      'write it as in "within 2m"',
    );
    check(
      'count(a) > 2.5',
      '2.5',
      'bad-count',
      'a count is compared with "2.5"',
      'events are counted in whole numbers without a unit',
      'write it as "count(signal) >= 3"',
    );
    check(
      'x > 300 minutes',
      'minutes',
      'unknown-unit',
      '"minutes" is not a unit',
      'durations use ms, s, m, h, d; sizes B, KiB, MiB, GiB, TiB, KB, MB, GB, TB; rates a size with /s',
      'did you mean "m"?',
    );
  });

  test('regular expressions', () => {
    check(
      'a ~ /x(/',
      'x(',
      'bad-regex',
      'the regular expression is not valid: missing closing )',
      RE2,
      'correct the marked part',
    );
    check(
      'a ~ /x(?=y)/',
      '(?=',
      'bad-regex',
      'the regular expression is not valid: invalid or unsupported Perl syntax',
      RE2,
      'match without it, and join conditions with "and not"',
    );
    check(
      'a ~ /x/q',
      '/x/q',
      'bad-regex',
      'the regular expression is not valid: unknown flag "q"',
      RE2,
      'correct the marked part',
    );
  });

  test('several at once, in the order of the text', () => {
    const codes = parseCondition('a then not b and c then d within 2 or count(e) > 2.5').problems.map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['negation-in-sequence', 'within-needs-duration', 'bad-count']);
    expect(parseCondition('a && !b').problems.map(({ offset }) => offset)).toEqual([2, 5]);
  });
});

describe('bounds', () => {
  function check(text: string, code: string): void {
    expect(parseCondition(text).problems.map((problem) => problem.code)).toEqual([code]);
  }

  test('length and nesting', () => {
    check('a and '.repeat(5000) + 'a', 'condition-too-long');
    check('('.repeat(10_000), 'condition-too-long');
    check('('.repeat(MAX_CONDITION_LENGTH), 'condition-too-deep');
    check(`${'('.repeat(51)}a${')'.repeat(51)}`, 'condition-too-deep');
    check('not '.repeat(900) + 'a', 'condition-too-deep');
    check(`${'not ('.repeat(26)}a${')'.repeat(26)}`, 'condition-too-deep');
    expect(parseCondition(`${'('.repeat(50)}a${')'.repeat(50)}`).problems).toEqual([]);
    expect(parseCondition(Array.from({ length: 500 }, () => 'a').join(' then ')).problems).toEqual([]);
    expect(parseCondition(Array.from({ length: 500 }, () => 'a').join(' or ')).problems).toEqual([]);
  });
});

describe('properties', () => {
  test('any text is read without a throw, and gives a tree or problems inside the text', () => {
    const piece = fc.constantFrom(
      'a',
      'outcome',
      'and',
      'or',
      'not',
      'then',
      'within',
      'in',
      'count',
      'exists',
      '(',
      ')',
      ',',
      '=',
      '!=',
      '>',
      '~',
      '/x/',
      "'",
      '2m',
      '3',
      'true',
      ' ',
      '&&',
      '\n',
      '/',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((parts) => parts.join(' ')),
      fc.array(piece).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (condition) => {
        const { ast, problems } = parseCondition(condition);
        expect(ast === undefined).toBe(problems.length > 0);
        for (const { offset, length, what, why, fix } of problems) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(condition.length);
          expect(length).toBeGreaterThan(0);
          expect(Math.min(what.length, why.length, fix.length)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a printed condition reads back as the same tree', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const text = printCondition(condition);
        fc.pre(text.length <= MAX_CONDITION_LENGTH);
        const { ast, problems } = parseCondition(text);
        expect(problems, text).toEqual([]);
        expect(withoutPlaces(ast), text).toEqual(withoutPlaces(condition));
      }),
      { numRuns: 500 },
    );
  });

  function withoutPlaces(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutPlaces);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, part]) =>
        key === 'offset' || key === 'length' ? [] : [[key, withoutPlaces(part)] as const],
      ),
    );
  }
});
