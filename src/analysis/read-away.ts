import type { AwayStrand } from '../bundle/bundle.ts';
import { UnmatchedLines } from '../timeline/source-stats.ts';
import type { RememberedLog } from './known-results.ts';
import { unpackEvents } from './packed-events.ts';
import type { OtherReaders, PackedLog } from './read-elsewhere.ts';
import type { ReadOptions } from './read-log.ts';

/** Has an archive read in another thread; false when that broke off, and it is still to be read. */
export async function readAway(
  { task, countTo, takeGround }: AwayStrand,
  others: OtherReaders,
  { maxLineBytes, unfilteredBytes }: ReadOptions,
  addLog: (log: RememberedLog) => void,
): Promise<boolean> {
  const unpack = ({ events, unmatched, ...log }: PackedLog): void => {
    const found = { ...log, events: unpackEvents(events, 0), unmatched: UnmatchedLines.of(unmatched) };
    // Nothing in an archive has one.
    addLog({ ...found, stamp: undefined });
  };
  const listener = { countTo: (bytes: number): void => void countTo(bytes), addLog: unpack };
  const options = { maxLineBytes, unfilteredBytes };
  // A thread that breaks, for want of memory or whatever, costs time only.
  const ground = await others.readArchive({ ...task, ...options }, listener).catch(() => undefined);
  if (ground === undefined) return false;
  takeGround(ground);
  await countTo(task.bytes);
  return true;
}
