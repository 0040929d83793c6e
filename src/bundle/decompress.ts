import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { Compression } from './archive-format.ts';
import { ArchiveProblem, corrupt, truncated } from './archive-problem.ts';
import { bunzip2 } from './bunzip2.ts';
import type { Budget } from './limits.ts';
import { passThrough, type Fed } from './pass-through.ts';
import { unxz } from './unxz.ts';

const CHUNK_BYTES = 512 * 1024;

/** As objects, chunks come as they were made; counted by bytes, the first would stop the decoder until it is taken. */
const OPTIONS = { chunkSize: CHUNK_BYTES, readableObjectMode: true, readableHighWaterMark: 4 };

/** How bytes are compressed: as a file of its own, or as zip does it. */
export type Coding = Compression | 'deflate';

type Decoder = (source: AsyncIterable<Uint8Array>, fed: Fed) => AsyncIterable<Uint8Array>;

const DECODERS: Readonly<Record<Coding, Decoder>> = {
  gzip: (source, fed) => passThrough(source, createGunzip(OPTIONS), fed),
  zstd: (source, fed) => passThrough(source, createZstdDecompress(OPTIONS), fed),
  deflate: (source, fed) => passThrough(source, createInflateRaw(OPTIONS), fed),
  xz: unxz,
  bzip2: bunzip2,
};

/** Unfolds a compressed stream within the limits of the run; damage is an `ArchiveProblem` after what came before. */
export async function* decompress(
  source: AsyncIterable<Uint8Array>,
  coding: Coding,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const fed: Fed = { bytes: 0 };
  let given = 0;
  try {
    for await (const chunk of DECODERS[coding](source, fed)) {
      given += chunk.length;
      budget.spend(chunk.length, given, fed.bytes);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ArchiveProblem ? error : damaged(error, coding);
  }
}

function damaged(error: unknown, coding: Coding): ArchiveProblem {
  const why = error instanceof Error ? error.message : String(error);
  return /unexpected end|premature|Z_BUF_ERROR|frame incomplete|error code 8$/i.test(why)
    ? truncated(`its ${coding} data end too early`)
    : corrupt(`its ${coding} data are damaged (${why})`);
}
