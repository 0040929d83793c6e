import type { Envelope } from './envelope.ts';
import type { CompleteRecord } from './finish-record.ts';
import type { LineHead, OpenRecord } from './line-format.ts';
import { SkippedRecord } from './skipped-record.ts';

const MAX_BODY_LINES = 600;
const MAX_BODY_LINE = 4096;
const MAX_OPEN = 32;

/** A record that may still get lines. */
export interface Building extends OpenRecord, CompleteRecord {
  readonly key: string;
  readonly stream: string;
  readonly isWrapped: boolean;
  endLine: number;
  lastLine: string;
  lines: number;
  wrappedMs: number | undefined;
  readonly body: string[];
}

/** What a record begins with. */
export interface Beginning {
  readonly head: LineHead;
  readonly format: string;
  readonly line: string;
  readonly from: number;
  readonly to: number;
  readonly envelope: Envelope | undefined;
}

/** When a line was written; one that does not say it was written when the one before it was. */
type Stamp = Pick<LineHead, 'wallMs' | 'clock'>;

/** The records that may still get lines: one per process and stream of lines, few at a time. */
export class OpenRecords {
  private readonly byKey = new Map<string, Building | SkippedRecord>();
  private readonly byStream = new Map<string, Building>();
  private readonly close: (building: Building) => void;
  /** The key that was set last. */
  private newest = '';
  private lastStamp: Stamp | undefined;
  /** The one that got the last line. */
  last: Building | undefined;
  /** The one that got the last line, when its lines are passed over. */
  skipped: SkippedRecord | undefined;

  constructor(close: (building: Building) => void) {
    this.close = close;
  }

  get(key: string): Building | undefined {
    if (this.skipped?.key === key) this.wakeLast();
    const found = this.byKey.get(key);
    return found instanceof SkippedRecord ? this.wake(found) : found;
  }

  /** The one of this stream that got its last line. */
  latest(stream: string): Building | undefined {
    return this.byStream.get(stream);
  }

  start(key: string, stream: string, { head, format, line, from, to, envelope }: Beginning): Building {
    const stamp = head.wallMs === undefined ? (this.latestStamp() ?? head) : head;
    this.makeRoom(key, stream);
    this.lastStamp = stamp;
    const building: Building = {
      key,
      stream,
      head,
      format,
      wallMs: stamp.wallMs,
      clock: stamp.clock,
      line: from,
      endLine: to,
      lastLine: line,
      lines: 1,
      isWrapped: envelope !== undefined,
      wrappedMs: envelope?.wallMs,
      body: [],
    };
    for (const one of head.body ?? []) addLine(building, one);
    this.byKey.set(key, building);
    this.newest = key;
    this.byStream.set(stream, building);
    this.last = building;
    this.skipped = undefined;
    if (this.byKey.size > MAX_OPEN) this.finishOldest();
    return building;
  }

  /** Starts a plain record whose lines are passed over; it takes the place that `start` would give it. */
  skip(skipped: SkippedRecord): void {
    this.makeRoom(skipped.key, undefined);
    this.byKey.set(skipped.key, skipped);
    this.newest = skipped.key;
    this.byStream.delete('');
    this.last = undefined;
    this.skipped = skipped;
    if (this.byKey.size > MAX_OPEN) this.finishOldest();
  }

  /** Reads the record whose lines were passed over last, because a line needs to know what came before. */
  wakeLast(): void {
    const { skipped } = this;
    if (skipped === undefined) return;
    const building = this.wake(skipped);
    this.skipped = undefined;
    this.last = building;
    if (building === undefined) return;
    this.byStream.set('', building);
    this.lastStamp = building;
  }

  /** Copies what skipped records need of bytes that are about to be reused. */
  keepSkipped(): void {
    for (const one of this.byKey.values()) if (one instanceof SkippedRecord) one.keep();
  }

  append(
    building: Building | undefined,
    text: string,
    raw: string,
    number: number,
    wrappedMs: number | undefined,
  ): void {
    if (building === undefined) return;
    this.wakeLast();
    building.endLine = Math.max(building.endLine, number);
    building.lastLine = raw;
    building.lines += 1;
    building.wrappedMs = wrappedMs ?? building.wrappedMs;
    addLine(building, text);
    this.byStream.set(building.stream, building);
    this.last = building;
  }

  end(): void {
    for (const one of this.byKey.values()) if (!(one instanceof SkippedRecord)) this.close(one);
    this.byKey.clear();
    this.byStream.clear();
    this.last = undefined;
    this.skipped = undefined;
  }

  private latestStamp(): Stamp | undefined {
    this.wakeLast();
    return this.lastStamp;
  }

  /** Finishes what the next record takes the place of: under its key, and in its stream when it is known by that. */
  private makeRoom(key: string, stream: string | undefined): void {
    const before = this.byKey.get(key);
    if (before !== undefined) {
      // The newest has its place at the end, where its successor belongs: deleting it first would cost more than the rest.
      if (this.newest !== key) this.byKey.delete(key);
      this.finish(before, stream);
    }
    // Programs that log one line at a time would stay open, and come out of order, until their next line.
    if (this.last?.head.writer === 'system') this.remove(this.last);
  }

  private wake(skipped: SkippedRecord): Building | undefined {
    const line = skipped.text;
    const head = skipped.head(line);
    if (head === undefined) return undefined;
    const building: Building = {
      key: skipped.key,
      stream: '',
      head,
      format: skipped.format,
      wallMs: head.wallMs,
      clock: head.clock,
      line: skipped.line,
      endLine: skipped.line + skipped.passed,
      lastLine: line,
      lines: 1 + skipped.passed,
      isWrapped: false,
      wrappedMs: undefined,
      body: Array.from({ length: Math.min(skipped.passed, MAX_BODY_LINES) }, () => ''),
    };
    // Into the same place: the oldest is finished first when there are too many.
    this.byKey.set(skipped.key, building);
    return building;
  }

  private finishOldest(): void {
    for (const one of this.byKey.values()) {
      if (one === this.last || one === this.skipped) continue;
      this.remove(one);
      return;
    }
  }

  private remove(building: Building | SkippedRecord): void {
    if (this.byKey.get(building.key) === building) this.byKey.delete(building.key);
    this.finish(building);
  }

  /** What is in the way of a successor in its stream is left there for it. */
  private finish(building: Building | SkippedRecord, successor?: string): void {
    if (building instanceof SkippedRecord) return;
    if (building.stream !== successor && this.byStream.get(building.stream) === building)
      this.byStream.delete(building.stream);
    if (this.last === building) this.last = undefined;
    this.close(building);
  }
}

function addLine(building: Building, text: string): void {
  if (building.body.length < MAX_BODY_LINES) building.body.push(text.slice(0, MAX_BODY_LINE));
}
