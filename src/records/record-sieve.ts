import { isInert } from './inert-line.ts';
import type { LineFormat } from './line-format.ts';
import type { LineSieve, PassedLines } from './line-splitter.ts';
import { headersOf, OsloHeaders, type PlainHeaders } from './plain-header.ts';
import type { RecordReader, RecordStart } from './record-reader.ts';
import { SkippedRecord } from './skipped-record.ts';

/** Tells which lines of a chunk of bytes may hold a message that somebody knows. */
export interface LineFilter {
  /** `muted`: the groups of messages that are not looked for, one bit each. */
  readonly scan: (chunk: Uint8Array, muted: number) => void;
  /** Asked about lines in their order, not necessarily about all. */
  readonly mayMatch: (from: number, to: number) => boolean;
  /** Does the same for many lines at once, and is used instead of the other two. */
  readonly skimmer?: LineSkimmer | undefined;
}

/** Lines of one process that were passed over together. Places are those of the chunk, numbers count from the first line. */
export interface SkimmedLines {
  /** Where the next line begins. */
  at: number;
  lines: number;
  records: number;
  debugRecords: number;
  /** Lines without a header before the first of the records, and behind the last of them. */
  linesBefore: number;
  linesBehind: number;
  firstAt: number;
  firstLine: number;
  lastAt: number;
  lastTo: number;
  lastLine: number;
  pid: number;
}

/** Passes over many lines in one call, up to one that has to be looked at or that another process wrote. */
export interface LineSkimmer {
  /** Whether it can look through the chunk. */
  readonly take: (chunk: Uint8Array, muted: number) => boolean;
  /** What it returns is overwritten by the next call. `isBehindSkipped`: the line before `from` was passed over. */
  readonly skim: (from: number, isBehindSkipped: boolean, maxLine: number) => SkimmedLines;
}

/** Holds the filters for lines of level DEBUG and INFO: they let through every one whose message anybody knows. */
export interface LineFilters {
  /**
   * The sample is a piece of the log to come; without one there is no filter that was not made before. `undefined`: no
   * line of the format can be passed over.
   */
  readonly filterFor: (format: string, sample: Uint8Array | undefined) => LineFilter | undefined;
  /** The bit by which messages of this event are muted; 0 when they cannot be. */
  readonly groupOf: (event: string) => number;
}

/** How many records were passed over, and the first and the last of them. */
export interface SkippedRecords {
  readonly records: number;
  readonly debugRecords: number;
  readonly first: RecordStart | undefined;
  readonly last: RecordStart | undefined;
}

interface Place {
  readonly header: string;
  readonly line: number;
  readonly format: LineFormat;
}

/** What is read before a filter is made: most logs are smaller and not worth one. */
const UNFILTERED_BYTES = 1024 * 1024;
/** Escape characters as they are, as rsyslog and as `cat -v` write them: what they interrupt is found in text only. */
const ESCAPES = ['\u001b', '#033[', '^['] as const;
const MAX_PIDS = 64;
const MAX_HEADER = 512;

/**
 * Passes over the entries of a plain log that hold no known message before they are turned into text: those of level
 * DEBUG and INFO, with their further lines. The reader of the rest ends up with the same records, apart from these,
 * as if it got all lines.
 */
export class RecordSieve implements LineSieve {
  private readonly reader: RecordReader;
  private readonly filters: LineFilters;
  private readonly byPid = new Map<number, SkippedRecord>();
  private unfilteredBytes: number;
  private chunk: Buffer = Buffer.alloc(0);
  private format: LineFormat | undefined;
  private headers: PlainHeaders = new OsloHeaders();
  private filter: LineFilter | undefined;
  private skimmer: LineSkimmer | undefined;
  private current: SkippedRecord | undefined;
  private currentPid = 0;
  private muted = 0;
  private records = 0;
  private debugRecords = 0;
  private first: Place | undefined;
  private last: Place | undefined;
  private lastAt = -1;
  private lastLine = 0;

  constructor(reader: RecordReader, filters: LineFilters, unfilteredBytes: number = UNFILTERED_BYTES) {
    this.reader = reader;
    this.filters = filters;
    this.unfilteredBytes = unfilteredBytes;
  }

  /** From the next chunk on, messages of this event are passed over: one line of the log was enough. */
  mute(event: string): void {
    this.muted |= this.filters.groupOf(event);
  }

  get skipped(): SkippedRecords {
    const { records, debugRecords, first, last } = this;
    return { records, debugRecords, first: startOf(first), last: startOf(last) };
  }

  enter(chunk: Buffer, isJoined: boolean): void {
    this.filter = undefined;
    this.skimmer = undefined;
    this.unfilteredBytes -= chunk.length;
    const format = this.reader.plainFormat;
    if (this.unfilteredBytes >= 0 || format === undefined) return;
    const headers = headersOf(format.id);
    if (headers === undefined || ESCAPES.some((escape) => chunk.includes(escape, 0, 'latin1'))) return;
    this.chunk = chunk;
    this.format = format;
    this.headers = headers;
    const filter = this.filters.filterFor(format.id, isJoined ? undefined : chunk);
    this.filter = filter;
    this.skimmer = filter?.skimmer?.take(chunk, this.muted) === true ? filter.skimmer : undefined;
    if (this.skimmer === undefined) filter?.scan(chunk, this.muted);
  }

  skim(from: number, number: number, maxLine: number): PassedLines {
    const { skimmer, reader } = this;
    let at = from;
    let lines = 0;
    while (skimmer !== undefined && reader.plainFormat === this.format) {
      const skimmed = skimmer.skim(at, reader.skipped !== undefined, maxLine);
      if (skimmed.lines === 0) break;
      this.passSkimmed(skimmed, number + lines);
      at = skimmed.at;
      lines += skimmed.lines;
    }
    return { at, lines };
  }

  passes(from: number, to: number, number: number): boolean {
    const { filter, headers, reader, chunk } = this;
    // Where the skimmer stopped, a line has to be read.
    if (filter === undefined || this.skimmer !== undefined || reader.plainFormat !== this.format)
      return false;
    const start = headers.read(chunk, from, to);
    if (start === 'unknown') return this.passesFurther(from, to);
    if (filter.mayMatch(headers.messageAt, to)) return false;
    this.passRecord(headers.pid, from, to, number);
    this.records += 1;
    if (start === 'debug') this.debugRecords += 1;
    this.first ??= this.placeOf(from, number);
    return true;
  }

  leave(): void {
    if (this.lastAt >= 0) this.last = this.placeOf(this.lastAt, this.lastLine);
    this.lastAt = -1;
    this.reader.keepSkipped();
  }

  private passSkimmed(skimmed: SkimmedLines, number: number): void {
    if (this.reader.skipped !== undefined) this.reader.skipped.passed += skimmed.linesBefore;
    if (skimmed.records === 0) return;
    this.passRecord(skimmed.pid, skimmed.lastAt, skimmed.lastTo, number + skimmed.lastLine);
    if (this.current !== undefined) this.current.passed = skimmed.linesBehind;
    this.records += skimmed.records;
    this.debugRecords += skimmed.debugRecords;
    this.first ??= this.placeOf(skimmed.firstAt, number + skimmed.firstLine);
  }

  private passRecord(pid: number, from: number, to: number, number: number): void {
    if (this.current === undefined || this.reader.skipped !== this.current || this.currentPid !== pid)
      this.turnTo(pid);
    this.current?.begin(this.chunk, from, to, number);
    this.lastAt = from;
    this.lastLine = number;
  }

  /** A line without a header, behind an entry that was passed over itself. */
  private passesFurther(from: number, to: number): boolean {
    const { skipped } = this.reader;
    if (skipped === undefined || !isInert(this.chunk, from, to)) return false;
    skipped.passed += 1;
    return true;
  }

  private turnTo(pid: number): void {
    if (this.format === undefined) return;
    let record = this.byPid.get(pid);
    if (record?.format !== this.format.id) {
      if (this.byPid.size >= MAX_PIDS) this.byPid.clear();
      record = new SkippedRecord(`\n${String(pid)}`, this.format);
      this.byPid.set(pid, record);
    }
    this.reader.skip(record);
    this.current = record;
    this.currentPid = pid;
  }

  private placeOf(at: number, line: number): Place | undefined {
    if (this.format === undefined) return undefined;
    return { header: this.chunk.toString('latin1', at, at + MAX_HEADER), line, format: this.format };
  }
}

function startOf(place: Place | undefined): RecordStart | undefined {
  if (place === undefined) return undefined;
  const head = place.format.parse(place.header, { open: undefined, envelope: undefined, json: undefined });
  if (head === undefined) return undefined;
  const { wallMs, clock, pid, level } = head;
  return { line: place.line, wallMs, clock, pid, level };
}
