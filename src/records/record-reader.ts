import type { LogRecord, RaisedException } from '../model/index.ts';
import { readTraceback, splitErrorSummary } from './exceptions.ts';
import type { LineFormat, LineHead } from './line-format.ts';
import type { TextLine } from './line-splitter.ts';

const MAX_BODY_LINES = 600;
const MAX_BODY_LINE = 4096;
const MAX_OPEN = 32;

interface Building {
  readonly head: LineHead;
  readonly line: number;
  endLine: number;
  lastLine: string;
  lines: number;
  readonly body: string[];
}

/**
 * Folds lines into records: tracebacks (the header repeated without its context) and continuation lines without a
 * header join the record they belong to.
 *
 * Several processes write one file, so a traceback may be interrupted: one record is kept open per process.
 */
export class RecordReader {
  private readonly formats: LineFormat[];
  private readonly emit: (record: LogRecord) => void;
  private readonly open = new Map<string, Building>();
  private last: Building | undefined;
  private lastWallMs: number | undefined;
  /** Lines before the first header, which nobody can place. */
  orphans = 0;

  constructor(formats: readonly LineFormat[], emit: (record: LogRecord) => void) {
    this.formats = [...formats];
    this.emit = emit;
  }

  push({ text, number }: TextLine): void {
    const head = this.readHead(text);
    if (head === undefined) {
      if (this.last === undefined) this.orphans += 1;
      else this.append(this.last, text, text, number);
      return;
    }
    const key = head.pid ?? '';
    const before = this.open.get(key);
    if (before !== undefined && head.bare && continues(before.head, head)) {
      this.append(before, head.message, text, number);
      return;
    }
    if (before !== undefined) this.close(key, before);
    const started = { head, line: number, endLine: number, lastLine: text, lines: 1, body: [] };
    this.open.set(key, started);
    this.last = started;
    if (this.open.size > MAX_OPEN) this.closeOldest();
  }

  end(): void {
    for (const [key, building] of this.open) this.close(key, building);
    this.last = undefined;
  }

  private readHead(text: string): LineHead | undefined {
    const open = this.last;
    for (const [index, format] of this.formats.entries()) {
      const head = format.parse(text, open);
      if (head === undefined) continue;
      if (index > 0) {
        this.formats.splice(index, 1);
        this.formats.unshift(format);
      }
      return head;
    }
    return undefined;
  }

  private append(building: Building, text: string, raw: string, number: number): void {
    building.endLine = Math.max(building.endLine, number);
    building.lastLine = raw;
    building.lines += 1;
    if (building.body.length < MAX_BODY_LINES) building.body.push(text.slice(0, MAX_BODY_LINE));
    this.last = building;
  }

  private closeOldest(): void {
    const [key, building] = this.open.entries().next().value ?? [];
    if (key !== undefined && building !== undefined) this.close(key, building);
  }

  private close(key: string, building: Building): void {
    this.open.delete(key);
    if (building.head.wallMs !== undefined) this.lastWallMs = building.head.wallMs;
    this.emit(toRecord(building, this.lastWallMs));
  }
}

/** `logging_exception_prefix` repeats time, pid, logger and instance under ERROR (TRACE until oslo.log 1.1). */
function continues(open: LineHead, next: LineHead): boolean {
  const isTraceback = next.level === 'ERROR' || next.level === 'TRACE' || next.level === 'CRITICAL';
  return isTraceback && open.wallMs === next.wallMs && open.logger === next.logger;
}

const ORIGIN = /(?:^| )(\S+ (?:\/|\.\/)?[\w./+-]+\.pyc?:\d+)$/;

function toRecord({ head, line, endLine, body }: Building, lastWallMs: number | undefined): LogRecord {
  let message = head.message;
  let origin: string | undefined;
  if (head.level === 'DEBUG') {
    const holder = body.length === 0 ? message : (body.at(-1) ?? '');
    const found = ORIGIN.exec(holder);
    origin = found?.[1];
    if (found !== null && body.length === 0) message = message.slice(0, found.index);
    else if (found !== null) body[body.length - 1] = holder.slice(0, found.index);
  }
  const exceptions: RaisedException[] = [];
  if (head.level !== undefined && head.level !== 'DEBUG' && head.level !== 'INFO') {
    const split = splitErrorSummary(message);
    message = split.message;
    if (split.exception !== undefined) exceptions.push(split.exception);
    for (const one of readTraceback(body)) {
      if (!exceptions.some((known) => known.type === one.type && known.message === one.message))
        exceptions.push(one);
    }
  }
  return {
    line,
    endLine,
    wallMs: head.wallMs ?? lastWallMs,
    clock: head.clock,
    pid: head.pid,
    level: head.level,
    logger: head.logger,
    requestId: head.requestId,
    globalRequestId: head.globalRequestId,
    instance: head.instance,
    message,
    origin,
    body,
    exceptions,
  };
}
