import type { Duplex } from 'node:stream';
import { release } from './release.ts';

const SMALLEST_SLICE = 4 * 1024;
const LARGEST_SLICE = 64 * 1024;

/** How much went in; grows while the output is read. */
export interface Fed {
  bytes: number;
}

/** How much to decode next. */
export function sliceBytes({ bytes }: Fed): number {
  return Math.min(LARGEST_SLICE, Math.max(SMALLEST_SLICE, bytes >> 3));
}

/**
 * Pulls a source through a decoder without losing what the decoder gave before it failed.
 *
 * `pipeline` drops what lies in buffers when one side fails. A decoder also drops the output of the write in which
 * it fails, so the first slices are small, and they grow with what has gone well.
 */
export async function* passThrough(
  source: AsyncIterable<Uint8Array>,
  decoder: Duplex,
  fed: Fed = { bytes: 0 },
): AsyncGenerator<Uint8Array> {
  let wake: () => void = () => undefined;
  const state: { ended: boolean; failure: unknown; sourceFailure: unknown } = {
    ended: false,
    failure: undefined,
    sourceFailure: undefined,
  };
  decoder.on('readable', () => wake());
  decoder.on('end', () => {
    state.ended = true;
    wake();
  });
  decoder.on('error', (error) => {
    state.failure ??= error;
    wake();
  });
  const feeding = feed(source, decoder, fed).catch((error: unknown) => {
    state.sourceFailure = error;
    decoder.end();
  });
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      for (let next = readNext(decoder); next !== null; next = readNext(decoder)) {
        yield next;
        if (!isInUse(next, decoder)) release(next);
      }
      if (state.failure !== undefined || state.ended) break;
      await woken;
    }
  } finally {
    decoder.destroy();
    await feeding;
  }
  if (state.sourceFailure !== undefined) throw state.sourceFailure as Error;
  if (state.failure !== undefined) throw state.failure as Error;
}

/** Whether zlib may still write into the buffer of a chunk: it hands out parts of the one that it fills. */
function isInUse({ buffer }: Uint8Array, decoder: object): boolean {
  const filled = '_outBuffer' in decoder ? (decoder._outBuffer as Uint8Array | null) : null;
  return filled === null || filled.buffer === buffer;
}

function readNext(decoder: Duplex): Uint8Array | null {
  return decoder.read() as Uint8Array | null;
}

/** One slice waits while another is decoded, so that the decoder goes on while the consumer holds the thread. */
async function feed(source: AsyncIterable<Uint8Array>, decoder: Duplex, fed: Fed): Promise<void> {
  let before = Promise.resolve(true);
  for await (const chunk of source) {
    for (let from = 0; from < chunk.length;) {
      const slice = chunk.subarray(from, from + sliceBytes(fed));
      from += slice.length;
      fed.bytes += slice.length;
      const written = write(decoder, slice);
      if (!(await before)) return;
      before = written;
    }
    // The source may write into its memory again.
    if (!(await before)) return;
  }
  decoder.end();
}

/** Whether the decoder still takes more. */
function write(decoder: Duplex, slice: Uint8Array): Promise<boolean> {
  if (decoder.destroyed || decoder.writableEnded) return Promise.resolve(false);
  return new Promise((resolve) => {
    const closed = () => resolve(false);
    decoder.once('close', closed);
    decoder.write(slice, (error) => {
      decoder.off('close', closed);
      resolve(error === null || error === undefined);
    });
  });
}
