import { chooseLiteral, countGrams, hashOf, STRIDE, TABLE_SIZE } from './literal-grams.ts';
import type { Template } from './template.ts';

/** A gram of a template's literal, and all that must stand in a line besides. */
interface Candidate {
  readonly word: number;
  readonly offset: number;
  readonly literal: Uint8Array;
  /** All literals of the template in the form of Latin-1: one character for each byte. */
  readonly literals: readonly string[];
}

const NONE: readonly Candidate[] = [];
const WORDS_AT_ONCE = 8;

/**
 * Finds the lines that may match one of many templates, in bytes and faster than they could be turned into text.
 *
 * Every literal of some length holds, wherever it stands, one whole 32-bit word at an address that is a multiple of
 * eight. So it is enough to look at every second word of the memory; words that can occur in a literal are marked in
 * a table by their hash, and only where one is found the literals are compared.
 */
export class LiteralFilter {
  private readonly marked = new Uint8Array(TABLE_SIZE);
  private readonly candidates = new Map<number, Candidate[]>();
  private bytes: Buffer = Buffer.alloc(0);
  private words: Int32Array = new Int32Array(0);
  private wordsAt = 0;
  private hits = new Int32Array(1024);
  private hitCount = 0;
  private nextHit = 0;

  private constructor() {
    // compile() is the way in.
  }

  /**
   * `sample` is a piece of the log: words that are frequent there are avoided. `undefined` when a template has no
   * literal that is long enough to be found.
   */
  static compile(templates: readonly Template[], sample: Uint8Array): LiteralFilter | undefined {
    const filter = new LiteralFilter();
    const counts = countGrams(sample);
    for (const template of templates) {
      const chosen = chooseLiteral(template, counts);
      if (chosen === undefined) return undefined;
      const literals = template.literals.map((text) => Buffer.from(text).toString('latin1'));
      for (const { word, offset } of chosen.grams)
        filter.mark({ word, offset, literal: chosen.bytes, literals });
    }
    return filter;
  }

  /** Looks through bytes that stay unchanged while `mayMatch` is asked about lines in them, in their order. */
  scan(bytes: Uint8Array): void {
    const { buffer, byteOffset, length } = bytes;
    this.bytes = Buffer.from(buffer, byteOffset, length);
    const from = (byteOffset + 3) & ~3;
    this.wordsAt = from - byteOffset;
    this.words = new Int32Array(buffer, from, Math.max(0, (byteOffset + length - from) >> 2));
    this.nextHit = 0;
    this.hitCount = 0;
    this.findWords();
  }

  /** Whether the line `[from, to)` holds all literals of a template, or at least may. */
  mayMatch(from: number, to: number): boolean {
    while (this.nextHit < this.hitCount && this.placeOf(this.nextHit) < from) this.nextHit += 1;
    let line: string | undefined;
    for (; this.nextHit < this.hitCount && this.placeOf(this.nextHit) < to; this.nextHit += 1) {
      const index = this.hits[this.nextHit] ?? 0;
      const at = index * 4 + this.wordsAt;
      for (const candidate of this.candidates.get(this.words[index] ?? 0) ?? NONE) {
        if (!this.hasLiteral(candidate.literal, at - candidate.offset, from, to)) continue;
        line ??= this.bytes.toString('latin1', from, to);
        if (holdsAll(line, candidate.literals)) return true;
      }
    }
    return false;
  }

  private mark(candidate: Candidate): void {
    this.marked[hashOf(candidate.word)] = 1;
    const list = this.candidates.get(candidate.word);
    if (list) list.push(candidate);
    else this.candidates.set(candidate.word, [candidate]);
  }

  private placeOf(hit: number): number {
    return (this.hits[hit] ?? 0) * 4 + this.wordsAt;
  }

  private findWords(): void {
    const { words, marked } = this;
    const whole = words.length - (words.length % WORDS_AT_ONCE);
    let index = 0;
    // Most words are in no literal: four at once cost one branch, which is almost never taken.
    for (; index < whole; index += WORDS_AT_ONCE) {
      const any =
        markOf(marked, words[index]) |
        markOf(marked, words[index + 2]) |
        markOf(marked, words[index + 4]) |
        markOf(marked, words[index + 6]);
      if (any !== 0) this.noteWords(index, index + WORDS_AT_ONCE);
    }
    this.noteWords(index, words.length);
  }

  private noteWords(from: number, to: number): void {
    for (let index = from; index < to; index += STRIDE / 4) {
      const word = this.words[index] ?? 0;
      if (this.marked[hashOf(word)] !== 1 || !this.candidates.has(word)) continue;
      if (this.hitCount === this.hits.length) this.hits = grown(this.hits);
      this.hits[this.hitCount] = index;
      this.hitCount += 1;
    }
  }

  private hasLiteral(literal: Uint8Array, start: number, from: number, to: number): boolean {
    if (start < from || start + literal.length > to) return false;
    let index = 0;
    while (index < literal.length && this.bytes[start + index] === literal[index]) index += 1;
    return index === literal.length;
  }
}

function markOf(marked: Uint8Array, word: number | undefined): number {
  return marked[hashOf(word ?? 0)] ?? 0;
}

function grown(hits: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(hits.length * 2);
  larger.set(hits);
  return larger;
}

/** Whether a line holds texts one after the other. */
function holdsAll(line: string, texts: readonly string[]): boolean {
  let at = 0;
  for (const text of texts) {
    const found = line.indexOf(text, at);
    if (found < 0) return false;
    at = found + text.length;
  }
  return true;
}
