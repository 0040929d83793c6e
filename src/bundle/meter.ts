import type { Progress } from '../model/index.ts';

/** What the bundle knows of a run's progress. */
export type ReadState = Pick<Progress, 'path' | 'bytesRead' | 'bytesTotal'>;

/** Is told whenever more was read; a promise is waited for. */
export type OnRead = (state: ReadState) => void | PromiseLike<void>;

/** Counts what has been read of the inputs, whatever unfolds from them. */
export class Meter {
  private readonly onRead: OnRead | undefined;
  private path = '';
  private bytesRead = 0;
  private expected = 0;
  private isTotalKnown = false;
  private hasStream = false;
  /** By path: what is read a second time is not counted again. */
  private readonly counted = new Map<string, number>();

  constructor(onRead?: OnRead) {
    this.onRead = onRead;
  }

  /** A file of this size will be read; without a size nobody can say how much there is in all. */
  expect(bytes: number | undefined): void {
    if (bytes === undefined) this.hasStream = true;
    else this.expected += bytes;
  }

  /** No further file will be expected. */
  settle(): void {
    this.isTotalKnown = true;
  }

  /** Something else is read now, without a word to anybody: the next bytes will tell. */
  turnTo(path: string): void {
    this.path = path;
  }

  /** The same chunks, counted; a file that is left early or has changed its size counts as what was expected of it. */
  async *count(
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    path: string,
    bytes: number | undefined,
  ): AsyncGenerator<Uint8Array> {
    this.path = path;
    let own = 0;
    try {
      for await (const chunk of chunks) {
        own += chunk.length;
        this.add(path, Math.min(own, bytes ?? own));
        await this.tell();
        yield chunk;
      }
    } finally {
      this.add(path, bytes ?? own);
    }
  }

  /** Of this file so many bytes were read by now, by somebody else. */
  async countTo(path: string, sum: number): Promise<void> {
    this.path = path;
    this.add(path, sum);
    await this.tell();
  }

  private add(path: string, sum: number): void {
    const before = this.counted.get(path) ?? 0;
    if (sum <= before) return;
    this.bytesRead += sum - before;
    this.counted.set(path, sum);
  }

  async tell(): Promise<void> {
    if (this.onRead === undefined) return;
    const { path, bytesRead } = this;
    const isKnown = this.isTotalKnown && !this.hasStream;
    await this.onRead({ path, bytesRead, ...(isKnown ? { bytesTotal: this.expected } : {}) });
  }
}
