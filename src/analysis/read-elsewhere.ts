import { readRange } from '../bundle/file-bytes.ts';
import { type PackedGround, strandOf, type StrandTask } from '../bundle/strand-task.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { MessageFilters } from '../catalogue/message-filter.ts';
import type { LogEvent, LogSource } from '../model/index.ts';
import { type ShapeCount, UnmatchedLines } from '../timeline/source-stats.ts';
import type { PackedPart } from './join-parts.ts';
import { packEvents, type PackedEvents } from './packed-events.ts';
import { readLog, type ReadLog, type ReadOptions, readPart } from './read-log.ts';
import { BECAME_SHORTER, type PartRange } from './shared-log.ts';

/** A part of a log to be read in another thread, as plain data. */
export interface PartTask extends PartRange, Pick<ReadOptions, 'maxLineBytes' | 'unfilteredBytes'> {
  readonly path: string;
  readonly source: LogSource;
}

/** An archive to be read in another thread, as plain data. */
export interface ArchiveTask extends StrandTask, Pick<ReadOptions, 'maxLineBytes' | 'unfilteredBytes'> {}

/** A log of an archive, as plain data. */
export interface PackedLog extends ReadLog {
  readonly events: PackedEvents;
  readonly unmatched: readonly ShapeCount[];
}

/** Who hears of an archive while it is read. */
export interface ArchiveListener {
  readonly countTo: (bytes: number) => void;
  readonly addLog: (log: PackedLog) => void;
}

/** Threads that read parts of logs, and archives. */
export interface OtherReaders {
  /** Smaller logs are read as soon as somebody was told to. */
  readonly minLogBytes: number;
  /** What one of them reads at a time. */
  readonly partBytes: number;
  /** Asked after each piece that this thread has read: whether to give the others more to do. */
  readonly isTime: (bytes: number) => boolean;
  /** Whether one of them would begin at once with some of what is left. */
  readonly isFree: (bytesLeft: number) => boolean;
  /** Rejects when the thread breaks: then the part is still to be read. */
  readonly read: (task: PartTask, countTo: (bytes: number) => void) => Promise<PackedPart>;
  /** Whether to give one of them an archive of this size, the first of so much that is left. */
  readonly isFreeFor: (bytes: number, bytesLeft: number) => boolean;
  /** Rejects when the thread breaks: then the archive is still to be read. */
  readonly readArchive: (task: ArchiveTask, listener: ArchiveListener) => Promise<PackedGround>;
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

/** The same for an archive, whose logs are told one by one. */
export async function readArchiveTask(
  { maxLineBytes, unfilteredBytes, ...task }: ArchiveTask,
  catalogue: Catalogue,
  filters: MessageFilters,
  { countTo, addLog }: ArchiveListener,
): Promise<PackedGround> {
  const strand = strandOf(task, countTo);
  for await (const log of strand.logs()) {
    const events: LogEvent[] = [];
    const unmatched = new UnmatchedLines();
    const read = await readLog(log, catalogue, filters, unmatched, events, { maxLineBytes, unfilteredBytes });
    addLog({ ...read, events: packEvents(events), unmatched: unmatched.entries() });
  }
  return strand.packGround();
}
