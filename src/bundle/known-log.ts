import { crc32 } from 'node:zlib';

const NEWLINE = 0x0a;
export const BLOCK_BYTES = 4096;
/** Of its beginning and its end this much is kept as it is. */
export const KEPT_BYTES = 64 * 1024;
export const START_BYTES = 256;
/** Shorter lines say too little to know a log by. */
export const SHORTEST_LINE = 24;

/** How much of all logs of a run may be kept as it is; of logs behind that only checksums are known. */
export interface Keeping {
  bytesLeft: number;
  /** Room for the end of the log that is being read: one at a time, and none in between. */
  last: Buffer | undefined;
}

export function beginKeeping(bytes: number): Keeping {
  return { bytesLeft: bytes, last: undefined };
}

/** The same as plain data, for another thread. */
export interface PackedKnownLog {
  readonly length: number;
  readonly sums: Uint32Array<ArrayBuffer>;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** What is remembered of a log that was read: enough to know its lines again in another copy of it. */
export class KnownLog {
  length = 0;
  /** Checksums of its blocks, with room for more. */
  private sums = new Uint32Array(16);
  private blocks = 0;
  private blockAt: ReadonlyMap<number, number> | undefined;
  private openSum = 0;
  private openBytes = 0;
  private head: Buffer = Buffer.alloc(0);
  private tail: Buffer = Buffer.alloc(0);
  private lastBytes = 0;
  private readonly keeping: Keeping;

  constructor(keeping: Keeping) {
    this.keeping = keeping;
  }

  /** One that was read to its end somewhere else; what is kept of it counts there. */
  static of({ length, sums, head, tail }: PackedKnownLog, keeping: Keeping): KnownLog {
    const log = new KnownLog(keeping);
    log.length = length;
    log.sums = sums;
    log.blocks = sums.length;
    log.head = asBuffer(head);
    log.tail = asBuffer(tail);
    return log;
  }

  pack(): PackedKnownLog {
    const { length, sums, blocks, head, tail } = this;
    // Copies: what they lie in holds more.
    return { length, sums: sums.slice(0, blocks), head: Uint8Array.from(head), tail: Uint8Array.from(tail) };
  }

  /** Takes the next bytes of the log; they may be reused afterwards. */
  add(chunk: Uint8Array): void {
    const bytes = asBuffer(chunk);
    this.keepHead(bytes);
    this.keepLast(bytes);
    this.length += bytes.length;
    for (let from = 0; from < bytes.length;) {
      const to = Math.min(bytes.length, from + BLOCK_BYTES - this.openBytes);
      this.openSum = crc32(bytes.subarray(from, to), this.openSum);
      this.openBytes += to - from;
      from = to;
      if (this.openBytes === BLOCK_BYTES) this.closeBlock();
    }
  }

  /** Keeps its end, if there is room for it. */
  finish(): void {
    const { last } = this.keeping;
    this.keeping.last = undefined;
    if (last !== undefined && this.keeping.bytesLeft >= KEPT_BYTES) {
      this.tail = Buffer.from(last.subarray(Math.max(0, this.lastBytes - KEPT_BYTES), this.lastBytes));
      this.keeping.bytesLeft -= this.tail.length;
    }
  }

  /** Its beginning, to look for in other logs; empty when nothing was kept. */
  get start(): Buffer {
    return this.head.subarray(0, START_BYTES);
  }

  /** When its first and its last line were written, as far as they say so and were kept. */
  get dates(): { readonly first: string | undefined; readonly last: string | undefined } {
    const end = this.tail.lastIndexOf(NEWLINE, -2);
    return { first: dateOf(this.head), last: dateOf(this.tail.subarray(end + 1)) };
  }

  /** Bytes up to the end of its last whole line. */
  get wholeLines(): number {
    if (this.tail.length === 0) return this.length;
    const end = this.tail.lastIndexOf(NEWLINE);
    return end < 0 ? this.length - this.tail.length : this.length - this.tail.length + end + 1;
  }

  /**
   * How far behind this log's beginning another one begins that has lines of it; negative: this one begins inside the
   * other. Nothing when they have none in common as far as the other's beginning tells.
   */
  shiftOf(start: Buffer): number | undefined {
    return this.shiftInKept(start) ?? this.shiftByBlock(start);
  }

  /** Whether these bytes stand at this offset; `undefined`: nobody remembers. */
  holds(bytes: Buffer, at: number): boolean | undefined {
    if (at + bytes.length > this.length) return false;
    if (at + bytes.length <= this.head.length) return this.head.subarray(at, at + bytes.length).equals(bytes);
    const tailAt = this.length - this.tail.length;
    if (at >= tailAt && this.tail.length > 0)
      return this.tail.subarray(at - tailAt, at - tailAt + bytes.length).equals(bytes);
    if (at % BLOCK_BYTES !== 0 || bytes.length !== BLOCK_BYTES) return undefined;
    const block = at / BLOCK_BYTES;
    return block < this.blocks && this.sums[block] === crc32(bytes);
  }

  private shiftInKept(start: Buffer): number | undefined {
    for (const from of lineStarts(start)) {
      const line = start.subarray(from, start.indexOf(NEWLINE, from) + 1);
      if (line.length < SHORTEST_LINE) continue;
      for (const [kept, at] of [
        [this.head, 0],
        [this.tail, this.length - this.tail.length],
      ] as const) {
        for (let found = kept.indexOf(line); found >= 0; found = kept.indexOf(line, found + 1)) {
          const length = Math.min(kept.length - found, start.length - from);
          const isSame = kept.subarray(found, found + length).equals(start.subarray(from, from + length));
          if (isSame) return at + found - from;
        }
      }
    }
    return undefined;
  }

  /** By a block that both have: one begins within a block's length from where the other log begins inside. */
  private shiftByBlock(start: Buffer): number | undefined {
    const last = Math.min(BLOCK_BYTES, start.length - BLOCK_BYTES);
    if (last < 0) return undefined;
    this.blockAt ??= this.indexBlocks();
    for (let at = 0; at <= last; at += 1) {
      const block = this.blockAt.get(crc32(start.subarray(at, at + BLOCK_BYTES)));
      if (block === undefined) continue;
      const next = start.subarray(at + BLOCK_BYTES, at + 2 * BLOCK_BYTES);
      if (this.holds(next, (block + 1) * BLOCK_BYTES) !== false) return block * BLOCK_BYTES - at;
    }
    return undefined;
  }

  /** Where each block stands first. */
  private indexBlocks(): ReadonlyMap<number, number> {
    const blockAt = new Map<number, number>();
    for (let block = this.blocks - 1; block >= 0; block -= 1) blockAt.set(this.sums[block] ?? 0, block);
    return blockAt;
  }

  private closeBlock(): void {
    if (this.blocks === this.sums.length) {
      const more = new Uint32Array(this.sums.length * 2);
      more.set(this.sums);
      this.sums = more;
    }
    this.sums[this.blocks] = this.openSum;
    this.blocks += 1;
    this.openSum = 0;
    this.openBytes = 0;
  }

  /** Twice the room that is needed, so that what is kept moves to its front now and then only. */
  private keepLast(bytes: Buffer): void {
    const news = bytes.subarray(-KEPT_BYTES);
    const last = (this.keeping.last ??= Buffer.allocUnsafeSlow(2 * KEPT_BYTES));
    if (this.lastBytes + news.length > last.length) {
      last.copyWithin(0, this.lastBytes - KEPT_BYTES, this.lastBytes);
      this.lastBytes = KEPT_BYTES;
    }
    news.copy(last, this.lastBytes);
    this.lastBytes += news.length;
  }

  private keepHead(bytes: Buffer): void {
    // Only without gaps: what is not kept once is the end of what is.
    if (this.length >= KEPT_BYTES || this.head.length !== this.length) return;
    const more = bytes.subarray(0, Math.min(KEPT_BYTES - this.length, this.keeping.bytesLeft));
    this.head = Buffer.concat([this.head, more]);
    this.keeping.bytesLeft -= more.length;
  }
}

/** The same bytes with a buffer's methods. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

const DATE_LENGTH = 19;
const DATE = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/;

/** The printed time of a line, to the second. */
export function dateOf(line: Buffer): string | undefined {
  const text = line.toString('latin1', 0, DATE_LENGTH);
  return DATE.test(text) ? text.replace('T', ' ') : undefined;
}

/** The beginning, and the second line: the first of a tail is cut anywhere. */
function lineStarts(text: Buffer): number[] {
  const end = text.indexOf(NEWLINE);
  return end < 0 ? [0] : [0, end + 1];
}
