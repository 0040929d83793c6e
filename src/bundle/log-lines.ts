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
export type Lines = Pick<LogFile, 'read' | 'stamp'>;

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
 * archive costs time but no memory. From the end, lines are counted first.
 */
export async function readLines(log: Lines, from: number, count: number): Promise<LineRange> {
  if (from < 0) {
    const total = (await eachLine(log, NEVER, ALWAYS)) ?? 0;
    return readLines(log, Math.max(1, total + from + 1), count);
  }
  const lines: string[] = [];
  const total = await eachLine(log, (number, text) => {
    if (number >= from + count) return true;
    if (number >= from) lines.push(decode(text()));
    return false;
  });
  return total === undefined ? { from, lines } : { from: total - lines.length + 1, lines, total };
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
  let next: number | undefined;
  await eachLine(
    log,
    (number, text) => {
      if (!decode(text()).toLowerCase().includes(needle)) return false;
      if (step === 1 && number >= from) next = number;
      first ??= number;
      if (number <= from) before = number;
      last = number;
      return next !== undefined;
    },
    lacks(needle),
  );
  return step === 1 ? (next ?? first) : (before ?? last);
}

const NEVER = (): boolean => false;
const ALWAYS = (): boolean => true;

/** Whether a chunk cannot hold a text: looked at as a whole, most of a log never becomes lines. */
function lacks(needle: string): (chunk: Buffer) => boolean {
  // Letters outside of ASCII are others in Latin-1 than in UTF-8.
  if (!/^[\x20-\x7e]+$/.test(needle)) return NEVER;
  return (chunk) => !chunk.toString('latin1').toLowerCase().includes(needle);
}

/**
 * Visits the lines of a log until a visit says that it is enough; gives the number of lines when it saw the last.
 * Lines that lie whole in a chunk for which `isPassed` holds are counted only.
 */
async function eachLine(
  log: Lines,
  visit: (number: number, text: () => Uint8Array) => boolean,
  isPassed: (chunk: Buffer) => boolean = NEVER,
): Promise<number | undefined> {
  let number = 0;
  let held: Buffer | undefined;
  for await (const bytes of log.read()) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isCounted = isPassed(chunk);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const [from, before] = [start, held];
      number += 1;
      held = undefined;
      start = end + 1;
      if (isCounted && before === undefined) continue;
      const text = (): Uint8Array => {
        const piece = chunk.subarray(from, Math.min(end, from + MAX_LINE_BYTES));
        return before === undefined ? piece : Buffer.concat([before, piece]);
      };
      if (visit(number, text)) return undefined;
    }
    const rest = chunk.subarray(start, start + MAX_LINE_BYTES);
    // The chunk is used again for the next one: what is kept is copied.
    if (rest.length > 0 && (held?.length ?? 0) < MAX_LINE_BYTES)
      held = Buffer.concat([held ?? new Uint8Array(0), rest]);
  }
  if (held === undefined) return number;
  const last = held;
  return visit(number + 1, () => last) ? undefined : number + 1;
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').replace(/\r$/, '');
}
