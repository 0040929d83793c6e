import type { Envelope } from './envelope.ts';
import type { CompleteRecord } from './finish-record.ts';
import type { LineHead, OpenRecord } from './line-format.ts';

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

/** The records that may still get lines: one per process and stream of lines, few at a time. */
export class OpenRecords {
  private readonly byKey = new Map<string, Building>();
  private readonly byStream = new Map<string, Building>();
  private readonly close: (building: Building) => void;
  private lastWallMs: number | undefined;
  /** The one that got the last line. */
  last: Building | undefined;

  constructor(close: (building: Building) => void) {
    this.close = close;
  }

  get(key: string): Building | undefined {
    return this.byKey.get(key);
  }

  /** The one of this stream that got its last line. */
  latest(stream: string): Building | undefined {
    return this.byStream.get(stream);
  }

  start(key: string, stream: string, { head, format, line, from, to, envelope }: Beginning): Building {
    const before = this.byKey.get(key);
    if (before !== undefined) this.finish(before);
    // Programs that log one line at a time would stay open, and come out of order, until their next line.
    if (this.last?.head.writer === 'system') this.finish(this.last);
    const wallMs = head.wallMs ?? this.lastWallMs;
    this.lastWallMs = wallMs;
    const building: Building = {
      key,
      stream,
      head,
      format,
      wallMs,
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
    this.byStream.set(stream, building);
    this.last = building;
    if (this.byKey.size > MAX_OPEN) this.finishOldest();
    return building;
  }

  append(
    building: Building | undefined,
    text: string,
    raw: string,
    number: number,
    wrappedMs: number | undefined,
  ): void {
    if (building === undefined) return;
    building.endLine = Math.max(building.endLine, number);
    building.lastLine = raw;
    building.lines += 1;
    building.wrappedMs = wrappedMs ?? building.wrappedMs;
    addLine(building, text);
    this.byStream.set(building.stream, building);
    this.last = building;
  }

  end(): void {
    for (const building of this.byKey.values()) this.close(building);
    this.byKey.clear();
    this.byStream.clear();
    this.last = undefined;
  }

  private finishOldest(): void {
    for (const building of this.byKey.values()) {
      if (building === this.last) continue;
      this.finish(building);
      return;
    }
  }

  private finish(building: Building): void {
    if (this.byKey.get(building.key) === building) this.byKey.delete(building.key);
    if (this.byStream.get(building.stream) === building) this.byStream.delete(building.stream);
    if (this.last === building) this.last = undefined;
    this.close(building);
  }
}

function addLine(building: Building, text: string): void {
  if (building.body.length < MAX_BODY_LINES) building.body.push(text.slice(0, MAX_BODY_LINE));
}
