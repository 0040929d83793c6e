/** A line of text with its number; `cut` when it was longer than the limit and its rest was dropped. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
  readonly cut: boolean;
}

/** Lines longer than this lose their tail; real ones (option dumps, object reprs) stay far below. */
export const DEFAULT_MAX_LINE_BYTES = 256 * 1024;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts byte chunks into lines without ever holding more than one line beyond its limit.
 *
 * Invalid UTF-8 becomes U+FFFD; CRLF and a byte order mark are dropped; a last line without a newline counts.
 */
export class LineSplitter {
  private readonly pieces: Uint8Array[] = [];
  private pending = 0;
  private number = 0;
  private cut = false;

  private readonly emit: (line: TextLine) => void;
  private readonly maxBytes: number;

  constructor(emit: (line: TextLine) => void, maxBytes: number = DEFAULT_MAX_LINE_BYTES) {
    this.emit = emit;
    this.maxBytes = maxBytes;
  }

  /** Takes the next bytes; they may be reused by the caller afterwards. */
  push(chunk: Uint8Array): void {
    let from = 0;
    for (;;) {
      const to = chunk.indexOf(NEWLINE, from);
      if (to < 0) break;
      this.keep(chunk, from, to);
      this.flush();
      from = to + 1;
    }
    if (from < chunk.length) this.keep(chunk, from, chunk.length);
  }

  end(): void {
    if (this.pending > 0 || this.cut) this.flush();
  }

  private keep(chunk: Uint8Array, from: number, to: number): void {
    const room = this.maxBytes - this.pending;
    if (to - from > room) this.cut = true;
    const length = Math.min(room, to - from);
    if (length <= 0) return;
    this.pieces.push(chunk.slice(from, from + length));
    this.pending += length;
  }

  private flush(): void {
    const bytes = this.pieces.length === 1 ? this.pieces[0] : Buffer.concat(this.pieces);
    this.number += 1;
    let text = bytes === undefined ? '' : decode(bytes);
    if (this.number === 1 && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    this.emit({ text, number: this.number, cut: this.cut });
    this.pieces.length = 0;
    this.pending = 0;
    this.cut = false;
  }
}

function decode(bytes: Uint8Array): string {
  const end = bytes[bytes.length - 1] === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  return Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('utf8');
}
