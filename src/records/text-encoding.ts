import { TextDecoder } from 'node:util';

const SNIFFED_BYTES = 64;

/** Name of a UTF-16 variant for TextDecoder, or `undefined` for everything that is read as UTF-8. */
type Utf16 = 'utf-16le' | 'utf-16be';

/**
 * Passes bytes on as UTF-8: logs that went through PowerShell or Windows editors are UTF-16, with a byte order mark
 * or without. Decides on the first 64 bytes however they are chunked.
 */
export class Utf8Stream {
  private held: Uint8Array | undefined = new Uint8Array(0);
  private decoder: TextDecoder | undefined;
  private readonly emit: (bytes: Uint8Array) => void;

  constructor(emit: (bytes: Uint8Array) => void) {
    this.emit = emit;
  }

  get isUtf8(): boolean {
    return this.decoder === undefined;
  }

  push(chunk: Uint8Array): void {
    if (this.held === undefined) {
      this.pass(chunk);
      return;
    }
    if (this.held.length + chunk.length >= SNIFFED_BYTES && this.held.length === 0) {
      this.decide(chunk);
      return;
    }
    this.held = Buffer.concat([this.held, chunk]);
    if (this.held.length >= SNIFFED_BYTES) this.decide(this.held);
  }

  end(): void {
    if (this.held !== undefined) this.decide(this.held);
    const rest = this.decoder?.decode() ?? '';
    if (rest !== '') this.emit(Buffer.from(rest));
    this.decoder = undefined;
  }

  private decide(start: Uint8Array): void {
    this.held = undefined;
    const encoding = sniff(start.subarray(0, SNIFFED_BYTES));
    if (encoding !== undefined) this.decoder = new TextDecoder(encoding);
    this.pass(start);
  }

  private pass(bytes: Uint8Array): void {
    if (this.decoder === undefined) this.emit(bytes);
    else this.emit(Buffer.from(this.decoder.decode(bytes, { stream: true })));
  }
}

/** By byte order mark, else by ASCII's NULs: every second byte and never the other. */
function sniff(start: Uint8Array): Utf16 | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start.length < 8) return undefined;
  const nuls = [0, 0];
  for (const [index, byte] of start.entries()) {
    if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  const most = start.length * 0.35;
  if (even === 0 && odd >= most) return 'utf-16le';
  if (odd === 0 && even >= most) return 'utf-16be';
  return undefined;
}
