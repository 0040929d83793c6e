import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { analyze } from '../../src/analyze.ts';
import { CaseFolder, codesOf, filesOf, story } from './case-folder.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const files = Object.entries(filesOf(FIXTURE));
const cases = new CaseFolder('damage');
const PACKERS = [
  (bytes: Buffer) => bytes,
  (bytes: Buffer) => gzipSync(bytes),
  (bytes: Buffer) => zstdCompressSync(bytes),
];
const ENDINGS = ['', '.gz', '.zst'];
/** The rule that speaks where none of the others does. */
const FALLBACK = 'reason-not-known';

const packing = fc.record({
  order: fc.array(fc.nat(), { minLength: files.length, maxLength: files.length }),
  packers: fc.array(fc.nat(2), { minLength: files.length, maxLength: files.length }),
  outer: fc.nat(2),
});
type Packing = typeof packing extends fc.Arbitrary<infer T> ? T : never;

function pack({ order, packers, outer }: Packing): Buffer {
  const sorted = files
    .map((file, index) => ({ file, rank: order[index] ?? 0, packer: packers[index] ?? 0 }))
    .sort((one, other) => one.rank - other.rank);
  const parts = sorted.map(({ file: [path, bytes], packer }) => {
    const used = path.endsWith('.log') ? packer : 0;
    return [`${path}${ENDINGS[used] ?? ''}`, PACKERS[used]?.(bytes) ?? bytes] as const;
  });
  // Each file in a tar of its own, one behind the other: so they come in any order.
  const tars = parts.map(([path, bytes]) => cases.tar({ [path]: bytes }));
  return PACKERS[outer]?.(Buffer.concat(tars)) ?? Buffer.alloc(0);
}

test('recompressed and in another order, an archive tells the same', async () => {
  const plain = story(await analyze([FIXTURE]));
  await fc.assert(
    fc.asyncProperty(packing, async (one) => {
      expect(story(await analyze([cases.write({ 'case.tar': pack(one) })]))).toEqual(plain);
    }),
    { numRuns: 6 },
  );
});

/**
 * What may be said of a damaged archive: less, never something else. No other instance, route or whereabouts; the
 * outcome, or that the end is not known; the same causes, or that none is known. Of what was cut off it says so; bytes
 * overwritten inside a log that is not compressed have no checksum that could.
 */
test('cut off or overwritten anywhere, it tells no other story', async () => {
  const plain = await analyze([FIXTURE]);
  const rules = new Set([FALLBACK, ...plain.findings.map(({ ruleId }) => ruleId)]);
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 4000 }),
    isCut: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(packing, damage, async (one, { at, length, isCut }) => {
      const whole = pack(one);
      const from = Math.floor(at * (whole.length - 1));
      const bytes = isCut
        ? whole.subarray(0, from)
        : Buffer.from(whole).fill(0xa5, from, Math.min(whole.length, from + length));
      const found = await analyze([cases.write({ 'case.tar': bytes })]);
      for (const migration of found.migrations) {
        const known = plain.migrations.find(({ instance }) => instance === migration.instance);
        expect([known?.outcome, 'unfinished']).toContain(migration.outcome);
        expect([known?.source, undefined]).toContain(migration.source);
        expect([known?.destination, undefined]).toContain(migration.destination);
        expect([known?.instanceIsOn, 'unknown', undefined]).toContain(migration.instanceIsOn);
      }
      for (const { ruleId } of found.findings) expect(rules).toContain(ruleId);
      if (isCut && from > 0 && found.findings.length < plain.findings.length)
        expect(codesOf(found).length).toBeGreaterThan(0);
    }),
    { numRuns: 15 },
  );
});
