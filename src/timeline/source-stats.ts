import type { Level, LogRecord, LogSource, UnmatchedShape } from '../model/index.ts';
import type { Stamp } from './zones.ts';

/** What was counted while one log was read. */
export interface SourceStats {
  readonly source: LogSource;
  bytes: number;
  records: number;
  debugRecords: number;
  first: Stamp | undefined;
  last: Stamp | undefined;
}

export function startStats(source: LogSource): SourceStats {
  return { source, bytes: 0, records: 0, debugRecords: 0, first: undefined, last: undefined };
}

/** What is counted of a record. */
export type CountedRecord = Pick<LogRecord, 'line' | 'wallMs' | 'clock' | 'pid' | 'level'>;

export function countRecord(stats: SourceStats, record: CountedRecord): void {
  stats.records += 1;
  if (record.level === 'DEBUG') stats.debugRecords += 1;
  span(stats, record);
}

/** Records that were counted elsewhere. */
export interface CountedRecords {
  readonly records: number;
  readonly debugRecords: number;
  readonly first: CountedRecord | undefined;
  readonly last: CountedRecord | undefined;
}

export function countRecords(stats: SourceStats, counted: CountedRecords): void {
  stats.records += counted.records;
  stats.debugRecords += counted.debugRecords;
  if (counted.first !== undefined) span(stats, counted.first);
  if (counted.last !== undefined) span(stats, counted.last);
}

/** First and last by line: a line that was cut into parts may come later than those behind it. */
function span(stats: SourceStats, record: CountedRecord): void {
  const stamp = stampOf(stats, record);
  if (stamp === undefined) return;
  if (stats.first === undefined || stamp.line < stats.first.line) stats.first = stamp;
  if (stats.last === undefined || stamp.line >= stats.last.line) stats.last = stamp;
}

function stampOf({ source }: SourceStats, record: CountedRecord): Stamp | undefined {
  if (record.wallMs === undefined) return undefined;
  const { pid, line, clock, wallMs } = record;
  return { path: source.path, pid, line, clock, wallMs };
}

const GRAVE: ReadonlySet<Level> = new Set(['WARNING', 'ERROR', 'CRITICAL', 'TRACE']);
const MAX_SHAPES = 2_000;
const MAX_SHOWN = 50;
const MAX_SHAPE_LENGTH = 200;

/** How often lines of one shape stand in logs, and where first. */
export interface ShapeCount {
  readonly shape: string;
  readonly level: Level;
  count: number;
  readonly file: string;
  readonly line: number;
}

/** Groups the WARNING and worse lines that nothing recognised by their text without its variable parts. */
export class UnmatchedLines {
  private readonly shapes = new Map<string, ShapeCount>();

  /** As `entries` gave them. */
  static of(entries: readonly ShapeCount[]): UnmatchedLines {
    const lines = new UnmatchedLines();
    for (const one of entries) lines.shapes.set(`${one.level} ${one.shape}`, { ...one });
    return lines;
  }

  entries(): ShapeCount[] {
    return [...this.shapes.values()];
  }

  add(record: LogRecord, file: string): void {
    const { level } = record;
    if (level === undefined || !GRAVE.has(level)) return;
    const shape = shapeOf(record.message === '' ? (record.body[0] ?? '') : record.message);
    const key = `${level} ${shape}`;
    const known = this.shapes.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.shapes.size < MAX_SHAPES)
      this.shapes.set(key, { shape, level, count: 1, file, line: record.line });
  }

  /** Takes in what another log held. */
  addAll(other: UnmatchedLines): void {
    for (const [key, shape] of other.shapes) {
      const known = this.shapes.get(key);
      if (known !== undefined) known.count += shape.count;
      else if (this.shapes.size < MAX_SHAPES) this.shapes.set(key, { ...shape });
    }
  }

  list(): UnmatchedShape[] {
    return [...this.shapes.values()]
      .sort((one, other) => other.count - one.count || (one.shape < other.shape ? -1 : 1))
      .slice(0, MAX_SHOWN)
      .map(({ shape, level, count, file, line }) => ({ shape, level, count, first: { file, line } }));
  }
}

const VARIABLE =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|0x[0-9a-f]+|[0-9a-f]{16,}|'[^']*'|"[^"]*"|\/[\w./@:-]+|\d+(?:\.\d+)*/gi;

/** A text with everything that changes from line to line replaced by `*`. */
export function shapeOf(text: string): string {
  return text.slice(0, 1_000).replace(VARIABLE, '*').slice(0, MAX_SHAPE_LENGTH);
}
