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

/** Streams one log through records and catalogue. */
export async function readLog(
  log: LogFile,
  catalogue: Catalogue,
  filters: LineFilters,
  unmatched: UnmatchedLines,
  events: LogEvent[],
  { maxLineBytes = DEFAULT_MAX_LINE_BYTES, unfilteredBytes, onPiece }: ReadOptions = {},
): Promise<ReadLog> {
  const { source } = log;
  const stats = startStats(source);
  const diagnostics: Diagnostic[] = [];
  const recognise = source.kind === 'excerpt' ? recogniseText : recogniseRecord;
  const said = new Set<string>();
  const isNews = ({ kind }: LogEvent): boolean => {
    if (!catalogue.onceEvents.includes(kind)) return true;
    if (said.has(kind)) return false;
    said.add(kind);
    sieve.mute(kind);
    return true;
  };
  const emit = (record: LogRecord) => {
    const found = recognise(catalogue, record, source);
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
  let cutAt: number | undefined;
  let bytes = 0;
  let isCopied = false;
  let skipped = 0;
  const splitter = new LineSplitter(
    (line) => {
      if (line.cut) cutAt ??= line.number;
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
        skipped += part.skippedLines;
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
    if (!(error instanceof ArchiveProblem))
      diagnostics.push({
        code: 'log-broke-off',
        severity: 'warning',
        what: `${source.path} could not be read to its end`,
        why: error instanceof Error ? error.message : String(error),
        fix: 'copy the file again; everything before this point was used',
        path: source.path,
      });
  }
  splitter.end();
  joined.end();
  reader.end();
  countRecords(stats, sieve.skipped);
  stats.bytes = bytes;
  if (cutAt !== undefined) {
    diagnostics.push({
      code: 'line-too-long',
      severity: 'warning',
      what: `a line of ${source.path} is longer than ${String(maxLineBytes)} bytes; its rest was left out`,
      fix: 'nothing to do, unless the file is no log',
      path: source.path,
      line: cutAt,
    });
  }
  if (bytes > 0 && stats.records === 0 && skipped === 0) {
    diagnostics.push({
      code: 'log-not-recognised',
      severity: 'warning',
      what: `no line of ${source.path} looks like a log entry`,
      why: `it was taken for a ${source.kind} log by its name`,
      fix: 'check that the file is what its name says',
      path: source.path,
    });
  }
  return { stats, bytes, diagnostics, isCopy: skipped > 0 && stats.records === 0 };
}
