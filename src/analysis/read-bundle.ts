import type { Bundle, InputDraft } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import type { Diagnostic, InputSummary, LogEvent, UnmatchedShape } from '../model/index.ts';
import { UnmatchedLines, type SourceStats } from '../timeline/source-stats.ts';
import { readLog, type ReadOptions } from './read-log.ts';

/** Everything that the logs of a bundle say, before it is put in order. */
export interface ReadBundle {
  readonly events: readonly LogEvent[];
  readonly stats: readonly SourceStats[];
  readonly unmatched: readonly UnmatchedShape[];
  readonly inputs: readonly InputSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Is told after each log, with a way to have what was read so far; a promise is waited for. */
export type OnLog = (soFar: () => ReadBundle) => void | PromiseLike<void>;

/** Streams every log through records and catalogue; a file that breaks off gives what came before. */
export async function readBundle(
  bundle: Bundle,
  catalogue: Catalogue,
  options: ReadOptions = {},
  onLog?: OnLog,
): Promise<ReadBundle> {
  const events: LogEvent[] = [];
  const stats: SourceStats[] = [];
  const diagnostics: Diagnostic[] = [];
  const filters = new MessageFilters(catalogue);
  const unmatched = new UnmatchedLines();
  const bytesOf = new Map<string, number>();
  const soFar = (): ReadBundle => ({
    events: [...events],
    stats: [...stats],
    unmatched: unmatched.list(),
    inputs: bundle.inputs.map((draft) => summary(draft, stats, bytesOf)),
    diagnostics: [...diagnostics],
  });
  for await (const log of bundle.logs) {
    const read = await readLog(log, catalogue, filters, unmatched, events, options);
    stats.push(read.stats);
    diagnostics.push(...read.diagnostics);
    bytesOf.set(log.source.path, read.bytes);
    options.tally?.addLog(read.stats.records);
    await onLog?.(soFar);
  }
  return soFar();
}

function summary(
  { path, filesSeen, filesRead, skipped, paths }: InputDraft,
  stats: readonly SourceStats[],
  bytesOf: ReadonlyMap<string, number>,
): InputSummary {
  const own = stats.filter((one) => paths.has(one.source.path));
  return {
    path,
    filesSeen,
    filesRead,
    bytesRead: own.reduce((sum, one) => sum + (bytesOf.get(one.source.path) ?? 0), 0),
    records: own.reduce((sum, one) => sum + one.records, 0),
    skipped,
  };
}
