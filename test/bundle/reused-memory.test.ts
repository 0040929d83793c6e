import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { ByteReader } from '../../src/bundle/byte-reader.ts';
import { CaseFolder, filesOf, story } from './case-folder.ts';
import { BZIP2, LINE, XZ } from './packed-line.ts';
import { zipOf } from './zip-of.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const cases = new CaseFolder('reused');
const tar = cases.tar(filesOf(FIXTURE));

/** The bytes in chunks of one size that are overwritten once the next one is asked for. */
async function* overwritten(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(size);
  for (let from = 0; from < bytes.length; from += size) {
    const piece = bytes.subarray(from, from + size);
    memory.fill(0xff);
    memory.set(piece);
    yield memory.subarray(0, piece.length);
  }
}

describe('a source may reuse the memory of its chunks', () => {
  async function check(name: string, pack: () => Uint8Array): Promise<void> {
    const bytes = pack();
    for (const size of [777, 65_536, 300_000]) {
      const found = await analyze(['-'], { stdin: overwritten(bytes, size) });
      expect(story(found), `${name} in chunks of ${String(size)}`).toEqual(story(await analyze([FIXTURE])));
    }
  }

  test('of a tar', () => check('tar', () => tar));
  test('of a tar.gz', () => check('tar.gz', () => gzipSync(tar)));
  test('of a tar.zst', () => check('tar.zst', () => zstdCompressSync(tar)));
  test.each([
    ['xz', XZ],
    ['bzip2', BZIP2],
  ])('of a log packed by %s', async (_, base64) => {
    const read = async (bytes: Uint8Array) => {
      const { hosts, coverage } = await analyze(['-'], { stdin: overwritten(bytes, 7) });
      return { hosts, coverage };
    };
    expect(await read(Buffer.from(base64, 'base64'))).toEqual(await read(Buffer.from(`${LINE}\n`)));
  });
  test.each(['marked', 'bare', undefined] as const)('of a zip with its sizes %s', (descriptor) =>
    check('zip', () =>
      zipOf(
        Object.entries(filesOf(FIXTURE)).map(([path, text], nth) => ({
          path,
          text,
          method: nth % 2 === 0 || descriptor !== undefined ? 8 : 0,
          ...(descriptor === undefined ? {} : { descriptor }),
        })),
      ),
    ),
  );
  test('of a tar.gz in a tar', () => check('tar', () => cases.tar({ 'a/case.tar.gz': gzipSync(tar) })));
});

test('what a reader copies stays as it was, and what it hands out is right when it does', async () => {
  const step = fc.tuple(fc.constantFrom('peek', 'read', 'start', 'chunk'), fc.nat(50));
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(step, { maxLength: 30 }),
      async (bytes, size, steps) => {
        const reader = new ByteReader(overwritten(bytes, size));
        const copies: { readonly is: Uint8Array; readonly was: readonly number[] }[] = [];
        let at = 0;
        for (const [how, length] of steps) {
          const is = how === 'chunk' ? await reader.chunk(length + 1) : await reader[how as 'peek'](length);
          const wanted = bytes.subarray(at, at + (how === 'chunk' ? (is?.length ?? 0) : length));
          expect([...(is ?? [])]).toEqual([...wanted]);
          if (how !== 'chunk' && is !== undefined) copies.push({ is, was: [...is] });
          if (how === 'chunk' || how === 'read') at += is?.length ?? 0;
        }
        for (const { is, was } of copies) expect([...is]).toEqual(was);
      },
    ),
  );
});
