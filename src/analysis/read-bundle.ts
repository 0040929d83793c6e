import type { Bundle, InputDraft, LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import type { Diagnostic, InputSummary, LogEvent, UnmatchedShape } from '../model/index.ts';
import { UnmatchedLines, type SourceStats } from '../timeline/source-stats.ts';
import { type LogStore, storeKeyOf } from './log-store.ts';
import { type ReadLog, readLog, type ReadOptions } from './read-log.ts';

/** Everything that the logs of a bundle say, before it is put in order. */
export interface ReadBundle {
  readonly events: readonly LogEvent[];
  readonly stats: readonly SourceStats[];
  readonly unmatched: readonly UnmatchedShape[];
  readonly inputs: readonly InputSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a log held, as long as it is the same one. */
interface RememberedLog extends ReadLog {
  readonly events: readonly LogEvent[];
  readonly unmatched: UnmatchedLines;
  readonly stamp: string | undefined;
}

/** Logs by path, for who reads the same bundle again and again: those that have not changed are not read. */
export type ReadMemory = Map<string, RememberedLog>;

export interface BundleReadOptions extends Omit<ReadOptions, 'onPiece'> {
  readonly memory?: ReadMemory | undefined;
  /** Keeps what large logs held between runs. */
  readonly store?: LogStore | undefined;
}

/** Is told after each piece of a log, with a way to have what was read so far; a promise is waited for. */
export type OnLog = (soFar: () => ReadBundle) => void | PromiseLike<void>;

/** Streams every log through records and catalogue; a file that breaks off gives what came before. */
export async function readBundle(
  bundle: Bundle,
  catalogue: Catalogue,
  options: BundleReadOptions = {},
  onLog?: OnLog,
): Promise<ReadBundle> {
  const events: LogEvent[] = [];
  const stats: SourceStats[] = [];
  const diagnostics: Diagnostic[] = [];
  const filters = new MessageFilters(catalogue, options.skims);
  const unmatched = new UnmatchedLines();
  const bytesOf = new Map<string, number>();
  const strange = new Set<string>();
  let underWay: readonly LogEvent[] = [];
  const soFar = (): ReadBundle => ({
    events: [...events, ...underWay],
    stats: [...stats],
    unmatched: unmatched.list(),
    inputs: bundle.inputs.map((draft) => summary(draft, stats, bytesOf, strange)),
    diagnostics: [...diagnostics],
  });
  const onPiece = onLog === undefined ? undefined : () => onLog(soFar);
  const read = async (log: LogFile): Promise<RememberedLog> => {
    const known = options.memory?.get(log.source.path);
    if (known !== undefined && known.stamp === log.stamp) return known;
    const made = await readStored(log, catalogue, options, async () => {
      const own: LogEvent[] = [];
      const lines = new UnmatchedLines();
      underWay = own;
      const found = await readLog(log, catalogue, filters, lines, own, { ...options, onPiece });
      underWay = [];
      return { ...found, events: own, unmatched: lines, stamp: log.stamp };
    });
    if (log.stamp !== undefined) options.memory?.set(log.source.path, made);
    return made;
  };
  for await (const log of bundle.logs) {
    const found = await read(log);
    bytesOf.set(log.source.path, found.bytes);
    options.tally?.addLog(found.stats.records);
    if (log.source.kind === 'excerpt' && found.events.length === 0) {
      strange.add(log.source.path);
      continue;
    }
    for (const event of found.events) events.push(event);
    unmatched.addAll(found.unmatched);
    if (!found.isCopy) stats.push(found.stats);
    diagnostics.push(...found.diagnostics);
    await onLog?.(soFar);
  }
  return soFar();
}

/** What a log held as the store kept it, or else as `read` finds it, which is kept if the file stayed the same. */
async function readStored(
  log: LogFile,
  catalogue: Catalogue,
  { store, maxLineBytes }: BundleReadOptions,
  read: () => Promise<RememberedLog>,
): Promise<RememberedLog> {
  const key = store === undefined ? undefined : storeKeyOf(log, store, catalogue, maxLineBytes);
  if (store === undefined || key === undefined) return read();
  const kept = store.load(key);
  if (kept !== undefined) return { ...kept, unmatched: UnmatchedLines.of(kept.unmatched), stamp: log.stamp };
  const { stamp, unmatched, ...found } = await read();
  const isWhole = found.diagnostics.every(({ code }) => code !== 'log-broke-off');
  if (isWhole && storeKeyOf(log, store, catalogue, maxLineBytes) === key)
    store.save(key, { ...found, unmatched: unmatched.entries() });
  return { ...found, stamp, unmatched };
}

/** `strange` are texts that were taken for pieces of logs and hold no line of any. */
function summary(
  { path, filesSeen, filesRead, skipped, paths }: InputDraft,
  stats: readonly SourceStats[],
  bytesOf: ReadonlyMap<string, number>,
  strange: ReadonlySet<string>,
): InputSummary {
  const left = [...paths].filter((one) => strange.has(one));
  const own = stats.filter((one) => paths.has(one.source.path));
  return {
    path,
    filesSeen,
    filesRead: filesRead - left.length,
    bytesRead: own.reduce((sum, one) => sum + (bytesOf.get(one.source.path) ?? 0), 0),
    records: own.reduce((sum, one) => sum + one.records, 0),
    skipped: [...skipped, ...left.map((one) => ({ path: one, why: 'not a log that migscope reads' }))],
  };
}
