const EMPTY = new Uint8Array(0);

/**
 * Reads a stream of chunks in the portions that a format asks for.
 *
 * Its source may reuse the memory of a chunk once the next one is asked for. So may whoever takes `chunk`s or `rest`
 * from it expect that of these; what `peek`, `start` and `read` return is a copy.
 */
export class ByteReader {
  /** Bytes handed out so far. */
  position = 0;
  private readonly iterator: AsyncIterator<Uint8Array>;
  private readonly held: Uint8Array[] = [];
  private heldBytes = 0;
  private ended = false;
  private failure: unknown;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.iterator = source[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them; fewer than asked for only at the end. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.heldBytes < length && (await this.pull()));
    return this.copy(length);
  }

  /** As `peek`, but a source that fails meanwhile gives what it had; whoever reads on meets the failure. */
  async start(length: number): Promise<Uint8Array> {
    try {
      return await this.peek(length);
    } catch {
      return this.copy(length);
    }
  }

  /** Takes the next bytes; fewer than asked for only at the end. */
  async read(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.drop(bytes.length);
    return bytes;
  }

  /** The next chunk of at most `length` bytes as it comes; `undefined` at the end. */
  async chunk(length = Infinity): Promise<Uint8Array | undefined> {
    if (this.heldBytes === 0 && !(await this.pull())) return undefined;
    const [first = EMPTY] = this.held;
    const bytes = first.length <= length ? first : first.subarray(0, length);
    this.drop(bytes.length);
    return bytes;
  }

  /** Everything that is left; the source is closed when the reader of these stops. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const next = await this.chunk();
        if (next === undefined) return;
        yield next;
      }
    } finally {
      await this.close();
    }
  }

  /** Puts back bytes that were taken last. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.held.unshift(bytes);
    this.heldBytes += bytes.length;
    this.position -= bytes.length;
  }

  async close(): Promise<void> {
    this.ended = true;
    this.held.length = 0;
    this.heldBytes = 0;
    await this.iterator.return?.();
  }

  private drop(length: number): void {
    let left = length;
    this.position += length;
    this.heldBytes -= length;
    while (left > 0) {
      const [first = EMPTY] = this.held;
      if (first.length > left) {
        this.held[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.held.shift();
    }
  }

  /** Throws again what the source threw, for those who come after the one that saw it. */
  rethrow(): void {
    if (this.failure !== undefined) throw this.failure as Error;
  }

  private async next(): Promise<IteratorResult<Uint8Array>> {
    this.rethrow();
    try {
      return await this.iterator.next();
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  private copy(length: number): Uint8Array {
    return Buffer.concat(this.held, Math.min(length, this.heldBytes));
  }

  private async pull(): Promise<boolean> {
    this.held.splice(0, this.held.length, ...(this.heldBytes === 0 ? [] : [Buffer.concat(this.held)]));
    while (!this.ended) {
      const next = await this.next();
      if (next.done === true) this.ended = true;
      else if (next.value.length > 0) {
        this.held.push(next.value);
        this.heldBytes += next.value.length;
        return true;
      }
    }
    return false;
  }
}
