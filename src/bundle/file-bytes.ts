import { closeSync, openSync, readSync, realpathSync } from 'node:fs';

const CHUNK_BYTES = 256 * 1024;

/** The first bytes of a file. */
export function readHead(path: string, length: number): Buffer {
  return readAt(realpathSync(path), 0, length);
}

/** The last bytes of a file of this size. */
export function readTail(path: string, size: number, length: number): Buffer {
  const last = Math.min(length, size);
  return readAt(realpathSync(path), size - last, last);
}

/** Reads a file in chunks through one reused buffer; it may be a pipe. */
export function* readChunks(path: string): Generator<Uint8Array> {
  yield* chunksOf(path, undefined, () => Number.POSITIVE_INFINITY);
}

/** The same between two places, the second of which is asked for anew before each chunk, or up to the file's end. */
export function* readRange(path: string, from: number, to: () => number): Generator<Uint8Array> {
  yield* chunksOf(path, from, to);
}

function* chunksOf(path: string, from: number | undefined, to: () => number): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = from ?? 0; at < to();) {
      const length = readSync(
        file,
        buffer,
        0,
        Math.min(CHUNK_BYTES, to() - at),
        from === undefined ? null : at,
      );
      if (length === 0) return;
      at += length;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** So many bytes from a place on, or those that there are. */
export function readAt(path: string, from: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, from));
  } finally {
    closeSync(file);
  }
}

/** Several files one behind the other, in the same way. */
export async function* readJoined(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) for (const chunk of readChunks(path)) yield await Promise.resolve(chunk);
}

/** A stream's beginning, and how to get all of it: what was looked at and then the rest. */
export interface StreamStart {
  readonly head: Buffer;
  readonly all: () => AsyncGenerator<Uint8Array>;
}

/** Looks at the beginning of a stream that can be read only once. */
export async function startOf(stream: AsyncIterable<Uint8Array>, length: number): Promise<StreamStart> {
  const iterator = stream[Symbol.asyncIterator]();
  const start: Uint8Array[] = [];
  let bytes = 0;
  let ended = false;
  while (bytes < length && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else {
      start.push(Uint8Array.from(next.value));
      bytes += next.value.length;
    }
  }
  return { head: Buffer.concat(start), all: () => chain(start, ended ? undefined : iterator) };
}

async function* chain(
  start: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<Uint8Array> {
  yield* start;
  for (;;) {
    const next = await rest?.next();
    if (next === undefined || next.done === true) return;
    yield next.value;
  }
}
