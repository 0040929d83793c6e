import { ByteReader } from './byte-reader.ts';
import {
  asBuffer,
  beginKeeping,
  BLOCK_BYTES,
  dateOf,
  KEPT_BYTES,
  KnownLog,
  type PackedKnownLog,
  SHORTEST_LINE,
  START_BYTES,
} from './known-log.ts';

/** Lines that were left out, since another copy of the log had them. */
export interface SkippedLines {
  readonly skippedLines: number;
}

/** A log among those that may be copies of one another. */
export interface LogIdentity {
  /** What the log is called while it is written, without folders. */
  readonly name: string;
  /** The host as far as folders tell. */
  readonly host: string | undefined;
}

const NEWLINE = 0x0a;
const KEPT_IN_ALL = 64 * 1024 * 1024;
const WINDOW_BYTES = 256 * 1024;
const MAX_STARTS = 16;
/** Two hosts do not write the same text to the same thousandth. */
const UNMISTAKABLE = /\d\d:\d\d:\d\d[.,]\d{3}/;
/** UTF-16 is left alone: its lines do not begin behind a newline's byte. */
const WIDE_LOOK_BYTES = 64;

interface Remembered {
  readonly identity: LogIdentity;
  readonly log: KnownLog;
}

/** What is remembered of logs, as plain data for another thread. */
export interface PackedKnownLogs {
  readonly logs: readonly { readonly identity: LogIdentity; readonly log: PackedKnownLog }[];
  /** Of their text, as it is. */
  readonly keptBytes: number;
}

interface Copy {
  readonly log: KnownLog;
  readonly shift: number;
}

/**
 * Remembers what was read of each log, so that lines which come again are left out: the same log plain and
 * compressed, in a folder and in an archive, in two reports of one host made one after the other, rotated by copying, or
 * cut to its end by sos.
 *
 * Logs only grow at their end: where two have a stretch in common, one continues the other or lies inside it.
 * A stretch is compared by the checksums of its blocks, so that a log may be forgotten and still be known again; where
 * the blocks differ the lines are handed out.
 */
export class KnownLogs {
  private readonly byName = new Map<string, Remembered[]>();
  private readonly keeping = beginKeeping(KEPT_IN_ALL);

  static of({ logs, keptBytes }: PackedKnownLogs): KnownLogs {
    const known = new KnownLogs();
    known.keeping.bytesLeft -= keptBytes;
    for (const { identity, log } of logs) known.add({ identity, log: KnownLog.of(log, known.keeping) });
    return known;
  }

  pack(): PackedKnownLogs {
    const logs = [...this.byName.values()].flat();
    return {
      logs: logs.map(({ identity, log }) => ({ identity, log: log.pack() })),
      keptBytes: KEPT_IN_ALL - this.keeping.bytesLeft,
    };
  }

  /** Whether some of the other logs may be copies of these, or be remembered less well behind them. */
  mayHaveCopiesIn(others: KnownLogs): boolean {
    const kept = (one: KnownLogs): number => KEPT_IN_ALL - one.keeping.bytesLeft;
    if (kept(this) + kept(others) + 2 * KEPT_BYTES > KEPT_IN_ALL) return true;
    return [...others.byName].some(([name, later]) =>
      (this.byName.get(name) ?? []).some((one) =>
        later.some(({ identity, log }) => canBeOneLog(identity, one, log.start)),
      ),
    );
  }

  /** Remembers what others do, as if it had been read behind these. */
  takeIn(others: KnownLogs): void {
    for (const later of others.byName.values()) for (const one of later) this.add(one);
    this.keeping.bytesLeft -= KEPT_IN_ALL - others.keeping.bytesLeft;
  }

  private add(one: Remembered): void {
    const { name } = one.identity;
    this.byName.set(name, [...(this.byName.get(name) ?? []), one]);
  }

  /** The log without what is known of it already; from then on it is known itself. */
  async *unread(
    identity: LogIdentity,
    chunks: AsyncIterable<Uint8Array>,
    onAllKnown: () => void = () => undefined,
  ): AsyncGenerator<Uint8Array | SkippedLines> {
    const own = new KnownLog(this.keeping);
    const reader = new ByteReader(chunks);
    const all = this.byName.get(identity.name) ?? [];
    const left = new Set<Remembered>();
    let handed = false;
    let skipped = false;
    // The beginning of a line whose end may be news.
    let cut = EMPTY;
    const take = async (length: number): Promise<Buffer> => {
      const bytes = asBuffer(await reader.read(length));
      own.add(bytes);
      return bytes;
    };
    try {
      const start = asBuffer(await reader.start(START_BYTES));
      if (!start.subarray(0, WIDE_LOOK_BYTES).includes(0))
        for (const one of all) if (canBeOneLog(identity, one, start)) left.add(one);
      let copy = await copyAt(reader, left);
      const starts = await startsToCome(reader, left);
      for (;;) {
        if (copy !== undefined && reader.position + copy.shift >= 0) {
          const at = reader.position + copy.shift;
          const room = Math.min(BLOCK_BYTES - (at % BLOCK_BYTES), copy.log.wholeLines - at);
          const bytes = room > 0 ? asBuffer(await reader.start(room)) : EMPTY;
          if (room > 0 && bytes.length === 0) break;
          if (room > 0 && copy.log.holds(bytes, at) !== false) {
            await take(bytes.length);
            skipped = true;
            const end = bytes.lastIndexOf(NEWLINE) + 1;
            cut = Buffer.concat([end === 0 ? cut : EMPTY, bytes.subarray(end)]);
            yield { skippedLines: linesIn(bytes) };
            continue;
          }
          if (cut.length > 0) yield cut;
          cut = EMPTY;
          copy = room > 0 ? undefined : await copyAt(reader, left);
          continue;
        }
        if (copy === undefined && starts.size === 0) {
          const bytes = await reader.chunk();
          if (bytes === undefined) break;
          handed = true;
          own.add(bytes);
          yield bytes;
          continue;
        }
        const limit = Math.min(WINDOW_BYTES, copy === undefined ? Infinity : -copy.shift - reader.position);
        const window = asBuffer(await reader.start(limit));
        if (window.length === 0) break;
        const found = firstOf(starts, window, window.length < limit);
        const isWhole = window.length < limit || starts.size === 0 || limit < WINDOW_BYTES;
        const safe = found?.at ?? (isWhole ? window.length : window.length - START_BYTES);
        if (safe > 0) {
          handed = true;
          yield await take(safe);
        }
        if (found === undefined) continue;
        starts.delete(found.one);
        left.delete(found.one);
        copy = { log: found.one.log, shift: -reader.position };
      }
      reader.rethrow();
      if (skipped && !handed) onAllKnown();
    } finally {
      await reader.close();
      own.finish();
      this.byName.set(identity.name, [...all, { identity, log: own }]);
    }
  }
}

const EMPTY = Buffer.alloc(0);

/** The log that has the next lines, or those that come first of what is known; each is looked for until it was found. */
async function copyAt(reader: ByteReader, left: Set<Remembered>): Promise<Copy | undefined> {
  if (left.size === 0) return undefined;
  const start = asBuffer(await reader.start(KEPT_BYTES));
  const date = dateOf(start);
  let nearest: { readonly one: Remembered; readonly shift: number } | undefined;
  for (const one of left) {
    const { first, last } = one.log.dates;
    if (date !== undefined && ((last !== undefined && date > last) || (first !== undefined && date < first)))
      continue;
    const shift = one.log.shiftOf(start);
    if (shift === undefined || (nearest !== undefined && shift <= nearest.shift)) continue;
    nearest = { one, shift };
    if (shift >= 0) break;
  }
  if (nearest === undefined) return undefined;
  left.delete(nearest.one);
  return { log: nearest.one.log, shift: nearest.shift - reader.position };
}

/** Folders may call a host by several names; then the beginnings have to be the same and leave no doubt. */
function canBeOneLog({ host }: LogIdentity, { identity, log }: Remembered, start: Buffer): boolean {
  if (log.length === 0) return false;
  if (host === undefined || identity.host === undefined) return true;
  if (shortName(host) === shortName(identity.host)) return true;
  const length = Math.min(start.length, log.start.length);
  return (
    UNMISTAKABLE.test(start.toString('latin1')) &&
    start.subarray(0, length).equals(log.start.subarray(0, length))
  );
}

function shortName(host: string): string {
  return host.split('.')[0] ?? host;
}

/** Logs that may begin further down in this one: those that are not known to begin earlier. */
async function startsToCome(reader: ByteReader, left: ReadonlySet<Remembered>): Promise<Set<Remembered>> {
  if (left.size === 0) return new Set();
  const own = dateOf(asBuffer(await reader.start(START_BYTES)));
  const later = [...left].filter(({ log }) => {
    const { first } = log.dates;
    return log.start.length > 0 && (own === undefined || first === undefined || first >= own);
  });
  return new Set(later.slice(0, MAX_STARTS));
}

/** Which of these logs begins first in the window, and where; only at the beginning of a line. */
function firstOf(
  starts: ReadonlySet<Remembered>,
  window: Buffer,
  isEnd: boolean,
): { readonly one: Remembered; readonly at: number } | undefined {
  let first: { one: Remembered; at: number } | undefined;
  for (const one of starts) {
    const whole = window.indexOf(one.log.start);
    const at = whole < 0 && isEnd ? cutStartIn(window, one.log.start) : whole;
    if (at > 0 && window[at - 1] === NEWLINE && at < (first?.at ?? Infinity)) first = { one, at };
  }
  return first;
}

/** Where the beginning of a log stands whose rest lies behind the end of these bytes. */
function cutStartIn(bytes: Buffer, start: Buffer): number {
  let newline = bytes.indexOf(NEWLINE, Math.max(0, bytes.length - start.length));
  for (; newline >= 0; newline = bytes.indexOf(NEWLINE, newline + 1)) {
    const rest = bytes.subarray(newline + 1);
    if (rest.length < SHORTEST_LINE) break;
    if (start.subarray(0, rest.length).equals(rest)) return newline + 1;
  }
  return -1;
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}
