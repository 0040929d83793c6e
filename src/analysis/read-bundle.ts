import type { Bundle, InputDraft, LogFile, Strand } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import type { Diagnostic, InputSummary, LogEvent, UnmatchedShape } from '../model/index.ts';
import { UnmatchedLines, type SourceStats } from '../timeline/source-stats.ts';
import { KnownResults, type ReadMemory, type RememberedLog } from './known-results.ts';
import type { LogStore } from './log-store.ts';
import { readAway } from './read-away.ts';
import type { OtherReaders } from './read-elsewhere.ts';
import { readLog, type ReadOptions, summarise } from './read-log.ts';
import { readStrands, type StrandReading } from './read-strands.ts';
import { settleHosts } from './settle-hosts.ts';
import { settleYears } from './settle-years.ts';
import { SharedReading } from './shared-reading.ts';

/** Everything that the logs of a bundle say, before it is put in order. */
export interface ReadBundle {
  readonly events: readonly LogEvent[];
  readonly stats: readonly SourceStats[];
  readonly unmatched: readonly UnmatchedShape[];
  readonly inputs: readonly InputSummary[];
  readonly diagnostics: readonly Diagnostic[];
  /** Names by host key that folders suggest, and files as far as they are believed. */
  readonly namesByFolder: Bundle['namesByFolder'];
}

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
  const reading = new BundleReading(bundle, catalogue, options, onLog);
  await reading.readAll();
  options.others?.close();
  return reading.soFar();
}

class BundleReading implements StrandReading<ReadStrand> {
  private readonly bundle: Bundle;
  private readonly catalogue: Catalogue;
  private readonly options: BundleReadOptions;
  private readonly onLog: OnLog | undefined;
  private readonly onPiece: ReadOptions['onPiece'];
  private readonly filters: MessageFilters;
  private readonly known: KnownResults;
  private readonly strands: ReadStrand[] = [];

  constructor(bundle: Bundle, catalogue: Catalogue, options: BundleReadOptions, onLog: OnLog | undefined) {
    this.bundle = bundle;
    this.catalogue = catalogue;
    this.options = options;
    this.onLog = onLog;
    this.onPiece = onLog && (() => onLog(this.soFar));
    this.filters = new MessageFilters(catalogue, options.skims);
    this.known = new KnownResults(catalogue, options);
  }

  readonly soFar = (): ReadBundle => putTogether(this.bundle, this.strands);

  async readAll(): Promise<void> {
    const { atOnce = 1 } = this.options;
    const { strands, logs } = this.bundle;
    if (strands === undefined || atOnce < 2) await this.readInto(this.begin(0), logs);
    else await readStrands(strands, atOnce, this);
  }

  begin(nth: number): ReadStrand {
    this.options.tally?.takeBack(this.strands[nth]?.logs.map(({ stats }) => stats.records) ?? []);
    return (this.strands[nth] = { logs: [], underWay: [] });
  }

  async readInto(strand: ReadStrand, logs: Bundle['logs']): Promise<void> {
    const shared = Array.isArray(logs) ? this.share(logs as readonly LogFile[]) : undefined;
    for await (const log of logs) {
      this.add(strand, await this.read(log, strand, shared));
      await this.onLog?.(this.soFar);
    }
  }

  async readAway(strand: ReadStrand, { away }: Strand, bytesLeft: number): Promise<boolean> {
    const { others } = this.options;
    if (away === undefined || others?.isFreeFor(away.task.bytes, bytesLeft) !== true) return false;
    const isRead = await readAway(away, others, this.options, (log) => {
      this.add(strand, log);
    });
    if (isRead) await this.onLog?.(this.soFar);
    return isRead;
  }

  private add(strand: ReadStrand, log: RememberedLog): void {
    strand.logs.push(log);
    this.options.tally?.addLog(log.stats.records);
  }

  private share(logs: readonly LogFile[]): SharedReading | undefined {
    const { others } = this.options;
    const isKnown = (log: LogFile): boolean => this.known.of(log) !== undefined;
    return others && new SharedReading(logs, others, this.options, isKnown);
  }

  private async read(
    log: LogFile,
    strand: ReadStrand,
    shared: SharedReading | undefined,
  ): Promise<RememberedLog> {
    const { catalogue, filters, options, onPiece } = this;
    const known = this.known.of(log);
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
      return this.known.keep(log, { ...summarise(joined, options), events, unmatched, stamp });
    }
    own.length = 0;
    const unmatched = new UnmatchedLines();
    const whole = await readLog(log, catalogue, filters, unmatched, own, { ...options, onPiece });
    strand.underWay = [];
    return this.known.keep(log, { ...whole, events: own, unmatched, stamp });
  }
}

function putTogether(bundle: Bundle, strands: readonly (ReadStrand | undefined)[]): ReadBundle {
  const events: LogEvent[] = [];
  const stats: SourceStats[] = [];
  const diagnostics: Diagnostic[] = [];
  const unmatched = new UnmatchedLines();
  const bytesOf = new Map<string, number>();
  const strange = new Set<string>();
  const read = strands.flatMap((strand) => strand?.logs ?? []);
  const { logs, namesByFolder } = settleHosts(read, bundle);
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
    namesByFolder,
  };
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
