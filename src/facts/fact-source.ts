import type { FactName, FactValue } from '../model/index.ts';

/** A fact as one file says it; `line` from 1. */
export interface FoundFact {
  readonly name: FactName;
  readonly of?: string;
  readonly value: FactValue;
  readonly line: number;
}

/** A kind of file or of a command's output that says something about its host. */
export interface FactSource {
  readonly id: string;
  /** Fits the end of the file's path inside its host. */
  readonly file: RegExp;
  /** `inside`: the path of the file inside its host, which may say what its content is about. */
  readonly read: (text: string, inside: string) => readonly FoundFact[];
}

/** Lines with their numbers, without the ones that a pattern does not fit. */
export function* matchLines(
  text: string,
  pattern: RegExp,
): Generator<{ readonly line: number; readonly found: RegExpExecArray }> {
  for (const [index, line] of text.split('\n').entries()) {
    const found = pattern.exec(line);
    if (found !== null) yield { line: index + 1, found };
  }
}

/** The first line that fits. */
export function firstLine(
  text: string,
  pattern: RegExp,
): { readonly line: number; readonly found: RegExpExecArray } | undefined {
  for (const hit of matchLines(text, pattern)) return hit;
  return undefined;
}
