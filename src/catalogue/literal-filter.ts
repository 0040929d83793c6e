import { chooseLiteral, countGrams, hashOf, HASH_BITS, STRIDE } from './literal-grams.ts';
import type { SkimmedWord, SkimTables } from '../skim/line-skimmer.ts';
import type { Template } from './template.ts';

/** A gram of a template's literal, and all that must stand in a line besides. */
interface Candidate extends SkimmedWord {
  /** All literals of the template in the form of Latin-1: one character for each byte. */
  readonly literals: readonly string[];
}

/** A template to look for; those of a group (one bit) can be muted while a log is read. */
export interface Sought {
  readonly template: Template;
  readonly group?: number;
}

/** A literal in the bytes; `at` is the place of the word that gave it away. */
interface Hit {
  readonly at: number;
  readonly candidate: Candidate;
}

/** Words of which every second one is looked at together. */
const BLOCK = 8;
const SHORT_HASH_BITS = 14;
const SHORT_HASHES = 1 << SHORT_HASH_BITS;
const IS_LOW_BYTE_FIRST = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** More grams than this are in no catalogue that a filter pays for. */
const MAX_CANDIDATES = 60_000;

/**
 * Finds the lines that may match one of many templates, in bytes and faster than they could be turned into text.
 *
 * Every literal of some length holds, wherever it stands, one whole 32-bit word at an address that is a multiple of
 * eight. So it is enough to look at every second word of the memory; words that can occur in a literal are marked in
 * a table by their hash, and only where one is found the literals are compared.
 */
export class LiteralFilter {
  /** 1 for the hash of every gram. */
  private readonly marked = new Uint8Array(1 << HASH_BITS);
  /** Candidates in the order of their short hashes, and for each of those the first of them. */
  private readonly candidates: readonly Candidate[];
  private readonly candidateWords: Int32Array;
  private readonly firstOf = new Uint16Array(SHORT_HASHES + 1);
  private bytes: Buffer = Buffer.alloc(0);
  private words: Int32Array = new Int32Array(0);
  private wordsAt = 0;
  private blocks: Int32Array = new Int32Array(0);
  private places: Int32Array = new Int32Array(0);
  private readonly hits: Hit[] = [];
  private nextHit = 0;
  private muted = 0;

  private constructor(candidates: readonly Candidate[]) {
    this.candidates = [...candidates].sort((one, other) => shortHash(one.word) - shortHash(other.word));
    this.candidateWords = Int32Array.from(this.candidates, ({ word }) => word);
    const { marked, firstOf } = this;
    for (const { word } of this.candidates) {
      marked[hashOf(word)] = 1;
      firstOf[shortHash(word) + 1] = (firstOf[shortHash(word) + 1] ?? 0) + 1;
    }
    for (let hash = 0; hash < SHORT_HASHES; hash += 1)
      firstOf[hash + 1] = (firstOf[hash + 1] ?? 0) + (firstOf[hash] ?? 0);
  }

  /**
   * `sample` is a piece of the log: words that are frequent there are avoided. `undefined` when a template has no
   * literal that is long enough to be found, and on machines that keep the high byte of a word first.
   */
  static compile(templates: readonly Sought[], sample: Uint8Array): LiteralFilter | undefined {
    if (!IS_LOW_BYTE_FIRST) return undefined;
    const candidates: Candidate[] = [];
    const counts = countGrams(sample);
    for (const { template, group = 0 } of templates) {
      const chosen = chooseLiteral(template, counts);
      if (chosen === undefined) return undefined;
      const literals = template.literals.map((text) => Buffer.from(text).toString('latin1'));
      for (const { word, offset } of chosen.grams)
        candidates.push({ word, offset, literal: chosen.bytes, literals, group });
    }
    return candidates.length > MAX_CANDIDATES ? undefined : new LiteralFilter(candidates);
  }

  /** What a faster search for the same words needs. */
  get tables(): SkimTables {
    const { marked, firstOf, candidates } = this;
    return { marked, firstOf, words: candidates };
  }

  /** Looks, but for the groups of `muted`, through bytes that stay unchanged while `mayMatch` is asked about lines in them, in their order. */
  scan(bytes: Uint8Array, muted = 0): void {
    this.muted = muted;
    const { buffer, byteOffset, length } = bytes;
    this.bytes = Buffer.from(buffer, byteOffset, length);
    const from = (byteOffset + 3) & ~3;
    this.wordsAt = from - byteOffset;
    this.words = new Int32Array(buffer, from, Math.max(0, (byteOffset + length - from) >> 2));
    if (this.places.length <= this.words.length / 2 + BLOCK) {
      this.blocks = new Int32Array(this.words.length / BLOCK + 1);
      this.places = new Int32Array(this.words.length / 2 + BLOCK + 1);
    }
    this.hits.length = 0;
    this.nextHit = 0;
    this.findWords();
  }

  /** Whether the line `[from, to)` holds all literals of a template. */
  mayMatch(from: number, to: number): boolean {
    const { hits } = this;
    let hit = hits[this.nextHit];
    while (hit !== undefined && hit.at < from) hit = hits[(this.nextHit += 1)];
    let line: string | undefined;
    while (hit !== undefined && hit.at < to) {
      line ??= this.bytes.toString('latin1', from, to);
      if (holdsAll(line, hit.candidate.literals)) return true;
      hit = hits[(this.nextHit += 1)];
    }
    return false;
  }

  /** Finds the marked words without a branch: whether a word is marked is not to be foreseen, and a wrong guess costs more than the look itself. */
  private findWords(): void {
    const { words, marked, blocks, places } = this;
    const whole = words.length - (words.length % BLOCK);
    let blockCount = 0;
    for (let index = 0; index < whole; index += BLOCK) {
      blocks[blockCount] = index;
      blockCount +=
        markOf(marked, words[index]) |
        markOf(marked, words[index + 2]) |
        markOf(marked, words[index + 4]) |
        markOf(marked, words[index + 6]);
    }
    blocks[blockCount] = whole;
    let count = 0;
    for (let block = 0; block <= blockCount; block += 1) {
      const from = blocks[block] ?? whole;
      const to = Math.min(from + BLOCK, words.length);
      for (let index = from; index < to; index += STRIDE / 4) {
        places[count] = index;
        count += markOf(marked, words[index]);
      }
    }
    for (let nth = 0; nth < count; nth += 1) this.noteLiterals(places[nth] ?? 0);
  }

  private noteLiterals(index: number): void {
    const word = this.words[index] ?? 0;
    const hash = shortHash(word);
    const { candidateWords } = this;
    const end = this.firstOf[hash + 1] ?? 0;
    for (let nth = this.firstOf[hash] ?? 0; nth < end; nth += 1) {
      if (candidateWords[nth] !== word) continue;
      const candidate = this.candidates[nth];
      const at = index * 4 + this.wordsAt;
      if (candidate === undefined || (candidate.group & this.muted) !== 0) continue;
      if (this.hasLiteral(candidate.literal, at - candidate.offset)) this.hits.push({ at, candidate });
    }
  }

  private hasLiteral(literal: Uint8Array, start: number): boolean {
    if (start < 0 || start + literal.length > this.bytes.length) return false;
    let index = 0;
    while (index < literal.length && this.bytes[start + index] === literal[index]) index += 1;
    return index === literal.length;
  }
}

function markOf(marked: Uint8Array, word: number | undefined): number {
  return marked[hashOf(word ?? 0)] ?? 0;
}

function shortHash(word: number): number {
  return hashOf(word) >>> (HASH_BITS - SHORT_HASH_BITS);
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
