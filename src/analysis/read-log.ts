import { ArchiveProblem } from '../bundle/archive-problem.ts';
import type { LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { recogniseRecord, recogniseText } from '../catalogue/recognise.ts';
import type { Diagnostic, LogEvent, LogRecord } from '../model/index.ts';
import { formatsOf } from '../records/formats.ts';
import { DEFAULT_MAX_LINE_BYTES, LineSplitter } from '../records/line-splitter.ts';
import { RecordReader, type RecordStart } from '../records/record-reader.ts';
import { RecordSieve, type LineFilters } from '../records/record-sieve.ts';
import { SoftBreaks } from '../records/soft-breaks.ts';
import { lineSources } from './line-source.ts';
import type { ProgressTally } from './progress-tally.ts';
import {
  countRecord,
  countRecords,
  startStats,
  type SourceStats,
  type UnmatchedLines,
} from '../timeline/source-stats.ts';

export interface ReadOptions {
  /** Lines longer than this lose their tail. */
  readonly maxLineBytes?: number | undefined;
  /** How much of each log is read before lines are passed over; Infinity reads every line. */
  readonly unfilteredBytes?: number | undefined;
  /** Whether lines are passed over many at a time; otherwise one by one. */
  readonly skims?: boolean | undefined;
  readonly tally?: ProgressTally | undefined;
  /** Is called after each piece of a log; a promise is waited for. */
  readonly onPiece?: (() => void | PromiseLike<void>) | undefined;
}

/** What one log held, besides its events. */
export interface ReadLog {
  readonly stats: SourceStats;
  readonly bytes: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Another copy of the log had all of its lines. */
  readonly isCopy: boolean;
}

/** What a log or a part of one held, besides its events, as plain data. */
export interface ReadPart {
  readonly stats: SourceStats;
  readonly bytes: number;
  readonly lines: number;
  /** Lines that another copy of the log had. */
  readonly copiedLines: number;
  /** The first line that was longer than the limit. */
  readonly longLine: number | undefined;
  /** Why it was not read to its end. */
  readonly breakOff: string | undefined;
  /** Whether what comes behind it may be read by somebody else, who knows nothing of it. */
  readonly endsAsNew: boolean;
  /** Whether a line of it may belong to a record of what stands before it. */
  readonly mayContinue: boolean;
}

/** What is told of a log that was read from its beginning to its end. */
export type WholeLog = Omit<ReadPart, 'lines' | 'endsAsNew' | 'mayContinue'>;

/** Streams one log through records and catalogue. */
export async function readLog(
  log: LogFile,
  catalogue: Catalogue,
  filters: LineFilters,
  unmatched: UnmatchedLines,
  events: LogEvent[],
  options: ReadOptions = {},
): Promise<ReadLog> {
  return summarise(await readPart(log, catalogue, filters, unmatched, events, options), options);
}

/** The same for a piece of a log; its events are added in the order of their lines. */
export async function readPart(
  log: Pick<LogFile, 'source' | 'read' | 'unread'>,
  catalogue: Catalogue,
  filters: LineFilters,
  unmatched: UnmatchedLines,
  events: LogEvent[],
  { maxLineBytes = DEFAULT_MAX_LINE_BYTES, unfilteredBytes, onPiece }: ReadOptions = {},
): Promise<ReadPart> {
  const { source } = log;
  const stats = startStats(source);
  const sourceOf = lineSources(source);
  const recognise = source.kind === 'excerpt' ? recogniseText : recogniseRecord;
  const said = new Map<string, number>();
  const isNews = ({ kind, line }: LogEvent): boolean => {
    if (!catalogue.onceEvents.includes(kind)) return true;
    if (line >= (said.get(kind) ?? Number.POSITIVE_INFINITY)) return false;
    said.set(kind, line);
    sieve.mute(kind);
    return true;
  };
  const emit = (record: LogRecord) => {
    const found = recognise(catalogue, record, sourceOf(record));
    if (found.length === 0) unmatched.add(record, source.path);
    for (const event of found) if (isNews(event)) events.push(event);
  };
  const begin = (start: RecordStart) => countRecord(stats, start);
  const reader = new RecordReader(formatsOf(source.kind), emit, { begin });
  const sieve = new RecordSieve(reader, filters, unfilteredBytes);
  const joined = new SoftBreaks((line) => {
    reader.push(line);
  });
  const lines = source.kind === 'excerpt' ? joined : reader;
  let longLine: number | undefined;
  let bytes = 0;
  let isCopied = false;
  let copiedLines = 0;
  let breakOff: string | undefined;
  const splitter = new LineSplitter(
    (line) => {
      if (line.cut) longLine ??= line.number;
      lines.push(line);
    },
    maxLineBytes,
    sieve,
  );
  try {
    for await (const part of log.unread?.() ?? log.read()) {
      if ('skippedLines' in part) {
        // What follows continues nothing that came before.
        if (!isCopied) reader.end();
        isCopied = true;
        copiedLines += part.skippedLines;
        splitter.skip(part.skippedLines);
        continue;
      }
      isCopied = false;
      bytes += part.length;
      splitter.push(part);
      if (onPiece !== undefined) await onPiece();
    }
  } catch (error) {
    // Of a broken archive the bundle tells itself, once for all files in it.
    if (!(error instanceof ArchiveProblem)) breakOff = error instanceof Error ? error.message : String(error);
  }
  const endsAsNew = splitter.isUtf8 && reader.isAsNew;
  splitter.end();
  joined.end();
  reader.end();
  countRecords(stats, sieve.skipped);
  stats.bytes = bytes;
  putInOrder(events, said);
  const { mayContinue } = reader;
  return { stats, bytes, lines: splitter.lines, copiedLines, longLine, breakOff, endsAsNew, mayContinue };
}

/** Records end in another order than they begin; of what counts once, the first line counts. */
function putInOrder(events: LogEvent[], said: ReadonlyMap<string, number>): void {
  events.sort((one, other) => one.line - other.line);
  let kept = 0;
  for (const event of events) {
    if (event.line > (said.get(event.kind) ?? Number.POSITIVE_INFINITY)) continue;
    events[kept] = event;
    kept += 1;
  }
  events.length = kept;
}

/** What is to be said of a log that was read from its beginning to its end. */
export function summarise(
  { stats, bytes, copiedLines, longLine, breakOff }: WholeLog,
  { maxLineBytes = DEFAULT_MAX_LINE_BYTES }: ReadOptions,
): ReadLog {
  const { source } = stats;
  const diagnostics: Diagnostic[] = [];
  if (breakOff !== undefined) {
    diagnostics.push({
      code: 'log-broke-off',
      severity: 'warning',
      what: `${source.path} could not be read to its end`,
      why: breakOff,
      fix: 'copy the file again; everything before this point was used',
      path: source.path,
    });
  }
  if (longLine !== undefined) {
    diagnostics.push({
      code: 'line-too-long',
      severity: 'warning',
      what: `a line of ${source.path} is longer than ${String(maxLineBytes)} bytes; its rest was left out`,
      fix: 'nothing to do, unless the file is no log',
      path: source.path,
      line: longLine,
    });
  }
  if (bytes > 0 && stats.records === 0 && copiedLines === 0) {
    diagnostics.push({
      code: 'log-not-recognised',
      severity: 'warning',
      what: `no line of ${source.path} looks like a log entry`,
      why: `it was taken for a ${source.kind} log by its name`,
      fix: 'check that the file is what its name says',
      path: source.path,
    });
  }
  return { stats, bytes, diagnostics, isCopy: copiedLines > 0 && stats.records === 0 };
}
