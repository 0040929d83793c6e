import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Lines } from '../../src/bundle/log-lines.ts';
import { KeptStream } from '../../src/cli/screen/kept-stream.ts';
import { LogShelf } from '../../src/cli/screen/log-shelf.ts';

async function textOf(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array> | undefined) {
  if (chunks === undefined) return undefined;
  let text = '';
  for await (const chunk of chunks) text += Buffer.from(chunk).toString();
  return text;
}

describe('a stream that is kept', () => {
  async function check(most: number, expected: string | undefined): Promise<void> {
    const kept = new KeptStream(Readable.from([Buffer.from('one\n'), Buffer.from('two\n')]), most);
    expect(await textOf(kept.read())).toBe('one\ntwo\n');
    expect(await textOf(kept.again())).toBe(expected);
    expect(await textOf(kept.again())).toBe(expected);
  }

  it('can be read again and again', () => check(100, 'one\ntwo\n'));
  it('is not kept when it is too long', () => check(5, undefined));
});

describe('the shelf', () => {
  function logOf(text: string, stamp?: string): { readonly log: Lines; readonly reads: () => number } {
    let reads = 0;
    const read = function* () {
      reads += 1;
      yield Buffer.from(text);
    };
    return { log: { read, ...(stamp === undefined ? {} : { stamp }) }, reads: () => reads };
  }

  async function check(stamp: string | undefined, expectedReads: number): Promise<void> {
    const shelf = new LogShelf();
    const { log, reads } = logOf('one\n', stamp);
    for (let round = 0; round < 3; round += 1) {
      const lines = await shelf.take('a', () => Promise.resolve(log));
      expect(await textOf(lines?.read())).toBe('one\n');
    }
    expect(reads()).toBe(expectedReads);
  }

  it('unpacks a log of an archive once', () => check(undefined, 1));
  it('reads a file each time: it may have grown', () => check('inode 1', 3));
  it('has nothing of a log that is gone', async () => {
    expect(await new LogShelf().take('a', () => Promise.resolve(undefined))).toBe(undefined);
  });
});
