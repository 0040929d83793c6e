import type { Template } from './template.ts';

/** Bytes between the words that the filter looks at. */
export const STRIDE = 8;
const GRAM = 4;
/** Bits of a hash. */
export const HASH_BITS = 18;
const MULTIPLIER = 0x9e3779b1 | 0;
/** The gram before a literal and the one that ends behind it share all but one byte with it. */
const SHARED = 3;
/** A message begins behind a blank or the bracket of its context. */
const BEFORE_MESSAGE = [0x20, 0x5d];
const ANY = Array.from({ length: 256 }, (_, byte) => byte);

/** Four bytes of a literal, and where in it they begin: -1 when the first is the byte before it. */
export interface Gram {
  readonly word: number;
  readonly offset: number;
}

/** The grams that give a template away, one for each way in which its literal can lie in memory. */
export interface TellingLiteral {
  readonly bytes: Uint8Array;
  readonly grams: readonly Gram[];
}

export function hashOf(word: number): number {
  return Math.imul(word, MULTIPLIER) >>> (32 - HASH_BITS);
}

/** How often each hash of four bytes occurs in a sample. */
export function countGrams(sample: Uint8Array): Uint32Array {
  const counts = new Uint32Array(1 << HASH_BITS);
  let word = 0;
  for (const [index, byte] of sample.entries()) {
    word = (word >>> 8) | (byte << 24);
    if (index >= GRAM - 1) {
      const hash = hashOf(word);
      counts[hash] = (counts[hash] ?? 0) + 1;
    }
  }
  return counts;
}

/**
 * The run of eight neighbouring grams in one of a template's literals that is rarest in the sample: wherever the
 * literal stands, exactly one gram of the run begins at an address that is a multiple of eight.
 *
 * `undefined`: all literals are shorter than nine bytes, too short to hold such a run.
 */
export function chooseLiteral(template: Template, counts: Uint32Array): TellingLiteral | undefined {
  let best: TellingLiteral | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [index, text] of template.literals.entries()) {
    const bytes = new Uint8Array(Buffer.from(text));
    const before = index === 0 ? BEFORE_MESSAGE : ANY;
    for (let first = -1; first + STRIDE - 1 <= bytes.length - SHARED; first += 1) {
      const grams = runOf(bytes, first, before);
      const cost = grams.reduce(
        (sum, { word }) => sum + (counts[hashOf(word)] ?? 0),
        grams.length / counts.length,
      );
      if (cost >= lowest) continue;
      lowest = cost;
      best = { bytes, grams };
    }
  }
  return best;
}

function runOf(bytes: Uint8Array, first: number, before: readonly number[]): Gram[] {
  const grams: Gram[] = [];
  for (let offset = first; offset < first + STRIDE; offset += 1) {
    const heads = offset < 0 ? before : [bytes[offset] ?? 0];
    const tails = offset + SHARED < bytes.length ? [bytes[offset + SHARED] ?? 0] : ANY;
    const middle = ((bytes[offset + 1] ?? 0) << 8) | ((bytes[offset + 2] ?? 0) << 16);
    for (const head of heads)
      for (const tail of tails) grams.push({ word: head | middle | (tail << 24), offset });
  }
  return grams;
}
