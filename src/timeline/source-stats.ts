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

/** What was counted of parts of one log, in their order, `linesBefore` each of which other lines stand. */
export function joinStats(
  source: LogSource,
  parts: readonly { readonly stats: SourceStats; readonly linesBefore: number }[],
): SourceStats {
  const joined = startStats(source);
  for (const { stats, linesBefore } of parts) {
    joined.bytes += stats.bytes;
    joined.records += stats.records;
    joined.debugRecords += stats.debugRecords;
    const { first, last } = stats;
    if (first !== undefined) joined.first ??= { ...first, line: first.line + linesBefore };
    if (last !== undefined) joined.last = { ...last, line: last.line + linesBefore };
  }
  return joined;
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
  line: number;
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
    if (known !== undefined) {
      known.count += 1;
      // Records end in another order than they begin.
      known.line = Math.min(known.line, record.line);
    } else if (this.shapes.size < MAX_SHAPES)
      this.shapes.set(key, { shape, level, count: 1, file, line: record.line });
  }

  /** Whether there may have been more that were not kept. */
  get isFull(): boolean {
    return this.shapes.size >= MAX_SHAPES;
  }

  /** Takes in what another log held, or a part of the same one behind so many lines. */
  addAll(other: UnmatchedLines, linesBefore = 0): void {
    for (const [key, shape] of [...other.shapes].sort(([, one], [, two]) => one.line - two.line)) {
      const known = this.shapes.get(key);
      if (known !== undefined) known.count += shape.count;
      else if (this.shapes.size < MAX_SHAPES)
        this.shapes.set(key, { ...shape, line: shape.line + linesBefore });
    }
  }

  list(): UnmatchedShape[] {
    return [...this.shapes.values()]
      .sort(
        (one, other) =>
          other.count - one.count ||
          compareText(one.shape, other.shape) ||
          compareText(one.level, other.level),
      )
      .slice(0, MAX_SHOWN)
      .map(({ shape, level, count, file, line }) => ({ shape, level, count, first: { file, line } }));
  }
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const VARIABLE =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|0x[0-9a-f]+|[0-9a-f]{16,}|'[^']*'|"[^"]*"|\/[\w./@:-]+|\d+(?:\.\d+)*/gi;

/** A text with everything that changes from line to line replaced by `*`. */
export function shapeOf(text: string): string {
  return text.slice(0, 1_000).replace(VARIABLE, '*').slice(0, MAX_SHAPE_LENGTH);
}
