import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Compression } from './archive-format.ts';
import { ArchiveProblem, corrupt, truncated } from './archive-problem.ts';
import { bunzip2 } from './bunzip2.ts';
import type { Budget } from './limits.ts';
import { passThrough, type Fed } from './pass-through.ts';
import { unxz } from './unxz.ts';

const CHUNK_BYTES = 256 * 1024;

type Decoder = (source: AsyncIterable<Uint8Array>, fed: Fed) => AsyncIterable<Uint8Array>;

const DECODERS: Readonly<Record<Compression, Decoder>> = {
  gzip: (source, fed) => passThrough(source, createGunzip({ chunkSize: CHUNK_BYTES }), fed),
  zstd: (source, fed) => passThrough(source, createZstdDecompress({ chunkSize: CHUNK_BYTES }), fed),
  xz: unxz,
  bzip2: bunzip2,
};

/** Unfolds a compressed stream within the limits of the run; damage is an `ArchiveProblem` after what came before. */
export async function* decompress(
  source: AsyncIterable<Uint8Array>,
  compression: Compression,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const fed: Fed = { bytes: 0 };
  let given = 0;
  try {
    for await (const chunk of DECODERS[compression](source, fed)) {
      given += chunk.length;
      budget.spend(chunk.length, given, fed.bytes);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ArchiveProblem ? error : damaged(error, compression);
  }
}

function damaged(error: unknown, compression: Compression): ArchiveProblem {
  const why = error instanceof Error ? error.message : String(error);
  return /unexpected end|premature|Z_BUF_ERROR|frame incomplete|error code 8$/i.test(why)
    ? truncated(`its ${compression} data end too early`)
    : corrupt(`its ${compression} data are damaged (${why})`);
}
