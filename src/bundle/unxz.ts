import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import xz from 'xz-decompress';
import type { Fed } from './pass-through.ts';
import { release } from './release.ts';

const CHUNK_BYTES = 256 * 1024;

let hasSystemXz: Promise<boolean> | undefined;

/** Decodes xz by the system's `xz`, which is several times faster, or else by the decoder that migscope brings. */
export async function* unxz(source: AsyncIterable<Uint8Array>, fed: Fed): AsyncGenerator<Uint8Array> {
  hasSystemXz ??= new Promise<boolean>((resolve) => {
    const child = spawn('xz', ['--version'], { stdio: 'ignore' });
    child.on('error', () => resolve(false)).on('exit', (code) => resolve(code === 0));
  });
  yield* (await hasSystemXz) ? bySystem(source, fed) : byPackage(source, fed);
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
