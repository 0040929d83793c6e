import type { Compression } from './archive-format.ts';
import { ArchiveProblem, corrupt, truncated } from './archive-problem.ts';
import { bunzip2 } from './bunzip2.ts';
import type { Budget } from './limits.ts';
import type { Fed } from './pass-through.ts';
import { unxz } from './unxz.ts';
import { CODECS, unzlib } from './unzlib.ts';

/** How bytes are compressed: as a file of its own, or as zip does it. */
export type Coding = Compression | 'deflate';

type Decoder = (source: AsyncIterable<Uint8Array>, fed: Fed) => AsyncIterable<Uint8Array>;

const DECODERS: Readonly<Record<Coding, Decoder>> = {
  gzip: (source, fed) => unzlib(source, CODECS.gzip, fed),
  zstd: (source, fed) => unzlib(source, CODECS.zstd, fed),
  deflate: (source, fed) => unzlib(source, CODECS.deflate, fed),
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
