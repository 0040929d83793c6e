import { Readable } from 'node:stream';

/** More is not kept: standard input can be a log without an end. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A stream that can be read once, kept in memory so that its lines can be shown afterwards. */
export class KeptStream {
  private readonly source: AsyncIterable<Uint8Array>;
  private readonly most: number;
  private chunks: Uint8Array[] = [];
  private bytes = 0;

  constructor(source: AsyncIterable<Uint8Array>, most = MOST_BYTES) {
    this.source = source;
    this.most = most;
  }

  /** The stream itself, for its one reader. */
  async *read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.source) {
      this.bytes += chunk.length;
      if (this.bytes <= this.most) this.chunks.push(Uint8Array.from(chunk));
      else this.chunks = [];
      yield chunk;
    }
  }

  /** What has come so far; nothing when it was too much to be kept. */
  again(): AsyncIterable<Uint8Array> | undefined {
    return this.bytes > this.most ? undefined : Readable.from([...this.chunks]);
  }
}
