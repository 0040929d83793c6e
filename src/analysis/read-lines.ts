import type { Bundle, LogFile } from '../bundle/bundle.ts';
import type { LineNumbers, LineTexts } from '../model/index.ts';
import { type LineSieve, LineSplitter } from '../records/line-splitter.ts';

/** Longer lines lose their tail: they are looked at, not understood. */
const MAX_LINE_BYTES = 4096;

/**
 * Reads lines as they stand in their files: a bundle is opened a second time for it.
 *
 * A log is read no further than its last wanted line; one that is gone or broken by now gives what it gives.
 */
export async function readLines(bundle: Bundle, wanted: LineNumbers): Promise<LineTexts> {
  const found = new Map<string, ReadonlyMap<number, string>>();
  for await (const log of bundle.logs) {
    const numbers = wanted.get(log.source.path);
    if (numbers === undefined || numbers.size === 0) continue;
    found.set(log.source.path, await linesOf(log, numbers));
    if (found.size === wanted.size) break;
  }
  return found;
}

async function linesOf(log: LogFile, numbers: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
  const texts = new Map<number, string>();
  const last = Math.max(...numbers);
  let reached = 0;
  const sieve: LineSieve = {
    enter: () => undefined,
    passes: (_from, _to, number) => {
      reached = number;
      return !numbers.has(number);
    },
    leave: () => undefined,
  };
  const splitter = new LineSplitter(
    ({ text, number }) => {
      reached = number;
      if (numbers.has(number)) texts.set(number, text);
    },
    MAX_LINE_BYTES,
    sieve,
  );
  try {
    for await (const chunk of log.read()) {
      splitter.push(chunk);
      if (reached >= last) return texts;
    }
  } catch {
    // The analysis has told of it already.
  }
  splitter.end();
  return texts;
}
