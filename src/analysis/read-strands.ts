import type { LogFile, Strand } from '../bundle/bundle.ts';

/** How strands are read into places of their own. */
export interface StrandReading<Read> {
  /** Gives the place of a strand, by its number, and again when it has to be read a second time. */
  begin(nth: number): Read;
  readInto(read: Read, logs: AsyncIterable<LogFile>): Promise<void>;
  /** Reads it in another thread, if that pays with so much left; whether it did. */
  readAway(read: Read, strand: Strand, bytesLeft: number): Promise<boolean>;
}

/**
 * Reads several strands at a time: large ones in other threads if there are any, and small ones here, where programs
 * that decompress them work meanwhile.
 *
 * A strand is read a second time where one before it turned out to have lines of it.
 */
export async function readStrands<Read>(
  strands: readonly Strand[],
  atOnce: number,
  reading: StrandReading<Read>,
): Promise<void> {
  const lanes = Math.min(atOnce, strands.length);
  const waiting = strands.entries();
  let bytesLeft = strands.reduce((sum, { away }) => sum + (away?.task.bytes ?? 0), 0);
  const takeTurns = async (mayGoAway: boolean): Promise<void> => {
    for (const [nth, strand] of waiting) {
      if (!strand.isRepeatable) continue;
      const left = bytesLeft;
      bytesLeft -= strand.away?.task.bytes ?? 0;
      if (mayGoAway && (await reading.readAway(reading.begin(nth), strand, left))) continue;
      await reading.readInto(reading.begin(nth), strand.logs());
    }
  };
  // One of them stays here.
  await Promise.all(Array.from({ length: lanes }, (_, nth) => takeTurns(nth > 0)));
  for (const [nth, strand] of strands.entries())
    if (!strand.isRepeatable || !strand.settle()) await reading.readInto(reading.begin(nth), strand.again());
}
