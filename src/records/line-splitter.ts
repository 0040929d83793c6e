import { Utf8Stream } from './text-encoding.ts';

/** A line of text with its number; `cut` when it was longer than the limit and its rest was dropped. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
  readonly cut: boolean;
  /** The line's bytes, valid only while it is handed over: `journalctl -o export` counts in them. */
  readonly bytes?: Uint8Array;
}

/** A line of a chunk; a view of its bytes is made for who asks for it, because few do. */
class ChunkLine implements TextLine {
  readonly text: string;
  readonly number: number;
  readonly cut: boolean;
  private readonly chunk: Buffer;
  private readonly from: number;
  private readonly to: number;

  constructor(text: string, number: number, cut: boolean, chunk: Buffer, from: number, to: number) {
    this.text = text;
    this.number = number;
    this.cut = cut;
    this.chunk = chunk;
    this.from = from;
    this.to = to;
  }

  get bytes(): Uint8Array {
    return this.chunk.subarray(this.from, this.to);
  }
}

/** Lines longer than this lose their tail; real ones (option dumps, object reprs) stay far below. */
export const DEFAULT_MAX_LINE_BYTES = 256 * 1024;

/** Larger chunks are looked at piece by piece, so that what is noted about one stays small. */
const MAX_CHUNK_BYTES = 256 * 1024;

/** Where the first line begins that was not passed over, and how many were. */
export interface PassedLines {
  readonly at: number;
  readonly lines: number;
}

/** Looks at whole lines before they are turned into text. */
export interface LineSieve {
  /**
   * The chunk in which the next lines lie; its bytes stay as they are until `leave`. `isJoined`: it is a single line, put
   * together from the ends of two chunks, and says little of what the log is like.
   */
  readonly enter: (chunk: Buffer, isJoined: boolean) => void;
  /** Passes over whole lines from `from` on, the first of which has this number, as long as it need not look closer. */
  readonly skim?: (from: number, number: number, maxLine: number) => PassedLines;
  /** Whether the line `[from, to)` of the chunk is passed over. */
  readonly passes: (from: number, to: number, number: number) => boolean;
  readonly leave: () => void;
}

const NEWLINE = 0x0a;
const LINE_END = Uint8Array.of(NEWLINE);
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Cuts byte chunks into lines without ever holding more than one line beyond its limit.
 *
 * Invalid UTF-8 becomes U+FFFD; CRLF and a byte order mark are dropped; a last line without a newline counts.
 * UTF-16 is recognised and read as such.
 */
export class LineSplitter {
  private readonly pieces: Uint8Array[] = [];
  private pending = 0;
  private number = 0;
  private cut = false;

  private readonly emit: (line: TextLine) => void;
  private readonly maxBytes: number;
  private readonly sieve: LineSieve | undefined;
  private readonly stream = new Utf8Stream((bytes) => {
    for (let from = 0; from < bytes.length; from += MAX_CHUNK_BYTES)
      this.split(asBuffer(bytes.subarray(from, from + MAX_CHUNK_BYTES)));
  });

  constructor(emit: (line: TextLine) => void, maxBytes: number = DEFAULT_MAX_LINE_BYTES, sieve?: LineSieve) {
    this.emit = emit;
    this.maxBytes = maxBytes;
    this.sieve = sieve;
  }

  /** How many lines there were by now. */
  get lines(): number {
    return this.number;
  }

  /** Whether the bytes are read as they are; otherwise they are UTF-16. */
  get isUtf8(): boolean {
    return this.stream.isUtf8;
  }

  /** Takes the next bytes; they may be reused by the caller afterwards. */
  push(chunk: Uint8Array): void {
    this.stream.push(chunk);
  }

  /** Goes on behind whole lines that are read elsewhere; what was pushed before them ended with a line. */
  skip(lines: number): void {
    if (this.pending > 0 || this.cut) this.flush();
    this.number += lines;
  }

  end(): void {
    this.stream.end();
    if (this.pending > 0 || this.cut) this.flush();
  }

  private split(chunk: Buffer): void {
    let from = 0;
    if (this.pending > 0 || this.cut) {
      const to = chunk.indexOf(NEWLINE);
      this.keep(chunk, 0, to < 0 ? chunk.length : to);
      if (to < 0) return;
      this.joinPieces();
      from = to + 1;
    }
    if (from < chunk.length) this.readLines(from === 0 ? chunk : chunk.subarray(from), false);
  }

  private readLines(chunk: Buffer, isJoined: boolean): void {
    const { sieve } = this;
    sieve?.enter(chunk, isJoined);
    let from = 0;
    for (;;) {
      if (sieve?.skim !== undefined) {
        const { at, lines } = sieve.skim(from, this.number + 1, this.maxBytes);
        from = at;
        this.number += lines;
      }
      const to = chunk.indexOf(NEWLINE, from);
      if (to < 0) break;
      if (to - from > this.maxBytes) this.hand(chunk, from, from + this.maxBytes, true);
      else if (sieve?.passes(from, to, this.number + 1) === true) this.number += 1;
      else this.hand(chunk, from, to, false);
      from = to + 1;
    }
    if (from < chunk.length) this.keep(chunk, from, chunk.length);
    sieve?.leave();
  }

  /** Looks at a line that was cut apart by the chunks as at any other. */
  private joinPieces(): void {
    if (this.cut || this.sieve === undefined) {
      this.flush();
      return;
    }
    const line = Buffer.concat([...this.pieces, LINE_END]);
    this.pieces.length = 0;
    this.pending = 0;
    this.readLines(line, true);
  }

  private keep(chunk: Uint8Array, from: number, to: number): void {
    const room = this.maxBytes - this.pending;
    if (to - from > room) this.cut = true;
    const length = Math.min(room, to - from);
    if (length <= 0) return;
    // Not slice(): of a Buffer that is a view, and callers reuse theirs.
    this.pieces.push(Uint8Array.from(chunk.subarray(from, from + length)));
    this.pending += length;
  }

  private flush(): void {
    const [only] = this.pieces;
    const bytes = only !== undefined && this.pieces.length === 1 ? only : Buffer.concat(this.pieces);
    const { cut } = this;
    this.pieces.length = 0;
    this.pending = 0;
    this.cut = false;
    this.hand(asBuffer(bytes), 0, bytes.length, cut);
  }

  private hand(chunk: Buffer, from: number, to: number, cut: boolean): void {
    this.number += 1;
    let text = decodeLine(chunk, from, to);
    if (this.number === 1 && text.charCodeAt(0) === BYTE_ORDER_MARK) text = text.slice(1);
    this.emit(new ChunkLine(text, this.number, cut, chunk, from, to));
  }
}

/** As a Buffer, whose search for a byte is several times faster than a Uint8Array's. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The text of a line: invalid UTF-8 becomes U+FFFD, the carriage return of a Windows line end is dropped. */
export function decodeLine(chunk: Buffer, from: number, to: number): string {
  const end = to > from && chunk[to - 1] === CARRIAGE_RETURN ? to - 1 : to;
  return chunk.toString('utf8', from, end);
}
