import type { LogRecord } from '../model/index.ts';
import { cleanLine } from './clean-line.ts';
import type { Envelope } from './envelope.ts';
import { finishRecord } from './finish-record.ts';
import { readJsonObject } from './json-object.ts';
import type { LineContext, LineFormat, LineHead, OpenRecord } from './line-format.ts';
import type { TextLine } from './line-splitter.ts';
import { excerptLine } from './excerpt-line.ts';
import { OpenRecords, type Building } from './open-records.ts';
import { completeHead } from './place-in-time.ts';
import type { SkippedRecord } from './skipped-record.ts';
import { continues, isOfTraceback } from './traceback-line.ts';
import { Unwrapper } from './unwrap.ts';
import { JournalExport, type JournalBlock } from './wrappers/journal-export.ts';
import { YearGuess } from './year-guess.ts';

/** A file without any header up to this long is an excerpt: each of its lines is a record. */
const MAX_EXCERPT_LINES = 400;

/** What is known of a record as soon as its first line was read. */
export type RecordStart = Pick<LogRecord, 'line' | 'wallMs' | 'clock' | 'pid' | 'level'>;

export interface RecordReaderOptions {
  /** Is told of every record in the order of their first lines; skipped ones are the business of who skips them. */
  readonly begin?: (start: RecordStart) => void;
}

/**
 * Folds lines into records: tracebacks (the header repeated without its context) and continuation lines without a
 * header join the record they belong to, whatever wraps them.
 *
 * Several processes write one file, so a traceback may be interrupted: one record is kept open per process.
 */
export class RecordReader {
  private readonly headed: LineFormat[];
  private readonly usual: readonly LineFormat[];
  private readonly loose: readonly LineFormat[];
  private readonly records: OpenRecords;
  private readonly unwrapper = new Unwrapper();
  private readonly journal = new JournalExport();
  private readonly years = new YearGuess();
  private readonly emit: (record: LogRecord) => void;
  private readonly begin: (start: RecordStart) => void;
  private excerpt: { text: string; number: number }[] | undefined = [];
  private latestKey = { stream: '', pid: '', key: '\n' };
  private hasWrapped = false;
  private continuesOther = false;
  /** Lines before the first header, which nobody can place. */
  orphans = 0;

  constructor(
    formats: readonly LineFormat[],
    emit: (record: LogRecord) => void,
    options: RecordReaderOptions = {},
  ) {
    this.usual = formats.filter((format) => format.fit !== 'loose');
    this.headed = [...this.usual];
    this.loose = formats.filter((format) => format.fit === 'loose');
    this.emit = emit;
    this.begin = options.begin ?? (() => undefined);
    this.records = new OpenRecords((building) => {
      emit(finishRecord(building));
    });
  }

  /** The format whose plain lines may be skipped now: whatever its lines hold, they begin a record of it. */
  get plainFormat(): LineFormat | undefined {
    const usual = this.headed[0];
    return usual?.fit === 'sure' && !this.journal.isOpen ? usual : undefined;
  }

  /**
   * Whether a plain line of the usual format, and all behind it, would be read here as at the beginning of a log, but for
   * lines that continue a record from before: `mayContinue` of who reads on from there tells.
   */
  get isAsNew(): boolean {
    const isUsual = this.headed.every((format, nth) => format === this.usual[nth]);
    return isUsual && !this.hasWrapped && this.excerpt === undefined && this.plainFormat !== undefined;
  }

  /** Whether a line looked like one more of a traceback of which nothing was read. */
  get mayContinue(): boolean {
    return this.continuesOther;
  }

  /** The record that got the last line, when that was skipped: further lines of it may be skipped, too. */
  get skipped(): SkippedRecord | undefined {
    return this.records.skipped;
  }

  /** Begins a record whose line was not read, as if it had been pushed; its bytes must stay until `keepSkipped`. */
  skip(record: SkippedRecord): void {
    this.excerpt = undefined;
    this.unwrapper.notePlain();
    this.records.skip(record);
  }

  keepSkipped(): void {
    this.records.keepSkipped();
  }

  push(read: TextLine): void {
    const { number } = read;
    const line = cleanLine(read.text);
    const { taken, block } = this.journal.push(line, read);
    if (block !== undefined) this.takeBlock(block);
    if (taken) this.hasWrapped = true;
    else this.read(line, number);
  }

  end(): void {
    const block = this.journal.end();
    if (block !== undefined) this.takeBlock(block);
    for (const { text, from, to } of this.unwrapper.leftovers()) this.readPlain(text, from, to);
    this.records.end();
    for (const { text, number } of this.excerpt ?? []) {
      const record = finishRecord(excerptLine(text, number));
      this.begin(record);
      this.emit(record);
    }
    this.excerpt = undefined;
  }

  private read(line: string, number: number): void {
    const [usual] = this.headed;
    if (usual?.fit === 'sure') {
      const head = usual.parse(line, { open: this.records.latest(''), envelope: undefined, json: undefined });
      if (head !== undefined) {
        this.unwrapper.notePlain();
        this.start(head, usual.id, undefined, '', line, number, number);
        return;
      }
    }
    const unwrapped = this.unwrapper.unwrap(line, number);
    if (unwrapped === 'held') {
      this.hasWrapped = true;
      return;
    }
    if (unwrapped === undefined || !this.takeEnvelope(unwrapped.envelope, unwrapped.from, number))
      this.readPlain(line, unwrapped?.from ?? number, number);
  }

  private takeBlock({ envelope, from, to }: JournalBlock): void {
    if (
      envelope === undefined ||
      !this.takeEnvelope({ ...envelope, text: cleanLine(envelope.text) }, from, to)
    )
      this.readPlain('', from, to);
  }

  /** Reads what came in wrappers; false when they were none after all. */
  private takeEnvelope(found: Envelope, from: number, to: number): boolean {
    this.records.wakeLast();
    const envelope = this.dated(found);
    const open = this.records.latest(envelope.stream);
    const [first = '', ...rest] = envelope.text.includes('\n') ? envelope.text.split('\n') : [envelope.text];
    const isConfirmed = envelope.isVague !== true || open !== undefined;
    const context: LineContext = { open, envelope, json: readJsonObject(first) };
    const read = this.readHead(first, context, isConfirmed);
    let building: Building | undefined = open;
    if (read !== undefined) {
      if (read.head.wallMs !== undefined) this.years.anchor(read.head.wallMs);
      building = this.start(read.head, read.format, this.dated(found), found.stream, first, from, to);
    } else if (open !== undefined) {
      this.records.append(open, first, first, to, envelope.wallMs);
    } else return false;
    this.unwrapper.before = envelope;
    this.hasWrapped = true;
    for (const line of rest)
      this.records.append(building, this.withoutHeader(line, building, envelope), line, to, envelope.wallMs);
    return true;
  }

  private dated(envelope: Envelope): Envelope {
    const { yearless } = envelope;
    if (yearless === undefined) return envelope;
    this.hasWrapped = true;
    const wallMs = this.years.resolve(yearless);
    return { ...envelope, wallMs, ...(this.years.isAssumed && { clock: 'yearless' }) };
  }

  private readPlain(line: string, from: number, to: number): void {
    this.records.wakeLast();
    const open = this.records.last;
    const json = readJsonObject(line);
    const read = this.readHead(line, { open, envelope: undefined, json }, true);
    if (read !== undefined) {
      this.unwrapper.notePlain();
      this.start(read.head, read.format, undefined, '', line, from, to);
    } else if (open !== undefined) {
      this.records.append(open, open.isWrapped ? dedent(line) : line, line, to, open.wrappedMs);
    } else this.addOrphan(line, to);
  }

  /** The format that fitted last is tried first; the loose ones only take what the others leave. */
  private readHead(
    line: string,
    context: LineContext,
    isConfirmed: boolean,
  ): { head: LineHead; format: string } | undefined {
    for (const [index, format] of this.headed.entries()) {
      const head = format.parse(line, context);
      if (head === undefined) continue;
      if (index > 0) {
        this.headed.splice(index, 1);
        this.headed.unshift(format);
      }
      return { head, format: format.id };
    }
    if (!isConfirmed) return undefined;
    for (const format of this.loose) {
      const head = format.parse(line, context);
      if (head !== undefined) return { head, format: format.id };
    }
    return undefined;
  }

  private start(
    read: LineHead,
    format: string,
    envelope: Envelope | undefined,
    stream: string,
    line: string,
    from: number,
    to: number,
  ): Building {
    this.excerpt = undefined;
    const head = completeHead(read, envelope);
    const key = this.keyOf(stream, head.pid ?? '');
    const before = read.bare ? this.records.get(key) : undefined;
    if (before !== undefined && continues(before, head, read.wallMs === undefined)) {
      this.records.append(before, head.message, line, to, envelope?.wallMs);
      return before;
    }
    if (read.bare && before === undefined && isOfTraceback(head)) this.continuesOther = true;
    const building = this.records.start(key, stream, { head, format, line, from, to, envelope });
    const { pid, level } = head;
    const { wallMs, clock } = building;
    this.begin({ line: from, wallMs, clock, pid, level });
    return building;
  }

  /** Most lines have the writer of the line before; a key that is put together anew has to be hashed anew. */
  private keyOf(stream: string, pid: string): string {
    const { latestKey } = this;
    if (latestKey.stream === stream && latestKey.pid === pid) return latestKey.key;
    const key = `${stream}\n${pid}`;
    this.latestKey = { stream, pid, key };
    return key;
  }

  /** A later line of one message, without the header that oslo.log repeats on a traceback's lines. */
  private withoutHeader(line: string, building: OpenRecord | undefined, envelope: Envelope): string {
    if (building?.head.writer !== 'service') return line;
    const head = this.headed
      .find((format) => format.id === building.format)
      ?.parse(line, { open: building, envelope, json: undefined });
    return head?.bare === true && head.logger === building.head.logger ? head.message : line;
  }

  private addOrphan(text: string, number: number): void {
    this.orphans += 1;
    if (this.excerpt === undefined) return;
    if (this.excerpt.length >= MAX_EXCERPT_LINES) this.excerpt = undefined;
    else if (text.trim() !== '') this.excerpt.push({ text, number });
  }
}

/** journalctl indents the further lines of a message by the width of its header. */
function dedent(line: string): string {
  const text = line.trimStart();
  return line.length - text.length >= MIN_INDENT ? text : line;
}

const MIN_INDENT = 16;
