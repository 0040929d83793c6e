import type { Bundle, InputDraft, LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import type { Diagnostic, InputSummary, LogEvent, LogSource, UnmatchedShape } from '../model/index.ts';
import { UnmatchedLines, type SourceStats } from '../timeline/source-stats.ts';
import { type LogStore, storeKeyOf, type StoredLog } from './log-store.ts';
import { type OtherReaders, taskOf } from './read-elsewhere.ts';
import { type ReadLog, readLog, type ReadOptions } from './read-log.ts';
import { readStrands } from './read-strands.ts';

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
  /** How many archives are unfolded at a time; the result is the same. */
  readonly atOnce?: number | undefined;
  /** Read the large ones of several logs while this thread reads others; the result is the same. */
  readonly others?: OtherReaders | undefined;
  /** Keeps what large logs held between runs. */
  readonly store?: LogStore | undefined;
}

/** Is told after each piece of a log, with a way to have what was read so far; a promise is waited for. */
export type OnLog = (soFar: () => ReadBundle) => void | PromiseLike<void>;

/** What was read of the logs of one strand. */
interface ReadStrand {
  readonly logs: { readonly source: LogSource; readonly found: RememberedLog }[];
  /** Events of the log that is being read. */
  underWay: readonly LogEvent[];
}

/** Streams every log through records and catalogue; a file that breaks off gives what came before. */
export async function readBundle(
  bundle: Bundle,
  catalogue: Catalogue,
  options: BundleReadOptions = {},
  onLog?: OnLog,
): Promise<ReadBundle> {
  const { tally, atOnce = 1 } = options;
  const strands: ReadStrand[] = [];
  const filters = new MessageFilters(catalogue, options.skims);
  const soFar = (): ReadBundle => putTogether(bundle, strands);
  const onPiece = onLog === undefined ? undefined : () => onLog(soFar);
  const read = async (log: LogFile, strand: ReadStrand, others?: OtherReaders): Promise<RememberedLog> => {
    const known = options.memory?.get(log.source.path);
    if (known !== undefined && known.stamp === log.stamp) return known;
    const made = await readStored(log, catalogue, options, async () => {
      const away = others && (await readAway(log, others, options));
      if (away !== undefined)
        return { ...away, unmatched: UnmatchedLines.of(away.unmatched), stamp: log.stamp };
      const own: LogEvent[] = [];
      const lines = new UnmatchedLines();
      strand.underWay = own;
      const found = await readLog(log, catalogue, filters, lines, own, { ...options, onPiece });
      strand.underWay = [];
      return { ...found, events: own, unmatched: lines, stamp: log.stamp };
    });
    if (log.stamp !== undefined) options.memory?.set(log.source.path, made);
    return made;
  };
  const begin = (nth: number): ReadStrand => {
    tally?.takeBack(strands[nth]?.logs.map(({ found }) => found.stats.records) ?? []);
    return (strands[nth] = { logs: [], underWay: [] });
  };
  const readInto = async (
    strand: ReadStrand,
    logs: Iterable<LogFile> | AsyncIterable<LogFile>,
  ): Promise<void> => {
    const { others } = options;
    const ahead = new Map<LogFile, Promise<RememberedLog>>();
    const large = others === undefined ? [] : largeLogs(logs, others, options);
    for await (const log of logs) {
      if (others !== undefined && large.length > 1) await hearOthers();
      // The others take what comes last, this thread what comes next.
      while (others?.isFree === true && large.length > 1) {
        const last = large.pop();
        if (last !== undefined) ahead.set(last, read(last, strand, others));
      }
      if (large[0] === log) large.shift();
      const found = await (ahead.get(log) ?? read(log, strand));
      strand.logs.push({ source: log.source, found });
      tally?.addLog(found.stats.records);
      await onLog?.(soFar);
    }
  };
  if (bundle.strands === undefined || atOnce < 2) await readInto(begin(0), bundle.logs);
  else await readStrands(bundle.strands, atOnce, begin, readInto);
  return soFar();
}

function putTogether(bundle: Bundle, strands: readonly (ReadStrand | undefined)[]): ReadBundle {
  const events: LogEvent[] = [];
  const stats: SourceStats[] = [];
  const diagnostics: Diagnostic[] = [];
  const unmatched = new UnmatchedLines();
  const bytesOf = new Map<string, number>();
  const strange = new Set<string>();
  for (const { source, found } of strands.flatMap((strand) => strand?.logs ?? [])) {
    bytesOf.set(source.path, found.bytes);
    if (source.kind === 'excerpt' && found.events.length === 0) {
      strange.add(source.path);
      continue;
    }
    for (const event of found.events) events.push(event);
    unmatched.addAll(found.unmatched);
    if (!found.isCopy) stats.push(found.stats);
    diagnostics.push(...found.diagnostics);
  }
  for (const strand of strands) for (const event of strand?.underWay ?? []) events.push(event);
  return {
    events,
    stats,
    unmatched: unmatched.list(),
    inputs: bundle.inputs.map((draft) => summary(draft, stats, bytesOf, strange)),
    diagnostics,
  };
}

/** Logs that lie open one beside the other; what has to be unfolded comes in its own order. */
function largeLogs(
  logs: Iterable<LogFile> | AsyncIterable<LogFile>,
  { minBytes }: OtherReaders,
  options: ReadOptions,
): LogFile[] {
  if (!Array.isArray(logs)) return [];
  return (logs as readonly LogFile[]).filter(
    (log) => log.bytes >= minBytes && taskOf(log, options) !== undefined,
  );
}

/** Reading files waits for nothing, so that news of other threads would never be heard. */
function hearOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function readAway(
  log: LogFile,
  others: OtherReaders,
  options: ReadOptions,
): Promise<StoredLog | undefined> {
  const task = taskOf(log, options);
  if (task === undefined) return undefined;
  try {
    return await others.read(task, (bytes) => void log.onDisk?.countTo(bytes));
  } catch {
    // A thread that breaks, for want of memory or whatever, costs time only.
    return undefined;
  }
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
