import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KnownLogs } from '../../src/bundle/known-logs.ts';
import { LineSplitter } from '../../src/records/line-splitter.ts';

/** Lines of a log as they are told apart: by their number in their own file. */
async function unread(known: KnownLogs, bytes: Buffer, chunk: number, host = 'cmp-a'): Promise<string[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk)
      yield await Promise.resolve(bytes.subarray(at, at + chunk));
  }
  const all = bytes.toString().split('\n');
  const lines: string[] = [];
  const splitter = new LineSplitter(({ text, number }) => {
    // The number is the line's own whatever was left out before it.
    expect(all[number - 1]).toBe(text);
    lines.push(text);
  });
  for await (const part of known.unread({ name: 'nova-compute.log', host }, chunks())) {
    if ('skippedLines' in part) splitter.skip(part.skippedLines);
    else splitter.push(part);
  }
  splitter.end();
  return lines;
}

function logOf(from: number, to: number, width = 90): Buffer {
  const line = (number: number) => {
    const stamp = new Date(1_700_000_000_000 + number * 137).toISOString().replace('T', ' ').slice(0, 23);
    return `${stamp} 7 INFO nova.compute.manager [-] line ${String(number)} ${'x'.repeat((number * 31) % width)}.\n`;
  };
  return Buffer.from(Array.from({ length: to - from }, (_, index) => line(from + index)).join(''));
}

describe('lines that come again are left out', () => {
  async function check(first: Buffer, second: Buffer, expected: Buffer, host?: string): Promise<void> {
    for (const size of [700, 64 * 1024]) {
      const known = new KnownLogs();
      expect(await unread(known, first, size)).toEqual(first.toString().trimEnd().split('\n'));
      const lines = await unread(known, second, size, host);
      expect(lines).toEqual(expected.length === 0 ? [] : expected.toString().trimEnd().split('\n'));
    }
  }

  const NONE = Buffer.alloc(0);
  test('the same log', () => check(logOf(0, 50), logOf(0, 50), NONE));
  test('the same large log', () => check(logOf(0, 5000), logOf(0, 5000), NONE));
  test('a log that has grown since', () => check(logOf(0, 3000), logOf(0, 5000), logOf(3000, 5000)));
  test('an earlier copy', () => check(logOf(0, 5000), logOf(0, 3000), NONE));
  test('a few lines more, a few lines less', async () => {
    await check(logOf(0, 5), logOf(0, 8), logOf(5, 8));
    await check(logOf(0, 8), logOf(0, 5), NONE);
    await check(logOf(0, 8), logOf(5, 12), logOf(8, 12));
    await check(logOf(5, 12), logOf(0, 8), logOf(0, 5));
    await check(logOf(7, 10), logOf(3, 8), logOf(3, 7));
  });
  test('the end of one known log and the beginning of another', async () => {
    const known = new KnownLogs();
    for (const part of [logOf(20, 22), logOf(10, 20)]) await unread(known, part, 333);
    expect(await unread(known, logOf(19, 21), 333)).toEqual([]);
  });
  test('the end of a log, cut in the middle of a line', async () => {
    const whole = logOf(0, 5000);
    await check(whole, whole.subarray(whole.length - 100_001), NONE);
    await check(whole, whole.subarray(whole.length - 1_001), NONE);
  });
  test('parts that overlap', () => check(logOf(0, 3000), logOf(2000, 5000), logOf(3000, 5000)));
  test('a log that begins before and ends behind', () =>
    check(logOf(2000, 3000), logOf(0, 5000), Buffer.concat([logOf(0, 2000), logOf(3000, 5000)])));
  test('a last line that was being written', async () => {
    const whole = logOf(0, 100);
    await check(whole.subarray(0, whole.length - 20), whole, logOf(99, 100));
  });
  test('of a host that folders call otherwise', () =>
    check(logOf(0, 50), logOf(0, 60), logOf(50, 60), 'vm-7'));
  test('but not what only begins alike', () => {
    const other = Buffer.concat([logOf(0, 1000), logOf(7000, 8000)]);
    // From the block in which they part.
    const parting = Math.floor(logOf(0, 1000).length / 4096) * 4096;
    return check(logOf(0, 3000), other, other.subarray(other.lastIndexOf('\n', parting) + 1));
  });
  test('and nothing of another log', () => check(logOf(0, 100), logOf(200, 300), logOf(200, 300)));
});

test('whatever parts of a log come in which order, each line comes once', async () => {
  const part = fc.record({
    from: fc.nat(1500),
    length: fc.integer({ min: 2, max: 900 }),
    chunk: fc.constantFrom(333, 5000, 70_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 2, maxLength: 5 }), async (parts) => {
      const known = new KnownLogs();
      const seen: string[] = [];
      const wanted = new Set<string>();
      for (const { from, length, chunk } of parts) {
        const bytes = logOf(from, from + length);
        for (const line of bytes.toString().trimEnd().split('\n')) wanted.add(line);
        seen.push(...(await unread(known, bytes, chunk)));
      }
      expect(seen.toSorted()).toEqual([...wanted].sort());
    }),
    { numRuns: 60 },
  );
});
