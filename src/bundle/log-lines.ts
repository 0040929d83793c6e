import type { Bundle, LogFile } from './bundle.ts';

/** Lines of a log by number, counted from 1. */
export interface LineRange {
  readonly from: number;
  readonly lines: readonly string[];
  /** Lines in the whole log, when its end was seen. */
  readonly total?: number;
}

const NEWLINE = 0x0a;
const MAX_LINE_BYTES = 64 * 1024;

/** What can be read line by line. */
export type Lines = Pick<LogFile, 'read'>;

/**
 * The log or host file of a bundle with this path; archives are read in their own order until it comes.
 */
export async function findLog(bundle: Bundle, path: string): Promise<Lines | undefined> {
  for await (const log of bundle.logs) if (log.source.path === path) return log;
  const file = bundle.hostFiles.find((one) => one.path === path);
  return file === undefined ? undefined : { read: () => [Buffer.from(file.text)] };
}

/**
 * Reads lines of a log by number; a negative `from` counts from its end.
 *
 * Everything before them streams by and only what is asked for becomes text, so that a line deep inside a large
 * archive costs time but no memory.
 */
export async function readLines(log: Lines, from: number, count: number): Promise<LineRange> {
  const kept: string[] = [];
  const fromEnd = from < 0;
  let total = 0;
  for await (const { number, text } of linesOf(log)) {
    total = number;
    if (!fromEnd && number >= from + count) return { from, lines: kept };
    if (!fromEnd && number < from) continue;
    kept.push(decode(text()));
    if (fromEnd && kept.length > -from) kept.shift();
  }
  return { from: total - kept.length + 1, lines: kept, total };
}

/**
 * The number of the next line, or with a `step` of -1 of the one before, that holds a text whatever its case;
 * nothing when no line does. `from` itself counts; behind the end the search goes on at the beginning.
 */
export async function findLine(
  log: Lines,
  wanted: string,
  from: number,
  step: 1 | -1,
): Promise<number | undefined> {
  const needle = wanted.toLowerCase();
  let first: number | undefined;
  let before: number | undefined;
  let last: number | undefined;
  for await (const { number, text } of linesOf(log)) {
    if (!decode(text()).toLowerCase().includes(needle)) continue;
    if (step === 1 && number >= from) return number;
    first ??= number;
    if (number <= from) before = number;
    last = number;
  }
  return step === 1 ? first : (before ?? last);
}

interface RawLine {
  readonly number: number;
  readonly text: () => Uint8Array;
}

async function* linesOf(log: Lines): AsyncGenerator<RawLine> {
  let number = 0;
  let held: Buffer | undefined;
  for await (const chunk of log.read()) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, Math.min(end, start + MAX_LINE_BYTES));
      const before = held;
      number += 1;
      yield { number, text: () => (before === undefined ? piece : Buffer.concat([before, piece])) };
      held = undefined;
      start = end + 1;
    }
    const rest = chunk.subarray(start, start + MAX_LINE_BYTES);
    // The chunk is used again for the next one: what is kept is copied.
    if (rest.length > 0 && (held?.length ?? 0) < MAX_LINE_BYTES)
      held = Buffer.concat([held ?? new Uint8Array(0), rest]);
  }
  if (held !== undefined) {
    const last = held;
    yield { number: number + 1, text: () => last };
  }
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').replace(/\r$/, '');
}
