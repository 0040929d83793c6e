import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import xz from 'xz-decompress';
import { openPipe, type OwnPipe } from './own-pipe.ts';
import type { Fed } from './pass-through.ts';
import { release } from './release.ts';

const CHUNK_BYTES = 256 * 1024;
/** Making a pipe takes as long as decoding some megabytes. */
const MIN_FILE_BYTES = 512 * 1024;

/** A compressed file that lies on the disk, for a decoder that reads it itself. */
export interface CompressedFile {
  readonly path: string;
  readonly bytes: number;
  /** Is told how much of it has been read. */
  readonly countTo: (bytes: number) => Promise<void>;
}

let hasSystemXz: Promise<boolean> | undefined;

/**
 * Decodes xz by the system's `xz`, which is several times faster, or else by the decoder that migscope brings. With a
 * `file` this thread waits for the next bytes of it and does nothing else meanwhile.
 */
export async function* unxz(
  source: AsyncIterable<Uint8Array>,
  fed: Fed,
  file: CompressedFile | undefined,
): AsyncGenerator<Uint8Array> {
  hasSystemXz ??= new Promise<boolean>((resolve) => {
    const child = spawn('xz', ['--version'], { stdio: 'ignore' });
    child.on('error', () => resolve(false)).on('exit', (code) => resolve(code === 0));
  });
  if (!(await hasSystemXz)) {
    yield* byPackage(source, fed);
    return;
  }
  const pipe = file !== undefined && file.bytes >= MIN_FILE_BYTES ? openPipe() : undefined;
  yield* file === undefined || pipe === undefined ? bySystem(source, fed) : byPipe(file, pipe, fed);
}

async function* bySystem(source: AsyncIterable<Uint8Array>, fed: Fed): AsyncGenerator<Uint8Array> {
  const child = spawn('xz', ['-dc'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ending = endingOf(child);
  // It stops reading where the data are damaged; what it says about that counts, not the broken pipe.
  child.stdin.on('error', () => undefined);
  const feeding = feed(source, child.stdin, fed);
  let failure: unknown;
  feeding.catch((error: unknown) => {
    failure = error;
    child.stdin.end();
  });
  try {
    yield* gather(child.stdout);
    const problem = await ending;
    await feeding.catch(() => undefined);
    if (failure !== undefined) throw failure as Error;
    if (problem !== undefined) throw problem;
  } finally {
    child.kill();
    child.stdin.destroy();
  }
}

/** It reads the file itself, and what it writes is taken as it comes. */
async function* byPipe(file: CompressedFile, { from, to }: OwnPipe, fed: Fed): AsyncGenerator<Uint8Array> {
  let input: number | undefined;
  let child: ChildProcess | undefined;
  try {
    let ending: Promise<Error | undefined>;
    try {
      input = openSync(file.path, 'r');
      child = spawn('xz', ['-dc'], { stdio: [input, to, 'pipe'] });
      ending = endingOf(child);
    } finally {
      // Only the other process has that end now, so that its own end is the end of the pipe.
      closeSync(to);
    }
    const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (let length = fill(memory, from); length > 0; length = fill(memory, from)) {
      fed.bytes = positionOf(input) ?? file.bytes;
      await file.countTo(fed.bytes);
      yield memory.subarray(0, length);
    }
    const problem = await ending;
    if (problem !== undefined) throw problem;
  } finally {
    child?.kill();
    closeSync(from);
    if (input !== undefined) closeSync(input);
  }
}

/** Reads as much as there is room for; less only at the end. */
function fill(memory: Uint8Array, from: number): number {
  let length = 0;
  while (length < memory.length) {
    const more = readSync(from, memory, length, memory.length - length, null);
    if (more === 0) break;
    length += more;
  }
  return length;
}

/** How far whoever shares a file's descriptor has read; only Linux tells. */
function positionOf(descriptor: number): number | undefined {
  try {
    const about = readFileSync(`/proc/self/fdinfo/${String(descriptor)}`, 'latin1');
    const position = /^pos:\s*(\d+)/.exec(about)?.[1];
    return position === undefined ? undefined : Number(position);
  } catch {
    return undefined;
  }
}

/** Resolves when it has ended, with what was wrong if that was not well. */
async function endingOf(child: ChildProcess): Promise<Error | undefined> {
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaint = `${complaint}${text.toString()}`.slice(0, 300);
  });
  const ending = await new Promise<number | null | Error>((resolve) => {
    child.on('close', resolve).on('error', resolve);
  });
  if (ending instanceof Error) return ending;
  return ending === 0 ? undefined : new Error(complaint.replace(/^xz: [^:]*: /, '').trim());
}

/** Bytes of a pipe in chunks of some size: `xz` writes 8 KiB at a time. */
async function* gather(pipe: Readable): AsyncGenerator<Uint8Array> {
  const memory = Buffer.allocUnsafe(CHUNK_BYTES);
  let length = 0;
  for await (const piece of pipe as AsyncIterable<Uint8Array>) {
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + memory.length - length);
      memory.set(part, length);
      length += part.length;
      from += part.length;
      if (length < memory.length) continue;
      yield memory;
      length = 0;
    }
    release(piece);
  }
  if (length > 0) yield memory.subarray(0, length);
}

async function feed(source: AsyncIterable<Uint8Array>, to: Writable, fed: Fed): Promise<void> {
  for await (const chunk of source) {
    if (to.destroyed) return;
    fed.bytes += chunk.length;
    await new Promise<void>((resolve) => to.write(chunk, () => resolve()));
  }
  to.end();
}

async function* byPackage(source: AsyncIterable<Uint8Array>, fed: Fed): AsyncGenerator<Uint8Array> {
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      fed.bytes += chunk.length;
      // The stream may ask for the next one before it has read this.
      yield Uint8Array.from(chunk);
    }
  }
  const stream = new xz.XzReadableStream(ReadableStream.from<Uint8Array>(counted()));
  try {
    for await (const chunk of stream.values({ preventCancel: true })) yield Uint8Array.from(chunk);
  } finally {
    // It fails to cancel what it has already decoded to the end: a tar ends before its compression does.
    await stream.cancel().catch(() => undefined);
  }
}
