import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { Transform } from 'node:stream';
import { type Engine, engineOf } from './engine.ts';
import { type Fed, passThrough, sliceBytes } from './pass-through.ts';

/** Fits a core's own cache together with the lines that are looked at. */
const CHUNK_BYTES = 256 * 1024;
/** The least that Node takes: the engine fills other memory. */
const UNUSED_BYTES = 64;
const MAX_SPARE = 4;
const NOTHING = new Uint8Array(0);
/** `Z_NO_FLUSH` and `ZSTD_e_continue`: more comes. */
const GO_ON = 0;
const Z_FINISH = 4;
const ZSTD_E_END = 2;

interface Codec {
  readonly create: (options: { chunkSize: number }) => Transform & { readonly bytesWritten: number };
  /** Says that no more comes. */
  readonly finish: number;
  /** Whether Node's stream may take the end of a part for the end of all. */
  readonly mayEndEarly?: boolean;
}

/** What Node's zlib decodes. */
export const CODECS = {
  gzip: { create: createGunzip, finish: Z_FINISH },
  zstd: { create: createZstdDecompress, finish: ZSTD_E_END, mayEndEarly: true },
  deflate: { create: createInflateRaw, finish: Z_FINISH },
} as const satisfies Readonly<Record<string, Codec>>;

/** Decodes by zlib; chunks are valid until the next one is asked for. */
export async function* unzlib(
  source: AsyncIterable<Uint8Array>,
  codec: Codec,
  fed: Fed,
): AsyncGenerator<Uint8Array> {
  const bare = codec.create({ chunkSize: UNUSED_BYTES });
  const engine = engineOf(bare);
  if (engine !== undefined) {
    yield* byEngine(source, engine, codec.finish, fed);
    return;
  }
  bare.destroy();
  const decoder = codec.create({ chunkSize: CHUNK_BYTES });
  yield* passThrough(source, decoder, fed);
  if (codec.mayEndEarly === true && decoder.bytesWritten < fed.bytes)
    throw new Error('this version of Node reads only the first of its frames');
}

/** Memory of decoders that have ended: a folder may hold hundreds of compressed logs. */
const spare: Buffer[] = [];

/** A call in which it fails gives nothing, so that the slices grow with what has gone well, as for the stream. */
async function* byEngine(
  source: AsyncIterable<Uint8Array>,
  engine: Engine,
  finish: number,
  fed: Fed,
): AsyncGenerator<Uint8Array> {
  const output = spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  try {
    for await (const chunk of source)
      for (let from = 0; from < chunk.length;) {
        const slice = chunk.subarray(from, from + sliceBytes(fed));
        from += slice.length;
        fed.bytes += slice.length;
        if (yield* decode(engine, GO_ON, slice, output)) return;
      }
    yield* decode(engine, finish, NOTHING, output);
  } finally {
    engine.close();
    if (spare.length < MAX_SPARE) spare.push(output);
  }
}

/**
 * A frame of zstd ends a call: what is left of the input begins the next one. Returns whether all has come to its end,
 * as a gzip does in front of zeros, whatever stands behind.
 */
function* decode(
  engine: Engine,
  flush: number,
  input: Uint8Array,
  output: Uint8Array,
): Generator<Uint8Array, boolean> {
  for (let left = input.length; ;) {
    const before = left;
    const room = decodeOnce(engine, flush, input.subarray(input.length - left), output);
    left = engine.state[1] ?? 0;
    if (room < output.length) yield output.subarray(0, output.length - room);
    else if (left === before) return left > 0;
    if (room > 0 && left === 0) return false;
  }
}

function decodeOnce(engine: Engine, flush: number, input: Uint8Array, output: Uint8Array): number {
  let failure: string | undefined;
  engine.onFailure = (message) => (failure = message);
  engine.decode(flush, input, output);
  if (failure !== undefined) throw new Error(failure);
  return engine.state[0] ?? 0;
}
