import type { ConditionProblem } from './problem.ts';

export interface ProblemPlace {
  /** The whole condition. */
  readonly text: string;
  readonly path?: string;
  /** Where its first character stands in the file, both from 1. */
  readonly line?: number;
  readonly column?: number;
}

const MAX_WIDTH = 100;
const LEAD = 20;

/**
 * A problem with the line it is on and a caret under it, as plain text.
 *
 * Control characters are replaced, as a filter or a rule pack may come from anywhere; of a very long line only
 * the part around the mistake is shown.
 */
export function formatProblem(problem: ConditionProblem, place: ProblemPlace): string {
  const { line, column } = locateProblem(problem, place);
  const start = place.text.lastIndexOf('\n', problem.offset - 1) + 1;
  const end = place.text.indexOf('\n', problem.offset);
  const whole = place.text.slice(start, end < 0 ? undefined : end);
  const at = problem.offset - start;
  const from = whole.length > MAX_WIDTH ? Math.max(0, at - LEAD) : 0;
  const shown = safe(whole.slice(from, from + MAX_WIDTH));
  const width = Math.max(1, Math.min(problem.length, shown.length - (at - from)));
  const cutLeft = from > 0 ? '…' : '';
  const cutRight = whole.length > from + MAX_WIDTH ? '…' : '';
  const gutter = ' '.repeat(String(line).length);
  return [
    `error[${problem.code}]: ${safe(problem.what)}`,
    `${gutter}--> ${safe(place.path ?? 'condition')}:${line}:${column}`,
    `${gutter} |`,
    `${line} | ${cutLeft}${shown}${cutRight}`,
    `${gutter} | ${' '.repeat(cutLeft.length + at - from)}${'^'.repeat(width)}`,
    `${gutter} = why: ${safe(problem.why)}`,
    `${gutter} = fix: ${safe(problem.fix)}`,
  ].join('\n');
}

/** Line and column of a problem in the file that holds the condition. */
export function locateProblem(
  { offset }: ConditionProblem,
  place: ProblemPlace,
): { readonly line: number; readonly column: number } {
  const before = place.text.slice(0, offset).split('\n');
  const inLine = (before.at(-1) ?? '').length;
  return {
    line: (place.line ?? 1) + before.length - 1,
    // Only the first line of the condition begins where the caller says.
    column: inLine + (before.length === 1 ? (place.column ?? 1) : 1),
  };
}

function safe(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}
