import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as decoders from '../../src/bundle/decompress.ts';
import { Budget, DEFAULT_LIMITS } from '../../src/bundle/limits.ts';

const PACKERS = { gzip: gzipSync, zstd: zstdCompressSync, deflate: deflateRawSync } as const;
type Packer = keyof typeof PACKERS;
/** Several chunks, of which few bytes are like any other. */
const LINES = Array.from({ length: 60_000 }, (_, nth) => `line ${String((nth * 7919) % 60_013)}\n`).join('');

interface Decoded {
  readonly text: string;
  readonly code: string | undefined;
}

describe.each(['the engine', 'the stream'])('by %s', (way) => {
  let decompress: typeof decoders.decompress;

  beforeAll(async () => {
    vi.resetModules();
    if (way === 'the stream') vi.doMock('../../src/bundle/engine.ts', () => ({ engineOf: () => undefined }));
    ({ decompress } = await import('../../src/bundle/decompress.ts'));
  });
  afterAll(() => {
    vi.doUnmock('../../src/bundle/engine.ts');
  });

  async function decode(bytes: Uint8Array, coding: decoders.Coding, size = 50_000): Promise<Decoded> {
    async function* source(): AsyncGenerator<Uint8Array> {
      for (let from = 0; from < bytes.length; from += size)
        yield await Promise.resolve(bytes.subarray(from, from + size));
    }
    let text = '';
    try {
      for await (const chunk of decompress(source(), coding, new Budget(DEFAULT_LIMITS)))
        text += Buffer.from(chunk).toString('latin1');
      return { text, code: undefined };
    } catch (error) {
      return { text, code: (error as { code?: string }).code };
    }
  }

  test.each(Object.keys(PACKERS) as Packer[])(
    '%s, whatever it holds and in whatever chunks',
    async (coding) => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: 'binary-ascii', maxLength: 3000 }),
          fc.integer({ min: 1, max: 700 }),
          async (text, size) => {
            expect(await decode(PACKERS[coding](text), coding, size)).toEqual({ text, code: undefined });
          },
        ),
        { numRuns: 40 },
      );
      expect(await decode(PACKERS[coding](LINES), coding)).toEqual({ text: LINES, code: undefined });
    },
  );

  test.each(['gzip', 'zstd'] as const)('%s that is cut off gives what came before', async (coding) => {
    const packed = PACKERS[coding](LINES);
    const { text, code } = await decode(packed.subarray(0, packed.length - 1000), coding);
    expect(code).toBe('archive-truncated');
    expect(LINES.startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(LINES.length / 2);
  });

  test.each(['gzip', 'zstd'] as const)('%s that is damaged gives what came before', async (coding) => {
    const packed = PACKERS[coding](LINES);
    packed.fill(0xa5, packed.length - 2000, packed.length - 1000);
    const { text, code } = await decode(packed, coding);
    expect(code).toMatch(/^archive-(?:corrupt|truncated)$/);
    expect(LINES.startsWith(text.slice(0, LINES.length >> 1))).toBe(true);
    expect(text.length).toBeGreaterThan(LINES.length / 2);
  });

  const SIZES = [30, 1000, 50_000];
  const members = Buffer.concat([gzipSync('one\n'), gzipSync(''), gzipSync(LINES)]);

  test.each(SIZES)('gzips one behind the other, in chunks of %i', async (size) => {
    expect(await decode(members, 'gzip', size)).toEqual({ text: `one\n${LINES}`, code: undefined });
  });

  test('zeros behind a gzip, as tapes and disks leave them', async () => {
    const padded = Buffer.concat([gzipSync('one\n'), Buffer.alloc(70_000)]);
    expect(await decode(padded, 'gzip')).toEqual({ text: 'one\n', code: undefined });
  });

  test('whatever stands behind such zeros is none of its business', async () => {
    for (const zeros of [1, 70_000]) {
      const padded = Buffer.concat([gzipSync('one\n'), Buffer.alloc(zeros), Buffer.alloc(200_000, 'x')]);
      expect(await decode(padded, 'gzip')).toEqual({ text: 'one\n', code: undefined });
    }
  });

  const frames = Buffer.concat([zstdCompressSync('one\n'), zstdCompressSync(''), zstdCompressSync(LINES)]);

  test.each(SIZES)('frames of zstd one behind the other, in chunks of %i', async (size) => {
    const { text, code } = await decode(frames, 'zstd', size);
    // Node's stream may end with a frame, and never without a word.
    if (way === 'the engine') expect(code).toBeUndefined();
    expect({ text, code }).toEqual(
      code === undefined ? { text: `one\n${LINES}`, code } : { text: 'one\n', code: 'archive-corrupt' },
    );
  });
});
