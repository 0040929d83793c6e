import type { FactValue } from '../model/index.ts';
import type { DriftRule } from './drift-rule.ts';

/** How two values differ; `lacking` of lists is what only the source has. */
export interface ValueDifference {
  readonly source: FactValue;
  readonly destination: FactValue;
  readonly lacking?: readonly string[];
}

/** Compares a value of the source with the destination's as a rule asks; `undefined` when nothing matters. */
export function compareValues(
  rule: DriftRule,
  source: FactValue,
  destination: FactValue,
): ValueDifference | undefined {
  const both = { source, destination };
  switch (rule.compare) {
    case 'missing': {
      const there = new Set(listOf(destination));
      const lacking = listOf(source).filter((item) => !there.has(item) && !rule.ignore.includes(item));
      return lacking.length === 0 ? undefined : { ...both, lacking };
    }
    case 'older':
      return compareVersions(String(destination), String(source)) < 0 ? both : undefined;
    case 'smaller':
      return Number(destination) < Number(source) ? both : undefined;
    case 'unset':
      return source === false || destination === false ? both : undefined;
    case 'different':
      return rule.words === undefined ? differing(rule, both) : differingWords(rule.words, both);
  }
}

function differing(
  { above }: DriftRule,
  both: { readonly source: FactValue; readonly destination: FactValue },
): ValueDifference | undefined {
  const { source, destination } = both;
  if (above !== undefined) return Math.abs(Number(source) - Number(destination)) > above ? both : undefined;
  return textOf(source) === textOf(destination) ? undefined : both;
}

function differingWords(
  words: readonly string[],
  both: { readonly source: FactValue; readonly destination: FactValue },
): ValueDifference | undefined {
  const pick = (value: FactValue): string =>
    String(value)
      .split(/\s+/)
      .filter((word) => words.some((start) => word.startsWith(start)))
      .sort()
      .join(' ');
  const source = pick(both.source);
  const destination = pick(both.destination);
  return source === destination ? undefined : { source, destination };
}

function listOf(value: FactValue): readonly string[] {
  return typeof value === 'object' ? value : [String(value)];
}

function textOf(value: FactValue): string {
  return listOf(value).join(' ');
}

/** Less than 0 when `one` is the older version: numbers are compared part by part, `7.2.10` is newer than `7.2.9`. */
export function compareVersions(one: string, other: string): number {
  const left = partsOf(one);
  const right = partsOf(other);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The leading numbers of a version; what a distribution adds behind letters is left out. */
function partsOf(version: string): readonly number[] {
  const numbers = /^\D*(?:\d+:)?(\d+(?:[.-]\d+)*)/.exec(version)?.[1] ?? '';
  return numbers.split(/[.-]/).map(Number);
}
