import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { create, Header } from 'tar';
import { afterAll, describe, expect, test } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model/index.ts';
import { BZIP2, LINE, XZ } from './packed-line.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const HOSTS = ['cmp-a', 'cmp-b', 'ctl'];
const folder = mkdtempSync(join(tmpdir(), 'migscope-archives-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let written = 0;

/** Writes a file under its own folder, so that its name can be what it would be in a case. */
function write(name: string, bytes: Uint8Array | string): string {
  written += 1;
  const own = join(folder, String(written));
  mkdirSync(own);
  writeFileSync(join(own, name), bytes);
  return join(own, name);
}

function tarOf(cwd: string, paths: readonly string[], prefix?: string): Buffer {
  written += 1;
  const file = join(folder, `${String(written)}.tar`);
  create({ sync: true, file, cwd, ...(prefix === undefined ? {} : { prefix }) }, [...paths]);
  return readFileSync(file);
}

/** A tar with one entry as its header says, which no packer would write. */
function oneEntry(path: string, type: 'File' | 'SymbolicLink', text = ''): Buffer {
  const content = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  content.write(text);
  const header = new Header({ path, type, size: text.length, mode: 0o644, linkpath: '/etc/passwd' });
  const block = Buffer.alloc(512);
  header.encode(block, 0);
  return Buffer.concat([block, content, Buffer.alloc(1024)]);
}

const tarOfFixture = tarOf(FIXTURE, HOSTS);

function story(analysis: Analysis): unknown {
  const migrations = analysis.migrations.map(
    ({ instance, outcome, source, destination, instanceIsOn, startedAt }) => ({
      instance,
      outcome,
      source,
      destination,
      instanceIsOn,
      startedAt,
    }),
  );
  return { migrations, findings: analysis.findings.map(({ ruleId, host }) => ({ ruleId, host })) };
}

function codes(analysis: Analysis): string[] {
  return analysis.diagnostics.map(({ code }) => code).filter((code) => /^archive-|^log-broke/.test(code));
}

async function checkSameAsFolder(...paths: readonly string[]): Promise<Analysis> {
  const found = await analyze(paths);
  expect(story(found)).toEqual(story(await analyze([FIXTURE])));
  expect(codes(found)).toEqual([]);
  return found;
}

async function checkCodes(path: string, expected: readonly string[], options: AnalyzeOptions = {}) {
  const found = await analyze([path], options);
  expect(codes(found)).toEqual(expected);
  return found;
}

/** The logs of the fixture side by side, each called after its host behind the service. */
function flatTar(): Buffer {
  const own = mkdtempSync(join(folder, 'flat-'));
  for (const path of globSync('*/var/log/**/{nova,libvirtd,instance}*.log', { cwd: FIXTURE })) {
    const host = path.slice(0, path.search(/[\\/]/));
    const text = readFileSync(join(FIXTURE, path), 'utf8')
      .replaceAll('cmp-a', 'cmp1')
      .replaceAll('cmp-b', 'cmp2');
    const name = `${basename(path, '.log')}-${FLAT_NAMES[host] ?? ''}.log`;
    writeFileSync(join(own, name), text);
  }
  writeFileSync(join(own, 'libvirtd-debug1.log'), '2026-11-24 01:48:07.100+0000: 812: info : hostname: x\n');
  return tarOf(own, globSync('*', { cwd: own }).sort());
}

const FLAT_NAMES: Readonly<Record<string, string>> = { 'cmp-a': 'cmp1', 'cmp-b': 'cmp2', ctl: 'ctl3' };

test('logs of several hosts in one flat archive are told apart by what is behind their service', async () => {
  const { coverage, migrations } = await analyze([write('case.tar', flatTar())]);
  expect(coverage.hosts.map(({ host }) => host)).toEqual(['case', 'cmp1', 'cmp2', 'ctl3']);
  expect(migrations.map(({ source, destination, outcome }) => ({ source, destination, outcome }))).toEqual([
    { source: 'cmp1', destination: 'cmp2', outcome: 'failed' },
  ]);
});

describe('an archive tells what its folder tells', () => {
  test('tar, whatever it is called', async () => {
    await checkSameAsFolder(write('case.bin', tarOfFixture));
  });

  test('tar.gz, with the archive and the way inside as the place of the evidence', async () => {
    const path = write('case.tar.gz', gzipSync(tarOfFixture));
    const { findings } = await checkSameAsFolder(path);
    const files = findings.flatMap(({ evidence }) => evidence.map(({ file }) => file));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(file.startsWith(`${path}!`)).toBe(true);
  });

  test('tar.zst', async () => {
    await checkSameAsFolder(write('case.tar.zst', zstdCompressSync(tarOfFixture)));
  });

  test('tar.zst as pzstd makes it: in frames, each behind one that holds its size', async () => {
    const half = tarOfFixture.length >> 1;
    const frames = [tarOfFixture.subarray(0, half), tarOfFixture.subarray(half)].map((part) => {
      const packed = zstdCompressSync(part);
      const size = Buffer.alloc(12);
      size.writeUInt32LE(0x184d2a50, 0);
      size.writeUInt32LE(4, 4);
      size.writeUInt32LE(packed.length, 8);
      return Buffer.concat([size, packed]);
    });
    await checkSameAsFolder(write('case.tar.zst', Buffer.concat(frames)));
  });

  test('an archive with an archive of each host', async () => {
    const own = join(folder, 'nested');
    mkdirSync(own);
    for (const host of HOSTS)
      writeFileSync(join(own, `sosreport-${host}.tar.gz`), gzipSync(tarOf(FIXTURE, [host])));
    const path = write(
      'case.tar',
      tarOf(
        own,
        HOSTS.map((host) => `sosreport-${host}.tar.gz`),
      ),
    );
    await checkSameAsFolder(path);
  });

  test('standard input', async () => {
    const packed = gzipSync(tarOfFixture);
    async function* stdin(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < packed.length; at += 1000)
        yield await Promise.resolve(packed.subarray(at, at + 1000));
    }
    const found = await analyze(['-'], { stdin: stdin() });
    expect(story(found)).toEqual(story(await analyze([FIXTURE])));
  });

  test('a folder whose logs are compressed one by one', async () => {
    const own = join(folder, 'rotated');
    for (const path of globSync(`${FIXTURE}/{cmp-a,cmp-b,ctl}/**/*`, { withFileTypes: true })) {
      if (!path.isFile()) continue;
      const inside = join(own, path.parentPath.slice(FIXTURE.length));
      mkdirSync(inside, { recursive: true });
      const bytes = readFileSync(join(path.parentPath, path.name));
      const isLog = inside.includes('var/log');
      writeFileSync(join(inside, isLog ? `${path.name}.gz` : path.name), isLog ? gzipSync(bytes) : bytes);
    }
    await checkSameAsFolder(own);
  });
});

describe('compressions that Node cannot write', () => {
  test.each([
    ['xz', XZ],
    ['bzip2', BZIP2],
  ])('%s', async (name, base64) => {
    const found = await analyze([write(`nova-compute.log.${name}`, Buffer.from(base64, 'base64'))]);
    const plain = await analyze([write('nova-compute.log', `${LINE}\n`)]);
    const counts = (analysis: Analysis) =>
      analysis.coverage.hosts.flatMap(({ logs }) => logs.map(({ kind, records }) => ({ kind, records })));
    expect(counts(found)).toEqual(counts(plain));
    expect(counts(found)).toContainEqual({ kind: 'nova-compute', records: 1 });
    expect(codes(found)).toEqual([]);
  });

  test('xz that ends too early', async () => {
    const bytes = Buffer.from(XZ, 'base64');
    const found = await analyze([write('nova-compute.log.xz', bytes.subarray(0, bytes.length - 20))]);
    expect(codes(found)).toHaveLength(1);
  });
});

describe('a bad archive is told, and everything before the damage is used', () => {
  test('cut off', async () => {
    const packed = gzipSync(tarOfFixture);
    const path = write('case.tar.gz', packed.subarray(0, packed.length - 200));
    const found = await checkCodes(path, ['archive-truncated']);
    expect(found.migrations).toHaveLength(1);
  });

  test('cut off without compression', async () => {
    await checkCodes(write('case.tar', tarOfFixture.subarray(0, 20_100)), ['archive-truncated']);
  });

  test('overwritten in the middle', async () => {
    const packed = gzipSync(tarOfFixture);
    packed.fill(0xaa, packed.length >> 1, (packed.length >> 1) + 64);
    await checkCodes(write('case.tar.gz', packed), ['archive-corrupt']);
  });

  test('of a kind that is not read', async () => {
    await checkCodes(write('case.7z', Buffer.from('7z\xbc\xaf\x27\x1c and so on', 'latin1')), [
      'archive-unsupported',
    ]);
  });

  test('too large', async () => {
    const path = write('case.tar.gz', gzipSync(tarOfFixture));
    await checkCodes(path, ['archive-too-large'], { limits: { maxArchiveBytes: 10_000 } });
  });

  test('a bomb', async () => {
    const bytes = 120 * 1024 * 1024;
    const core = oneEntry('core', 'File', 'x'.repeat(bytes));
    const path = write('case.tar.gz', gzipSync(core));
    await checkCodes(path, ['archive-bomb'], { limits: { maxArchiveRatio: 100 } });
  });

  test('too deep', async () => {
    let packed: Buffer = Buffer.from(`${LINE}\n`);
    for (let depth = 0; depth < 6; depth += 1) packed = gzipSync(packed);
    await checkCodes(write('nova-compute.log', packed), ['archive-too-deep']);
  });

  test('too many files', async () => {
    const path = write('case.tar', tarOfFixture);
    await checkCodes(path, ['archive-too-many-entries'], { limits: { maxArchiveEntries: 2 } });
  });
});

describe('paths and links that lead out of an archive are never followed', () => {
  test.each([
    ['../../nova-compute.log', 'its path leads out of the archive'],
    ['/var/log/nova/nova-compute.log', 'its path in the archive is absolute'],
  ])('%s', async (path, why) => {
    const found = await analyze([write('case.tar', oneEntry(path, 'File', `${LINE}\n`))]);
    expect(found.inputs[0]?.skipped.map((one) => one.why)).toEqual([why]);
    expect(found.inputs[0]?.records).toBe(0);
  });

  test('a symbolic link', async () => {
    const found = await analyze([write('case.tar', oneEntry('nova-compute.log', 'SymbolicLink'))]);
    expect(found.inputs[0]?.records).toBe(0);
  });
});
