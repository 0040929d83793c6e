import unbzip2 from 'unbzip2-stream';
import type { Fed } from './pass-through.ts';

const SLICE_BYTES = 64 * 1024;

/** Decodes bzip2 step by step; the package works in the call itself, so nothing runs ahead of its reader. */
export async function* bunzip2(source: AsyncIterable<Uint8Array>, fed: Fed): AsyncGenerator<Uint8Array> {
  const decoder = unbzip2();
  let given: Uint8Array[] = [];
  const failures: unknown[] = [];
  decoder.on('data', (chunk: Uint8Array) => given.push(chunk));
  decoder.on('error', (error: unknown) => failures.push(error));
  for await (const chunk of source) {
    for (let from = 0; from < chunk.length; from += SLICE_BYTES) {
      const slice = chunk.subarray(from, from + SLICE_BYTES);
      fed.bytes += slice.length;
      decoder.write(Buffer.from(slice));
      const ready = given;
      given = [];
      yield* ready;
      if (failures.length > 0) throw failures[0] as Error;
    }
  }
  decoder.end();
  yield* given;
  if (failures.length > 0) throw failures[0] as Error;
}
