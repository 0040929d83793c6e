import type { Bundle, InputDraft, LogFile, Strand } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import type { Diagnostic, InputSummary, LogEvent, UnmatchedShape } from '../model/index.ts';
import { UnmatchedLines, type SourceStats } from '../timeline/source-stats.ts';
import { type LogStore, storeKeyOf } from './log-store.ts';
import { unpackEvents } from './packed-events.ts';
import { hearOthers, type OtherReaders, type PackedLog } from './read-elsewhere.ts';
import { type ReadLog, readLog, type ReadOptions, summarise } from './read-log.ts';
import { readStrands } from './read-strands.ts';
import { settleYears } from './settle-years.ts';
import { SharedReading } from './shared-reading.ts';

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
  /** Read parts of logs while this thread reads others; the result is the same. */
  readonly others?: OtherReaders | undefined;
  /** Keeps what large logs held between runs. */
  readonly store?: LogStore | undefined;
}

/** Is told after each piece of a log, with a way to have what was read so far; a promise is waited for. */
export type OnLog = (soFar: () => ReadBundle) => void | PromiseLike<void>;

/** What was read of the logs of one strand. */
interface ReadStrand {
  readonly logs: RememberedLog[];
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
  let away = 0;
  const onPiece = async (): Promise<void> => {
    await onLog?.(soFar);
    if (away > 0 && options.others?.isTime(0) === true) await hearOthers();
  };
  const found = new KnownResults(catalogue, options);
  const read = async (
    log: LogFile,
    strand: ReadStrand,
    shared: SharedReading | undefined,
  ): Promise<RememberedLog> => {
    const known = found.of(log);
    if (known !== undefined) {
      shared?.leaveOut(log);
      return known;
    }
    const own: LogEvent[] = [];
    const stamp = log.stamp;
    strand.underWay = own;
    const joined = await shared?.read(log, catalogue, filters, own, onPiece);
    if (joined !== undefined) {
      strand.underWay = [];
      const { events, unmatched } = joined;
      return found.keep(log, { ...summarise(joined, options), events, unmatched, stamp });
    }
    own.length = 0;
    const unmatched = new UnmatchedLines();
    const whole = await readLog(log, catalogue, filters, unmatched, own, { ...options, onPiece });
    strand.underWay = [];
    return found.keep(log, { ...whole, events: own, unmatched, stamp });
  };
  const begin = (nth: number): ReadStrand => {
    tally?.takeBack(strands[nth]?.logs.map(({ stats }) => stats.records) ?? []);
    return (strands[nth] = { logs: [], underWay: [] });
  };
  const readInto = async (
    strand: ReadStrand,
    logs: Iterable<LogFile> | AsyncIterable<LogFile>,
  ): Promise<void> => {
    const { others } = options;
    const shared =
      others === undefined || !Array.isArray(logs)
        ? undefined
        : new SharedReading(
            logs as readonly LogFile[],
            others,
            options,
            (log) => found.of(log) !== undefined,
          );
    for await (const log of logs) {
      const made = await read(log, strand, shared);
      strand.logs.push(made);
      tally?.addLog(made.stats.records);
      await onLog?.(soFar);
    }
  };
  const readAway = async (
    strand: ReadStrand,
    { away: remote }: Strand,
    bytesLeft: number,
  ): Promise<boolean> => {
    const { others, maxLineBytes, unfilteredBytes } = options;
    if (remote === undefined || others?.isFreeFor(remote.task.bytes, bytesLeft) !== true) return false;
    const addLog = ({ events, unmatched, ...log }: PackedLog): void => {
      const made = { ...log, events: unpackEvents(events, 0), unmatched: UnmatchedLines.of(unmatched) };
      strand.logs.push({ ...made, stamp: undefined });
      tally?.addLog(log.stats.records);
    };
    const countTo = (bytes: number): void => void remote.countTo(bytes);
    const task = { ...remote.task, maxLineBytes, unfilteredBytes };
    away += 1;
    // A thread that breaks, for want of memory or whatever, costs time only.
    const ground = await others.readArchive(task, { countTo, addLog }).catch(() => undefined);
    away -= 1;
    if (ground === undefined) return false;
    remote.takeGround(ground);
    await remote.countTo(remote.task.bytes);
    await onLog?.(soFar);
    return true;
  };
  if (bundle.strands === undefined || atOnce < 2) await readInto(begin(0), bundle.logs);
  else
    await readStrands(bundle.strands, atOnce, {
      begin,
      readInto,
      readAway,
      hasOthers: options.others !== undefined,
    });
  options.others?.close();
  return soFar();
}

function putTogether(bundle: Bundle, strands: readonly (ReadStrand | undefined)[]): ReadBundle {
  const events: LogEvent[] = [];
  const stats: SourceStats[] = [];
  const diagnostics: Diagnostic[] = [];
  const unmatched = new UnmatchedLines();
  const bytesOf = new Map<string, number>();
  const strange = new Set<string>();
  const logs = strands.flatMap((strand) => strand?.logs ?? []);
  for (const found of settleYears(logs, bundle.hostFiles)) {
    const { source } = found.stats;
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

/** What is known of logs from before: by whoever reads the same bundle again and again, and by earlier runs. */
class KnownResults {
  private readonly looked = new Map<LogFile, RememberedLog | undefined>();
  private readonly keys = new Map<LogFile, string>();
  private readonly catalogue: Catalogue;
  private readonly options: BundleReadOptions;

  constructor(catalogue: Catalogue, options: BundleReadOptions) {
    this.catalogue = catalogue;
    this.options = options;
  }

  of(log: LogFile): RememberedLog | undefined {
    if (!this.looked.has(log)) this.looked.set(log, this.remembered(log) ?? this.stored(log));
    return this.looked.get(log);
  }

  /** For the next time, if the file stayed the same. */
  keep(log: LogFile, made: RememberedLog): RememberedLog {
    const { store, memory } = this.options;
    const key = this.keys.get(log);
    const { stamp, unmatched, ...found } = made;
    const isWhole = found.diagnostics.every(({ code }) => code !== 'log-broke-off');
    if (store !== undefined && key !== undefined && isWhole && this.keyOf(log) === key)
      store.save(key, { ...found, unmatched: unmatched.entries() });
    if (stamp !== undefined) memory?.set(log.source.path, made);
    return made;
  }

  private remembered({ source, stamp }: LogFile): RememberedLog | undefined {
    const known = this.options.memory?.get(source.path);
    return known !== undefined && known.stamp === stamp ? known : undefined;
  }

  private stored(log: LogFile): RememberedLog | undefined {
    const { store, memory } = this.options;
    const key = this.keyOf(log);
    if (store === undefined || key === undefined) return undefined;
    this.keys.set(log, key);
    const kept = store.load(key);
    if (kept === undefined) return undefined;
    const found = { ...kept, unmatched: UnmatchedLines.of(kept.unmatched), stamp: log.stamp };
    if (log.stamp !== undefined) memory?.set(log.source.path, found);
    return found;
  }

  private keyOf(log: LogFile): string | undefined {
    const { store, maxLineBytes } = this.options;
    return store === undefined ? undefined : storeKeyOf(log, store, this.catalogue, maxLineBytes);
  }
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
