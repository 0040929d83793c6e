import { ArchiveProblem } from '../bundle/archive-problem.ts';
import type { Bundle, LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { recogniseRecord } from '../catalogue/recognise.ts';
import type { Diagnostic, InputSummary, LogEvent, UnmatchedShape } from '../model/index.ts';
import { formatsOf } from '../records/formats.ts';
import { DEFAULT_MAX_LINE_BYTES, LineSplitter } from '../records/line-splitter.ts';
import { RecordReader } from '../records/record-reader.ts';
import type { ProgressTally } from './progress-tally.ts';
import { countRecord, startStats, UnmatchedLines, type SourceStats } from '../timeline/source-stats.ts';

/** Everything that the logs of a bundle say, before it is put in order. */
export interface ReadBundle {
  readonly events: readonly LogEvent[];
  readonly stats: readonly SourceStats[];
  readonly unmatched: readonly UnmatchedShape[];
  readonly inputs: readonly InputSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReadOptions {
  /** Lines longer than this lose their tail. */
  readonly maxLineBytes?: number | undefined;
  readonly tally?: ProgressTally | undefined;
}

/** Streams every log through records and catalogue; a file that breaks off gives what came before. */
export async function readBundle(
  bundle: Bundle,
  catalogue: Catalogue,
  { maxLineBytes, tally }: ReadOptions = {},
): Promise<ReadBundle> {
  const events: LogEvent[] = [];
  const stats: SourceStats[] = [];
  const diagnostics: Diagnostic[] = [];
  const unmatched = new UnmatchedLines();
  const bytesOf = new Map<string, number>();
  for await (const log of bundle.logs) {
    const read = await readLog(log, catalogue, unmatched, events, maxLineBytes);
    stats.push(read.stats);
    diagnostics.push(...read.diagnostics);
    bytesOf.set(log.source.path, read.bytes);
    tally?.addLog(read.stats.records);
  }
  const inputs = bundle.inputs.map(({ path, filesSeen, filesRead, skipped, paths }): InputSummary => {
    const own = stats.filter((one) => paths.has(one.source.path));
    return {
      path,
      filesSeen,
      filesRead,
      bytesRead: own.reduce((sum, one) => sum + (bytesOf.get(one.source.path) ?? 0), 0),
      records: own.reduce((sum, one) => sum + one.records, 0),
      skipped,
    };
  });
  return { events, stats, unmatched: unmatched.list(), inputs, diagnostics };
}

interface ReadLog {
  readonly stats: SourceStats;
  readonly bytes: number;
  readonly diagnostics: readonly Diagnostic[];
}

async function readLog(
  log: LogFile,
  catalogue: Catalogue,
  unmatched: UnmatchedLines,
  events: LogEvent[],
  maxLineBytes: number = DEFAULT_MAX_LINE_BYTES,
): Promise<ReadLog> {
  const { source } = log;
  const stats = startStats(source);
  const diagnostics: Diagnostic[] = [];
  const reader = new RecordReader(formatsOf(source.kind), (record) => {
    countRecord(stats, record);
    const found = recogniseRecord(catalogue, record, source);
    if (found.length === 0) unmatched.add(record, source.path);
    else events.push(...found);
  });
  let cutAt: number | undefined;
  let bytes = 0;
  const splitter = new LineSplitter((line) => {
    if (line.cut) cutAt ??= line.number;
    reader.push(line);
  }, maxLineBytes);
  try {
    for await (const chunk of log.read()) {
      bytes += chunk.length;
      splitter.push(chunk);
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
  reader.end();
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
  if (bytes > 0 && stats.records === 0) {
    diagnostics.push({
      code: 'log-not-recognised',
      severity: 'warning',
      what: `no line of ${source.path} looks like a log entry`,
      why: `it was taken for a ${source.kind} log by its name`,
      fix: 'check that the file is what its name says',
      path: source.path,
    });
  }
  return { stats, bytes, diagnostics };
}
