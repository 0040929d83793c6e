import type { Catalogue } from '../catalogue/catalogue.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import type { LogEvent, LogSource } from '../model/index.ts';
import { UnmatchedLines } from '../timeline/source-stats.ts';
import { readLog } from './read-log.ts';

/** What the lines of a text say that somebody pasted: the same as if they were a file. */
export async function readPasted(
  text: string,
  source: LogSource,
  catalogue: Catalogue,
): Promise<readonly LogEvent[]> {
  const bytes = Buffer.from(text);
  const log = { source, bytes: bytes.length, read: () => [bytes] };
  const events: LogEvent[] = [];
  await readLog(log, catalogue, new MessageFilters(catalogue), new UnmatchedLines(), events);
  return events;
}
