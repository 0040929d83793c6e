import type { LineFormat, LineHead } from './line-format.ts';
import { decodeLine } from './line-splitter.ts';

const NO_BYTES = new Uint8Array(0);

/**
 * A record of which only its place is kept: nothing it says is needed, unless a later line turns out to belong to it.
 */
export class SkippedRecord {
  readonly key: string;
  private readonly lineFormat: LineFormat;
  line = 0;
  /** Further lines that were passed over as well. */
  passed = 0;
  private bytes: Uint8Array = NO_BYTES;
  private from = 0;
  private to = 0;

  constructor(key: string, lineFormat: LineFormat) {
    this.key = key;
    this.lineFormat = lineFormat;
  }

  get format(): string {
    return this.lineFormat.id;
  }

  /** Makes it the record that begins in these bytes, which must stay as they are until `keep`. */
  begin(bytes: Uint8Array, from: number, to: number, line: number): void {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.line = line;
    this.passed = 0;
  }

  /** Copies what it needs of the bytes that it began in, before they are reused. */
  keep(): void {
    if (this.bytes.length === this.to - this.from) return;
    this.bytes = Uint8Array.from(this.bytes.subarray(this.from, this.to));
    this.to -= this.from;
    this.from = 0;
  }

  head(line: string): LineHead | undefined {
    return this.lineFormat.parse(line, { open: undefined, envelope: undefined, json: undefined });
  }

  get text(): string {
    const { buffer, byteOffset, length } = this.bytes;
    return decodeLine(Buffer.from(buffer, byteOffset, length), this.from, this.to);
  }
}
