import type { Template } from './template.ts';

/** Bytes between the words that the filter looks at. */
export const STRIDE = 8;
const GRAM = 4;
/** Bits of a hash. */
export const HASH_BITS = 18;
const MULTIPLIER = 0x9e3779b1 | 0;
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
  for (let index = 0; index < sample.length; index += 1) {
    word = (word >>> 8) | ((sample[index] ?? 0) << 24);
    if (index < GRAM - 1) continue;
    const hash = hashOf(word);
    counts[hash] = (counts[hash] ?? 0) + 1;
  }
  return counts;
}

/**
 * The run of eight neighbouring grams in one of a template's literals that is rarest in the sample: wherever the
 * literal stands, exactly one gram of the run begins at an address that is a multiple of eight.
 *
 * Grams that reach beyond their literal have many forms, so they are for templates without a literal of eleven bytes.
 * `undefined`: all literals are shorter than nine, too short to hold such a run at all.
 */
export function chooseLiteral(template: Template, counts: Uint32Array): TellingLiteral | undefined {
  const literals = template.literals.map((text) => new Uint8Array(Buffer.from(text)));
  return rarestRun(literals, counts, 0) ?? rarestRun(literals, counts, 1);
}

/** `reach`: how many bytes the grams may reach beyond their literal on either side. */
function rarestRun(
  literals: readonly Uint8Array[],
  counts: Uint32Array,
  reach: number,
): TellingLiteral | undefined {
  let best:
    { readonly bytes: Uint8Array; readonly first: number; readonly before: readonly number[] } | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [index, bytes] of literals.entries()) {
    const before = index === 0 ? BEFORE_MESSAGE : ANY;
    const costs: number[] = [];
    let cost = 0;
    for (let offset = -reach; offset + GRAM <= bytes.length + reach; offset += 1) {
      const own = costOf(bytes, offset, before, counts);
      costs.push(own);
      cost += own - (costs[costs.length - 1 - STRIDE] ?? 0);
      if (costs.length < STRIDE || cost >= lowest) continue;
      lowest = cost;
      best = { bytes, first: offset - STRIDE + 1, before };
    }
  }
  return best && { bytes: best.bytes, grams: runOf(best.bytes, best.first, best.before) };
}

/** How many words of the sample a gram would stop at. */
function costOf(bytes: Uint8Array, offset: number, before: readonly number[], counts: Uint32Array): number {
  if (offset >= 0 && offset + GRAM <= bytes.length) return counts[hashOf(wordAt(bytes, offset))] ?? 0;
  return formsOf(bytes, offset, before).reduce((sum, word) => sum + (counts[hashOf(word)] ?? 0), 0);
}

function wordAt(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  return low | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

function runOf(bytes: Uint8Array, first: number, before: readonly number[]): Gram[] {
  const grams: Gram[] = [];
  for (let offset = first; offset < first + STRIDE; offset += 1)
    for (const word of formsOf(bytes, offset, before)) grams.push({ word, offset });
  return grams;
}

/** A gram with every byte that can stand where it reaches beyond its literal. */
function formsOf(bytes: Uint8Array, offset: number, before: readonly number[]): number[] {
  const middle = ((bytes[offset + 1] ?? 0) << 8) | ((bytes[offset + 2] ?? 0) << 16);
  const heads = offset < 0 ? before : [bytes[offset] ?? 0];
  const tails = offset + GRAM <= bytes.length ? [bytes[offset + GRAM - 1] ?? 0] : ANY;
  return heads.flatMap((head) => tails.map((tail) => head | middle | (tail << 24)));
}
