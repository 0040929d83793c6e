import { readChunks } from '../bundle/file-bytes.ts';
import type { LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import type { LogEvent, LogSource } from '../model/index.ts';
import { UnmatchedLines } from '../timeline/source-stats.ts';
import type { StoredLog } from './log-store.ts';
import { readLog, type ReadOptions } from './read-log.ts';

/** A log to be read in another thread, as plain data. */
export interface LogTask extends Pick<ReadOptions, 'maxLineBytes' | 'unfilteredBytes' | 'skims'> {
  readonly path: string;
  readonly source: LogSource;
  readonly bytes: number;
}

/** Threads that read logs. */
export interface OtherReaders {
  /** For smaller logs it is not worth it. */
  readonly minBytes: number;
  /** Whether one of them would begin at once. */
  readonly isFree: boolean;
  /** Rejects when the thread breaks: then the log is still to be read. */
  readonly read: (task: LogTask, countTo: (bytes: number) => void) => Promise<StoredLog>;
}

/** What such a thread does. */
export async function readTask(
  { path, source, bytes, ...options }: LogTask,
  catalogue: Catalogue,
  countTo: (bytes: number) => void,
): Promise<StoredLog> {
  const events: LogEvent[] = [];
  const lines = new UnmatchedLines();
  const read = function* (): Generator<Uint8Array> {
    let sum = 0;
    for (const chunk of readChunks(path)) {
      yield chunk;
      countTo((sum += chunk.length));
    }
  };
  const log = { source, bytes, read };
  const filters = new MessageFilters(catalogue, options.skims);
  const found = await readLog(log, catalogue, filters, lines, events, options);
  return { ...found, events, unmatched: lines.entries() };
}

/** How a log is handed to another thread; `undefined` when only this one can read it. */
export function taskOf(
  { source, bytes, onDisk, unread }: LogFile,
  options: ReadOptions,
): LogTask | undefined {
  if (onDisk === undefined || unread !== undefined) return undefined;
  const { maxLineBytes, unfilteredBytes, skims } = options;
  return { path: onDisk.path, source, bytes, maxLineBytes, unfilteredBytes, skims };
}
