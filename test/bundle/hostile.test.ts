import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header, type HeaderData } from 'tar';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/analyze.ts';
import { CaseFolder, codesOf } from './case-folder.ts';
import { zipOf } from './zip-of.ts';

const LINE =
  '2026-11-24 01:48:07.529 7 INFO nova.compute.manager [None req-1 - - - - -] Took 1.00 seconds for pre_live_migration\n';
const cases = new CaseFolder('hostile');
const explained = new Set(
  (parse(readFileSync('rules/diagnostics.yaml', 'utf8')) as { code: string }[]).map(({ code }) => code),
);

interface Entry {
  readonly path: string;
  readonly text?: string | Uint8Array;
  readonly type?: HeaderData['type'];
  /** What the header says, whatever the content has. */
  readonly size?: number;
  readonly linkpath?: string;
  /** Text of a pax header in front. */
  readonly pax?: Readonly<Record<string, string>>;
  readonly breakSum?: boolean;
  readonly change?: (block: Buffer) => void;
}

/** A tar as no packer would write it. */
function tarOf(entries: readonly Entry[], isEnded = true): Buffer {
  const parts = entries.flatMap((entry) => [
    ...(entry.pax === undefined ? [] : [paxOf(entry.pax)]),
    blockOf(entry),
    padded(Buffer.from(entry.text ?? '')),
  ]);
  return Buffer.concat([...parts, ...(isEnded ? [Buffer.alloc(1024)] : [])]);
}

function blockOf({
  path,
  text = '',
  type = 'File',
  size,
  linkpath,
  breakSum = false,
  change,
}: Entry): Buffer {
  const block = Buffer.alloc(512);
  const length = size ?? Buffer.byteLength(text);
  new Header({
    path,
    type,
    size: length,
    mode: 0o644,
    ...(linkpath === undefined ? {} : { linkpath }),
  }).encode(block, 0);
  if (change !== undefined) {
    change(block);
    block.fill(' ', 148, 156);
    const sum = block.reduce((all, byte) => all + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  }
  if (breakSum) block[0] = (block[0] ?? 0) ^ 1;
  return block;
}

function paxOf(values: Readonly<Record<string, string>>): Buffer {
  const lines = Object.entries(values).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    const length = rest + String(rest + String(rest).length).length;
    return `${String(length)} ${key}=${value}\n`;
  });
  const text = Buffer.from(lines.join(''));
  return Buffer.concat([blockOf({ path: 'PaxHeader/x', type: 'ExtendedHeader', text }), padded(text)]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

interface Expected {
  readonly records: number;
  readonly codes?: readonly string[];
  readonly skipped?: readonly string[];
}

/** Nothing is thrown, what is good is read, and each diagnostic has a page. */
async function check(
  files: Readonly<Record<string, Uint8Array | string>>,
  expected: Expected,
  options: AnalyzeOptions = {},
): Promise<void> {
  const found = await analyze([cases.write(files)], options);
  const codes = codesOf(found).filter((code) => !/^no-migration|^nothing/.test(code));
  expect({
    records: found.inputs[0]?.records,
    codes,
    skipped: found.inputs[0]?.skipped.map(({ why }) => why),
  }).toEqual({ codes: [], skipped: [], ...expected });
  expect(codes.filter((code) => !explained.has(code))).toEqual([]);
}

const GOOD: Entry = { path: 'cmp-a/var/log/nova/nova-compute.log', text: LINE };
const LAST: Entry = { path: 'cmp-a/var/log/nova/nova-conductor.log', text: LINE };

describe('entries of a tar that no packer would write', () => {
  const LEFT = 'a link or device, which is never followed';
  test.each([
    ['a device', { path: 'dev/nova-compute.log', type: 'CharacterDevice' }],
    ['a block device', { path: 'dev/nova-compute.log', type: 'BlockDevice' }],
    ['a pipe', { path: 'nova-compute.log', type: 'FIFO' }],
    ['a hard link out', { path: 'nova-compute.log', type: 'Link', linkpath: '/etc/shadow' }],
  ] as const)('%s', (_, entry) =>
    check({ 'case.tar': tarOf([GOOD, entry, LAST]) }, { records: 2, skipped: [LEFT] }),
  );

  test('links to folders and files, before what hides behind them', () =>
    check(
      {
        'case.tar': tarOf([
          { path: 'cmp-a/var/log/nova', type: 'SymbolicLink', linkpath: '/etc' },
          GOOD,
          { path: 'cmp-a/nova-api.log', type: 'SymbolicLink', linkpath: '../../../../etc/passwd' },
        ]),
      },
      { records: 1 },
    ));

  test.each([
    ['../../../../tmp/nova-compute.log', 'its path leads out of the archive'],
    ['/var/log/nova/nova-compute.log', 'its path in the archive is absolute'],
  ])('a pax header with the path %s', (path, why) =>
    check({ 'case.tar': tarOf([{ ...GOOD, pax: { path } }, LAST]) }, { records: 1, skipped: [why] }),
  );

  test('a pax header with a size beyond everything', async () => {
    await check(
      { 'case.tar': tarOf([LAST, { ...GOOD, pax: { size: '9999999999999999999999' } }]) },
      { records: 1, codes: ['archive-corrupt'] },
    );
    await check(
      { 'case.tar': tarOf([LAST, { ...GOOD, text: LINE.repeat(400), pax: { size: '1125899906842624' } }]) },
      { records: 401, codes: ['archive-truncated'] },
    );
  });

  test('a pax header of nonsense', () =>
    check(
      {
        'case.tar': Buffer.concat([
          blockOf({ path: 'PaxHeader/x', type: 'ExtendedHeader', text: '99 path=\n-1 =\n\0\0' }),
          padded(Buffer.from('99 path=\n-1 =\n\0\0')),
          tarOf([GOOD]),
        ]),
      },
      { records: 1 },
    ));

  test('a pax header longer than any name', () =>
    check(
      {
        'case.tar': Buffer.concat([
          tarOf([LAST], false),
          blockOf({ path: 'x', type: 'ExtendedHeader', size: 2 ** 31 }),
          tarOf([GOOD]),
        ]),
      },
      { records: 1, codes: ['archive-corrupt'] },
    ));

  test('a size of 8 GiB, in octal and in binary', async () => {
    const whole = { ...GOOD, text: LINE.repeat(400) };
    for (const size of [8 * 1024 ** 3 - 1, 2 ** 45])
      await check(
        { 'case.tar': tarOf([LAST, { ...whole, size }]) },
        { records: 401, codes: ['archive-truncated'] },
      );
  });

  test('a size below nothing', () =>
    check(
      { 'case.tar': tarOf([LAST, { ...GOOD, change: (block) => block.fill(0xff, 124, 136) }]) },
      { records: 1, codes: ['archive-corrupt'] },
    ));

  test('a header with a wrong checksum', () =>
    check(
      { 'case.tar': tarOf([LAST, { ...GOOD, breakSum: true }]) },
      { records: 1, codes: ['archive-corrupt'] },
    ));

  test('a file with holes, whose map goes on in a second block', () => {
    const sparse = blockOf({
      ...GOOD,
      change: (block) => {
        block[156] = 0x53;
        block[482] = 1;
      },
    });
    const tar = Buffer.concat([sparse, Buffer.alloc(512), padded(Buffer.from(LINE)), tarOf([LAST])]);
    return check({ 'case.tar': tar }, { records: 2 });
  });

  test('archives behind one another, and nonsense behind the end', async () => {
    await check({ 'case.tar': Buffer.concat([tarOf([GOOD]), tarOf([LAST])]) }, { records: 2 });
    await check(
      { 'case.tar.gz': Buffer.concat([gzipSync(tarOf([GOOD])), gzipSync(tarOf([LAST]))]) },
      { records: 2 },
    );
    await check({ 'case.tar': Buffer.concat([tarOf([GOOD]), Buffer.alloc(700, 'x')]) }, { records: 1 });
  });
});

describe('archives that unfold without end', () => {
  test('thousands of files', () =>
    check(
      { 'case.tar': tarOf(Array.from({ length: 40 }, (_, index) => ({ path: `a/${String(index)}` }))) },
      { records: 0, codes: ['archive-too-many-entries'], skipped: expect.any(Array) as never },
      { limits: { maxArchiveEntries: 30 } },
    ));

  test('archives in archives, of both kinds', () => {
    let inner: Buffer = tarOf([GOOD]);
    for (let depth = 0; depth < 40; depth += 1)
      inner =
        depth % 2 === 0 ? zipOf([{ path: 'a.zip', text: inner }]) : tarOf([{ path: 'a.tar', text: inner }]);
    return check(
      { 'case.zip': zipOf([{ path: 'case.tar', text: inner }, LAST as never]) },
      {
        records: 1,
        codes: ['archive-too-deep'],
      },
    );
  });

  test('what holds itself a thousand times', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, LINE));
    await check(
      {
        'case.tar': tarOf(
          Array.from({ length: 30 }, (_, index) => ({
            path: `${String(index)}/nova-compute.log.gz`,
            text: bomb,
          })),
        ),
      },
      { records: expect.any(Number) as never, codes: ['archive-too-large'] },
      { limits: { maxArchiveBytes: 20 * 1024 * 1024 } },
    );
  });
});

describe('hostile text', () => {
  test('a line of 100 MB, in an archive and as it is', () => {
    const long = Buffer.alloc(100 * 1024 * 1024, 'x');
    const log = Buffer.concat([Buffer.from(LINE), long, Buffer.from(`\n${LINE.replace('1.00', '2.00')}`)]);
    return check(
      { 'cmp-a/nova-compute.log.gz': gzipSync(log, { level: 1 }) },
      { records: 2, codes: ['line-too-long'] },
    );
  });

  test('NULs as a crash leaves them, and escape sequences', async () => {
    const text = `${'\0'.repeat(300)}\n${LINE.repeat(40)}\u001b]0;owned\u0007\u001b[2J${LINE}`;
    await check({ 'nova-compute.log': text }, { records: 41 });
  });

  test('names with escape sequences', async () => {
    const files = { 'case.tar': tarOf([{ ...GOOD, path: 'cmp\u001b[31m-a/nova-compute.log' }]) };
    await check(files, { records: 1 });
    const found = await analyze([cases.write(files)]);
    expect(found.hosts.every(({ name }) => !name.includes('\u001b'))).toBe(true);
  });
});

describe('files that change while they are read', () => {
  test.each([
    ['grow', (path: string) => appendFileSync(path, LINE.repeat(10))],
    ['shrink', (path: string) => truncateSync(path, 100)],
    ['vanish', (path: string) => rmSync(path, { force: true })],
    ['become something else', (path: string) => writeFileSync(path, gzipSync('not a log'))],
  ])('%s', async (_, change) => {
    const folder = cases.write({
      'cmp-a/nova-compute.log': LINE.repeat(20_000),
      'cmp-a/nova-conductor.log': LINE,
    });
    const path = join(folder, 'cmp-a/nova-compute.log');
    let isDone = false;
    const found = await analyze([folder], {
      onProgress: ({ stage }) => {
        if (stage === 'reading' && !isDone) {
          isDone = true;
          change(path);
        }
      },
    });
    expect(isDone).toBe(true);
    expect(found.inputs[0]?.records).toBeGreaterThanOrEqual(1);
    const known = new Set(['log-broke-off', 'log-not-recognised', 'no-migration-found', 'line-too-long']);
    expect(codesOf(found).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('xz in several streams', () => {
  // `printf … | xz` twice, one behind the other, as `cat a.xz b.xz` makes it.
  const XZ =
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABzAGxdABkMApKyqWYUhWf6nswAZoAXe82qDZUIoVkHvGqs14PY8Arf7jXupNRg0Zn+Y+CKsyN4+0Xeh5p95YA1KMVdH0NA0EOhdJPMixNK16YQ/3rgxFSzUrVGYc7FazCbzn3vfpGGSA926Au+zWMAAAD+piR+ydJfOgABiAF0AAAAE1yL6LHEZ/sCAAAAAARZWg==';
  const bytes = Buffer.from(XZ, 'base64');

  test('of which each is read', () =>
    check({ 'nova-compute.log.xz': Buffer.concat([bytes, bytes]) }, { records: 2 }));
});
