import type { LogFile, Strand } from '../bundle/bundle.ts';

/** Reads the logs of a strand into a place of their own. */
export type ReadInto<Read> = (read: Read, logs: AsyncIterable<LogFile>) => Promise<void>;

/**
 * Reads several strands at a time: while one waits for its decompressor, lines of another are looked at.
 *
 * `begin` gives the place of a strand, by its number, and again when it has to be read a second time because one before
 * it turned out to have lines of it.
 */
export async function readStrands<Read>(
  strands: readonly Strand[],
  atOnce: number,
  begin: (nth: number) => Read,
  readInto: ReadInto<Read>,
): Promise<void> {
  const waiting = strands.entries();
  const takeTurns = async (): Promise<void> => {
    for (const [nth, strand] of waiting) if (strand.isRepeatable) await readInto(begin(nth), strand.logs());
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, strands.length) }, takeTurns));
  for (const [nth, strand] of strands.entries())
    if (!strand.isRepeatable || !strand.settle()) await readInto(begin(nth), strand.again());
}
