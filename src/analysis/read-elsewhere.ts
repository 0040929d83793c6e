import { readRange } from '../bundle/file-bytes.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { MessageFilters } from '../catalogue/message-filter.ts';
import type { LogEvent, LogSource } from '../model/index.ts';
import { UnmatchedLines } from '../timeline/source-stats.ts';
import type { PackedPart } from './join-parts.ts';
import { packEvents } from './packed-events.ts';
import { readPart, type ReadOptions } from './read-log.ts';
import { BECAME_SHORTER, type PartRange } from './shared-log.ts';

/** A part of a log to be read in another thread, as plain data. */
export interface PartTask extends PartRange, Pick<ReadOptions, 'maxLineBytes' | 'unfilteredBytes'> {
  readonly path: string;
  readonly source: LogSource;
}

/** Threads that read parts of logs. */
export interface OtherReaders {
  /** Smaller logs are read as soon as somebody was told to. */
  readonly minLogBytes: number;
  /** What one of them reads at a time. */
  readonly partBytes: number;
  /** Asked after each piece that this thread has read: whether to hear the others now, and to give them more to do. */
  readonly isTime: (bytes: number) => boolean;
  /** Whether one of them would begin at once with some of what is left. */
  readonly isFree: (bytesLeft: number) => boolean;
  /** Rejects when the thread breaks: then the part is still to be read. */
  readonly read: (task: PartTask, countTo: (bytes: number) => void) => Promise<PackedPart>;
  /** Nothing is left to read: their memory is needed for what comes next. */
  readonly close: () => void;
}

/** What such a thread does; the filters serve all of its tasks. */
export async function readTask(
  { path, source, from, to, ...options }: PartTask,
  catalogue: Catalogue,
  filters: MessageFilters,
  countTo: (bytes: number) => void,
): Promise<PackedPart> {
  const events: LogEvent[] = [];
  const unmatched = new UnmatchedLines();
  const end = to ?? Number.POSITIVE_INFINITY;
  const read = function* (): Generator<Uint8Array> {
    let sum = 0;
    for (const chunk of readRange(path, from, () => end)) {
      yield chunk;
      countTo((sum += chunk.length));
    }
    if (to !== undefined && sum < to - from) throw new Error(BECAME_SHORTER);
  };
  // What a log is like shows at its beginning: a part is no reason to look at every line once more.
  const unfilteredBytes = from > 0 ? 0 : options.unfilteredBytes;
  const part = await readPart({ source, read }, catalogue, filters, unmatched, events, {
    ...options,
    unfilteredBytes,
  });
  return { ...part, events: packEvents(events), unmatched: unmatched.entries() };
}
