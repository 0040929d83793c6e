import { expect, test } from 'vitest';
import { formatProblem, type ProblemPlace } from '../../src/condition/format-problem.ts';
import { parseCondition } from '../../src/condition/parse-condition.ts';

function check(text: string, place: Omit<ProblemPlace, 'text'>, expected: readonly string[]): void {
  const [problem] = parseCondition(text).problems;
  expect(problem && formatProblem(problem, { text, ...place }).split('\n')).toEqual(expected);
}

test('a caret under the mistake, at its place in the file', () => {
  check('timeout && failed', { path: 'rules/storage/x.yaml', line: 12, column: 7 }, [
    'error[foreign-operator]: "&&" is not an operator of conditions',
    '  --> rules/storage/x.yaml:12:15',
    '   |',
    '12 | timeout && failed',
    '   |         ^^',
    '   = why: conditions join terms with "and", "or", "not" and "then", and compare with = != < <= > >= ~ in',
    '   = fix: write "and"',
  ]);
});

test('without a file', () => {
  check('a and', {}, [
    'error[missing-term]: a term is missing behind "and"',
    ' --> condition:1:6',
    '  |',
    '1 | a and',
    '  |      ^',
    '  = why: the condition ends there',
    '  = fix: write a signal, a comparison such as "outcome = failed", or a condition in parentheses',
  ]);
});

test('later lines begin where they stand', () => {
  check('timeout then\n\tfailed within 2\nand copy', { path: 'x.yaml', line: 9, column: 7 }, [
    'error[within-needs-duration]: "within 2" has no unit',
    '  --> x.yaml:10:16',
    '   |',
    '10 |  failed within 2',
    '   |                ^',
    '   = why: a limit is a number with one of the units ms, s, m, h, d',
    '   = fix: write "within 2s" for seconds or "within 2m" for minutes',
  ]);
});

test('of a long line only the part around the mistake, without control characters', () => {
  const text = `${'a and '.repeat(50)}b \u001b[31m and ${'c or '.repeat(50)}d`;
  const [problem] = parseCondition(text).problems;
  const lines = problem ? formatProblem(problem, { text }).split('\n') : [];
  expect(lines[3]).toBe(`1 | …a and a and a and b \ufffd[31m and ${'c or '.repeat(14)}…`);
  expect(lines[4]).toBe(`  |  ${' '.repeat(20)}^`);
  expect(lines.join('')).not.toContain('\u001b');
});
