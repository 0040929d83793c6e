import type { SkimmedLines, LineSkimmer } from '../records/record-sieve.ts';
import { startSkim, type SkimExports } from './skim-code.ts';

/** A word of a literal that gives it away, with its short hash. */
export interface SkimmedWord {
  /** Four bytes, the first one lowest. */
  readonly word: number;
  /** Where in the literal they begin: -1 when the first is the byte before it. */
  readonly offset: number;
  readonly literal: Uint8Array;
  /** One bit for those that can be muted together, or 0. */
  readonly group: number;
}

/** The words of a filter, ordered by their short hashes. */
export interface SkimTables {
  /** 1 for the hash of every word; 2^18 of them. */
  readonly marked: Uint8Array;
  /** For each short hash of 14 bits, and one more, the number of its first word. */
  readonly firstOf: Uint16Array;
  readonly words: readonly SkimmedWord[];
}

/** Places in memory that `assembly/skim.ts` knows as well. */
const MARKED = 0x10000;
const FIRST_ROW = 0x18000;
const ROWS = 0x50000;
const ROW_BYTES = 32;
const ROW = { word: 0, windowAt: 4, mask: 8, value: 16, offset: 24, literal: 28 } as const;
const WORD_BYTES = 4;
const WINDOW_BYTES = 8;

const PAGE_BYTES = 65_536;
/** What is read beyond the ends of the text while looking at it. */
const SLACK = 64;
/** Lines are handed over in pieces that are not larger: there is room for the places of so many words only. */
const MAX_TEXT_BYTES = 256 * 1024;
const FORMATS: Readonly<Record<string, number>> = { oslo: 0, 'libvirt-daemon': 1 };

/**
 * Passes over lines that hold nothing known, many in one call, in WebAssembly: what `RecordSieve` does line by line, at
 * a multiple of its speed. It stops wherever there is a doubt.
 */
export class WasmLineSkimmer implements LineSkimmer {
  private readonly code: SkimExports;
  private readonly format: number;
  private readonly memory: Buffer;
  private readonly textAt: number;
  private readonly grouped: readonly GroupedRow[];
  private length = 0;
  private muted = 0;
  private readonly result: SkimmedLines = {
    at: 0,
    lines: 0,
    records: 0,
    debugRecords: 0,
    linesBefore: 0,
    linesBehind: 0,
    firstAt: 0,
    firstLine: 0,
    lastAt: 0,
    lastTo: 0,
    lastLine: 0,
    pid: 0,
  };

  private constructor(
    code: SkimExports,
    format: number,
    memory: Buffer,
    textAt: number,
    grouped: readonly GroupedRow[],
  ) {
    this.grouped = grouped;
    this.code = code;
    this.format = format;
    this.memory = memory;
    this.textAt = textAt;
  }

  /** `undefined` where WebAssembly cannot run (`node --jitless`, an unbuilt clone) or knows no such lines. */
  static make(lineFormat: string, tables: SkimTables): WasmLineSkimmer | undefined {
    const format = FORMATS[lineFormat];
    const code = format === undefined ? undefined : startSkim();
    if (format === undefined || code === undefined) return undefined;
    const literals = new Map<Uint8Array, number>();
    let end = ROWS + tables.words.length * ROW_BYTES;
    for (const { literal } of tables.words) {
      if (literals.has(literal)) continue;
      literals.set(literal, end);
      end += WORD_BYTES + literal.length;
    }
    const textAt = end + SLACK;
    const missing = textAt + MAX_TEXT_BYTES + SLACK - code.memory.buffer.byteLength;
    if (missing > 0) code.memory.grow(Math.ceil(missing / PAGE_BYTES));
    const memory = Buffer.from(code.memory.buffer);
    writeTables(memory, tables, literals);
    const grouped = tables.words.flatMap((word, nth) =>
      word.group === 0 ? [] : [{ word, row: ROWS + nth * ROW_BYTES }],
    );
    return new WasmLineSkimmer(code, format, memory, textAt, grouped);
  }

  take(chunk: Uint8Array, muted = 0): boolean {
    this.mute(muted);
    this.length = chunk.length;
    if (chunk.length > MAX_TEXT_BYTES) return false;
    this.memory.set(chunk, this.textAt);
    return true;
  }

  private mute(muted: number): void {
    if (muted === this.muted) return;
    this.muted = muted;
    for (const { word, row } of this.grouped) writeWindow(this.memory, row, word, (word.group & muted) !== 0);
  }

  skim(from: number, isBehindSkipped: boolean, maxLine: number): SkimmedLines {
    const { code, textAt, result } = this;
    const end = code.skim(textAt + from, textAt + this.length, this.format, isBehindSkipped ? 1 : 0, maxLine);
    result.at = end - textAt;
    result.lines = code.lines.value;
    result.records = code.records.value;
    result.debugRecords = code.debugRecords.value;
    result.linesBefore = code.linesBefore.value;
    result.linesBehind = code.linesBehind.value;
    result.firstAt = code.firstAt.value - textAt;
    result.firstLine = code.firstLine.value;
    result.lastAt = code.lastAt.value - textAt;
    result.lastTo = code.lastTo.value - textAt;
    result.lastLine = code.lastLine.value;
    result.pid = code.pid.value;
    return result;
  }
}

interface GroupedRow {
  readonly word: SkimmedWord;
  readonly row: number;
}

function writeTables(
  memory: Buffer,
  { marked, firstOf, words }: SkimTables,
  literals: ReadonlyMap<Uint8Array, number>,
): void {
  for (let hash = 0; hash < marked.length; hash += 1) {
    const at = MARKED + (hash >>> 3);
    if (marked[hash] === 1) memory[at] = (memory[at] ?? 0) | (1 << (hash & 7));
  }
  // In the order of this machine, which keeps the low byte first, or there would be no filter.
  memory.set(new Uint8Array(firstOf.buffer, firstOf.byteOffset, firstOf.byteLength), FIRST_ROW);
  for (const [literal, at] of literals) {
    memory.writeUInt32LE(literal.length, at);
    memory.set(literal, at + WORD_BYTES);
  }
  for (const [nth, word] of words.entries()) {
    const row = ROWS + nth * ROW_BYTES;
    memory.writeInt32LE(word.word, row + ROW.word);
    memory.writeInt32LE(windowOf(word), row + ROW.windowAt);
    memory.writeInt32LE(word.offset, row + ROW.offset);
    memory.writeUInt32LE(literals.get(word.literal) ?? 0, row + ROW.literal);
    writeWindow(memory, row, word, false);
  }
}

/** Where the eight bytes begin, counted from the word, in which more of the literal stands. */
function windowOf({ offset, literal }: SkimmedWord): number {
  const behind = literal.length - offset - WORD_BYTES;
  return behind >= offset ? WORD_BYTES : -WINDOW_BYTES;
}

/** Most of a literal beside its word is compared in one step. What is muted is compared with what cannot be. */
function writeWindow(memory: Buffer, row: number, word: SkimmedWord, isMuted: boolean): void {
  const first = word.offset + windowOf(word);
  for (let nth = 0; nth < WINDOW_BYTES; nth += 1) {
    const byte = word.literal[first + nth];
    memory[row + ROW.mask + nth] = byte === undefined || isMuted ? 0 : 0xff;
    memory[row + ROW.value + nth] = isMuted ? 0xff : (byte ?? 0);
  }
}
