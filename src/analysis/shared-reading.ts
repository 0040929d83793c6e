import type { LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { LogEvent } from '../model/index.ts';
import type { LineFilters } from '../records/record-sieve.ts';
import { UnmatchedLines } from '../timeline/source-stats.ts';
import { type FirstPart, joinParts, type JoinedLog, mayBeJoined, type PackedPart } from './join-parts.ts';
import type { OtherReaders } from './read-elsewhere.ts';
import { readPart, type ReadOptions } from './read-log.ts';
import { type PartRange, SharedLog } from './shared-log.ts';

interface Sharing {
  readonly log: SharedLog;
  /** What others read of it, in the order of the log; `undefined` when that failed. */
  readonly parts: Promise<PackedPart | undefined>[];
  /** Its bytes that were read by now, by everybody. */
  readonly counted: Map<unknown, number>;
}

/**
 * Logs that several threads read: this one takes what comes next, the others what comes last. Whoever reads what, and
 * when, the result is the same.
 */
export class SharedReading {
  private readonly byLog = new Map<LogFile, Sharing>();
  private readonly others: OtherReaders;
  private readonly options: ReadOptions;

  /** `isKnown`: logs that need not be read. */
  private readonly isKnown: (log: LogFile) => boolean;

  constructor(
    logs: readonly LogFile[],
    others: OtherReaders,
    options: ReadOptions,
    isKnown: (log: LogFile) => boolean,
  ) {
    this.others = others;
    this.options = options;
    this.isKnown = isKnown;
    for (const log of logs) {
      const { onDisk, unread, bytes } = log;
      // Of one that has copies only the bundle knows what is left to read; the order of the lines of others counts.
      if (onDisk === undefined || unread !== undefined || bytes < others.minLogBytes) continue;
      if (log.source.kind === 'excerpt') continue;
      const shared = new SharedLog(log, onDisk.path, others.partBytes);
      this.byLog.set(log, { log: shared, parts: [], counted: new Map() });
    }
  }

  /** The log need not be read. */
  leaveOut(log: LogFile): void {
    this.byLog.delete(log);
  }

  /** `undefined` when the log has to be read in one go. */
  async read(
    log: LogFile,
    catalogue: Catalogue,
    filters: LineFilters,
    events: LogEvent[],
    onPiece: ReadOptions['onPiece'],
  ): Promise<JoinedLog | undefined> {
    const shared = this.byLog.get(log);
    if (shared === undefined) return undefined;
    this.handOut();
    const first = shared.log.isTaken
      ? undefined
      : await this.readFirst(shared, catalogue, filters, events, onPiece);
    this.byLog.delete(log);
    const parts = await Promise.all(shared.parts);
    // It counts as what was expected of it, even if it has changed its size.
    await log.onDisk?.countTo(log.bytes);
    const read = parts.filter((part) => part !== undefined);
    if (first?.breakOff !== undefined) return undefined;
    if (first !== undefined && parts.length === 0) return first;
    return read.length < parts.length ? undefined : joinParts(first, read, catalogue);
  }

  private async readFirst(
    shared: Sharing,
    catalogue: Catalogue,
    filters: LineFilters,
    events: LogEvent[],
    onPiece: ReadOptions['onPiece'],
  ): Promise<FirstPart> {
    const unmatched = new UnmatchedLines();
    const { source } = shared.log.log;
    const read = (): AsyncGenerator<Uint8Array> => this.chunksOf(shared);
    const options = { ...this.options, onPiece };
    const part = await readPart({ source, read }, catalogue, filters, unmatched, events, options);
    return { ...part, events, unmatched };
  }

  private async *chunksOf(shared: Sharing): AsyncGenerator<Uint8Array> {
    const { log } = shared;
    let sum = 0;
    for (const chunk of log.chunks()) {
      await this.count(shared, 'here', (sum += chunk.length));
      yield chunk;
      if (this.others.isTime(chunk.length)) this.handOut();
    }
  }

  private get bytesLeft(): number {
    let sum = 0;
    for (const { log } of this.byLog.values()) sum += log.bytesLeft;
    return sum;
  }

  /** Gives others what comes last, as long as they take it. */
  private handOut(): void {
    const waiting = [...this.byLog.values()];
    while (this.others.isFree(this.bytesLeft)) {
      const last = waiting.at(-1);
      if (last === undefined) return;
      const range = this.isKnown(last.log.log) ? undefined : last.log.take();
      if (range === undefined) waiting.pop();
      else last.parts.unshift(this.readAway(last, range));
    }
  }

  private async readAway(shared: Sharing, range: PartRange): Promise<PackedPart | undefined> {
    const { log, path } = shared.log;
    const { maxLineBytes, unfilteredBytes } = this.options;
    const task = { ...range, path, source: log.source, maxLineBytes, unfilteredBytes };
    const countTo = (bytes: number): void => void this.count(shared, range, bytes);
    // A thread that breaks, for want of memory or whatever, costs time only.
    const part = await this.others.read(task, countTo).catch(() => undefined);
    const place = { isFirst: range.from === 0, isLast: range.to === undefined };
    const isOfUse = part !== undefined && mayBeJoined(part, place);
    if (!isOfUse && shared.log.takeBack()) shared.parts.length = 0;
    this.handOut();
    return part;
  }

  private async count({ log, counted }: Sharing, who: unknown, bytes: number): Promise<void> {
    counted.set(who, bytes);
    let sum = 0;
    for (const own of counted.values()) sum += own;
    await log.log.onDisk?.countTo(sum);
  }
}
