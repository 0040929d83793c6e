import { cutToFirstValue } from './python-repr-cut.ts';
import { PythonReprParser } from './python-repr-parser.ts';
import { ReprTokens } from './python-repr-tokens.ts';
import type { ReprValue } from './repr-value.ts';

export type { ReprObject, ReprScalar, ReprValue } from './repr-value.ts';

/** Text beyond this many characters is not read. */
export const MAX_REPR_LENGTH = 256 * 1024;
/** Brackets nested deeper than this are not read. */
export const MAX_REPR_DEPTH = 64;

export interface ParsedRepr {
  readonly value: ReprValue;
  /** False when the text was cut, too long or too deep, or when something in it had to be passed over. */
  readonly complete: boolean;
}

/**
 * Reads the Python value at the start of a text, as oslo.versionedobjects and `%s` in Nova print it.
 *
 * What follows the value (oslo's DEBUG suffix, the rest of the sentence) is not looked at. Never throws: a text
 * that ends in the middle gives all fields before the damage, and never half a number or half a word.
 */
export function parsePythonRepr(text: string): ParsedRepr {
  const bounded = text.slice(0, MAX_REPR_LENGTH);
  const cut = cutToFirstValue(new ReprTokens(bounded), MAX_REPR_DEPTH);
  const parser = new PythonReprParser(bounded, cut.tokens);
  const value = parser.value();
  if (value === undefined) return { value: { type: 'none' }, complete: false };
  return { value, complete: cut.complete && parser.sound };
}
