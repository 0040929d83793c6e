import type { IToken } from 'chevrotain';
import type { Comparator, Quantity, Step } from './condition.ts';
import { compileRegex } from './linear-regex.ts';
import { problemAt, type ConditionProblem } from './problem.ts';
import { dimensionOf, inBaseUnit, splitQuantity, unitsOf } from './quantity.ts';
import { spanOf } from './token-problems.ts';
import { nearestUnit } from './unit-words.ts';

/** A comparison sign; the token's pattern admits no other text. */
export function readComparator({ image }: IToken): Comparator {
  switch (image) {
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return image;
    default:
      return '=';
  }
}

/** A number with its unit, in the normal spelling. */
export function readQuantity(image: string): Quantity {
  const { value, unit } = splitQuantity(image) ?? { value: Number.NaN, unit: '' };
  return { type: 'quantity', text: image.replace(/\s+/g, ''), value, unit: unit === '' ? undefined : unit };
}

/** The text between quotes; a backslash guards a quote or itself. */
export function readText(image: string): string {
  return image.slice(1, -1).replace(/\\([\\'"])/g, '$1');
}

/** The duration behind `within`. */
export function readLimit(token: IToken, problems: ConditionProblem[]): Step['within'] {
  const { value, unit } = splitQuantity(token.image) ?? { value: Number.NaN, unit: undefined };
  if (unit !== undefined && dimensionOf(unit) === 'duration' && value >= 0) {
    return { ms: inBaseUnit(value, unit), text: `${value}${unit}` };
  }
  const bare = unit === '' && value >= 0;
  const near = unit ? nearestUnit(unit, 'duration') : undefined;
  problems.push(
    problemAt(
      spanOf(token),
      'within-needs-duration',
      bare ? `"within ${token.image}" has no unit` : `"${token.image}" is not a duration`,
      `a limit is a number with one of the units ${unitsOf('duration').join(', ')}`,
      bare
        ? `write "within ${token.image}s" for seconds or "within ${token.image}m" for minutes`
        : near === undefined
          ? 'write it as in "within 2m"'
          : `did you mean "${value}${near}"?`,
    ),
  );
  return undefined;
}

/** The number that a count is compared with. */
export function readCount(token: IToken, problems: ConditionProblem[]): number {
  const value = Number(token.image);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  problems.push(
    problemAt(
      spanOf(token),
      'bad-count',
      `a count is compared with "${token.image}"`,
      'events are counted in whole numbers without a unit',
      'write it as "count(signal) >= 3"',
    ),
  );
  return 0;
}

/** Pattern and flags of `/pattern/flags`, tried on the engine that will run them. */
export function readRegex(
  token: IToken,
  problems: ConditionProblem[],
): { readonly pattern: string; readonly flags: string } {
  const close = token.image.lastIndexOf('/');
  const pattern = token.image.slice(1, close);
  const flags = token.image.slice(close + 1);
  const compiled = compileRegex(pattern, flags);
  if (!compiled.ok) {
    const at = compiled.fragment === undefined ? -1 : pattern.indexOf(compiled.fragment);
    const span =
      at < 0 ? spanOf(token) : { offset: token.startOffset + 1 + at, length: compiled.fragment?.length ?? 1 };
    const lookAround = compiled.fragment?.startsWith('(?') === true;
    problems.push(
      problemAt(
        span,
        'bad-regex',
        `the regular expression is not valid: ${compiled.reason}`,
        'expressions run on RE2, which has no look-around and no back references, and takes the flags i, m and s',
        lookAround ? 'match without it, and join conditions with "and not"' : 'correct the marked part',
      ),
    );
  }
  return { pattern, flags };
}
