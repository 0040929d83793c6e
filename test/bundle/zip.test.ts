import { mkdirSync, mkdtempSync, readFileSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterAll, describe, expect, test } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/analyze.ts';
import { zipOf, type ZipFile } from './zip-of.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const LINE =
  '2026-11-24 01:48:07.529 7 INFO nova.compute.manager [None req-1 - - - - -] Took 1.00 seconds for pre_live_migration';
const LOG: ZipFile = { path: 'cmp-a/var/log/nova/nova-compute.log', text: `${LINE}\n` };
const API: ZipFile = { path: 'ctl/var/log/nova/nova-api.log', text: `${LINE}\n${LINE}\n` };
const folder = mkdtempSync(join(tmpdir(), 'migscope-zip-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const filesOfFixture: ZipFile[] = globSync(`${FIXTURE}/*/**/*`, { withFileTypes: true })
  .filter((one) => one.isFile())
  .map(({ parentPath, name }) => join(parentPath, name))
  .map((path) => ({ path: relative(FIXTURE, path), text: readFileSync(path) }));

let written = 0;

function write(name: string, bytes: Uint8Array): string {
  written += 1;
  const own = join(folder, String(written));
  mkdirSync(own);
  writeFileSync(join(own, name), bytes);
  return join(own, name);
}

interface Expected {
  readonly records: number;
  readonly codes?: readonly string[];
  readonly skipped?: readonly string[];
}

async function check(bytes: Uint8Array, expected: Expected, options: AnalyzeOptions = {}): Promise<void> {
  const { inputs, diagnostics } = await analyze([write('case.zip', bytes)], options);
  const codes = diagnostics.map(({ code }) => code).filter((code) => /^archive-|^log-/.test(code));
  expect({
    records: inputs[0]?.records,
    codes,
    skipped: inputs[0]?.skipped.map(({ why }) => why),
  }).toEqual({ codes: [], skipped: [], ...expected });
}

describe('a zip tells what its folder tells', () => {
  test.each([
    ['deflated', filesOfFixture],
    ['stored', filesOfFixture.map((file): ZipFile => ({ ...file, method: 0 }))],
    ['written to a pipe', filesOfFixture.map((file): ZipFile => ({ ...file, descriptor: 'marked' }))],
    ['stored to a pipe', filesOfFixture.map((file): ZipFile => ({ ...file, method: 0, descriptor: 'long' }))],
    ['with bare descriptors', filesOfFixture.map((file): ZipFile => ({ ...file, descriptor: 'bare' }))],
    [
      'written on Windows',
      filesOfFixture.map((file) => ({ ...file, path: file.path.replaceAll('/', '\\') })),
    ],
  ])('%s', async (_, files) => {
    const found = await analyze([write('case.zip', zipOf(files))]);
    const plain = await analyze([FIXTURE]);
    const records = (all: typeof found) => all.inputs.map((one) => one.records);
    const told = (all: typeof found) => ({
      records: records(all),
      migrations: all.migrations.map(({ id, outcome, source, destination, instanceIsOn }) => ({
        id,
        outcome,
        source,
        destination,
        instanceIsOn,
      })),
      findings: all.findings.map(({ ruleId, host }) => ({ ruleId, host })),
      diagnostics: all.diagnostics,
    });
    expect(told(found)).toEqual(told(plain));
  });

  // Written by Info-ZIP 3.0: both ends a pipe, only the output, and with a password.
  test.each([
    [
      'from a pipe to a pipe',
      'UEsDBC0ACAAIAKp6fF0AAAAA//////////8BABQALQEAEAAAAAAAAAAAAAAAAAAAAAAANcJBDoIwEAXQvaf4F2gzbVCUA5iwwY07YkiDI2m0Mzgg52dl3osUTy4EFytQaKpzQ7U/xgtqtN31BtEt+VHL/FvZlyRpYkPfqTCMvy7A/T1wV30jeCIsPKo8F7zUMBsPn7zxUPJkac0qhx1QSwcISl+O3GsAAAAAAAAAdAAAAAAAAABQSwECHgMtAAgACACqenxdSl+O3GsAAAB0AAAAAQAAAAAAAAABAAAAgBEAAAAALVBLBQYAAAAAAQABAC8AAAC2AAAAAAA=',
      { records: 1 },
    ],
    [
      'to a pipe',
      'UEsDBBQACAAIAAAAeF0AAAAAAAAAAHQAAAAjAAAAY21wLWEvdmFyL2xvZy9ub3ZhL25vdmEtY29tcHV0ZS5sb2c1wkEOgjAQBdC9p/gXaDNtUJQDmLDBjTtiSIMjabQzOCDnZ2XeixRPLgQXK1BoqnNDtT/GC2q03fUG0S35Ucv8W9mXJGliQ9+pMIy/LsD9PXBXfSN4Iiw8qjwXvNQwGw+fvPFQ8mRpzSqHHVBLBwhKX47cawAAAHQAAABQSwECHgMUAAgACAAAAHhdSl+O3GsAAAB0AAAAIwAAAAAAAAABAAAApIEAAAAAY21wLWEvdmFyL2xvZy9ub3ZhL25vdmEtY29tcHV0ZS5sb2dQSwUGAAAAAAEAAQBRAAAAvAAAAAAA',
      { records: 1 },
    ],
    [
      'with a password',
      'UEsDBBQACQAIAAAAeF1KX47cdwAAAHQAAAAjAAAAY21wLWEvdmFyL2xvZy9ub3ZhL25vdmEtY29tcHV0ZS5sb2euKFRgxvVLkbJg8oxQZkcEuq6E4TdoMrWwH67v1pfNNFyRNbQnX16DT3zqyYBPmF6b7kl73Vlw1xZmwvyJxAT1EcDezdqUwFR2t36Gs08tBaYhCJah9P6AOd/UdIs3FEeVwBrxXjiPvzH3+LQkxk8u6ExF97mxblBLBwhKX47cdwAAAHQAAABQSwECHgMUAAkACAAAAHhdSl+O3HcAAAB0AAAAIwAAAAAAAAABAAAApIEAAAAAY21wLWEvdmFyL2xvZy9ub3ZhL25vdmEtY29tcHV0ZS5sb2dQSwUGAAAAAAEAAQBRAAAAyAAAAAAA',
      { records: 0, codes: ['archive-encrypted'], skipped: ['it is encrypted'] },
    ],
  ])('as Info-ZIP writes it %s', (_, base64, expected) => check(Buffer.from(base64, 'base64'), expected));

  test('inside a tar, and around one', async () => {
    const own = join(folder, 'nested');
    mkdirSync(own);
    writeFileSync(join(own, 'host.zip'), zipOf([LOG]));
    create({ sync: true, file: join(own, 'case.tar'), cwd: own }, ['host.zip']);
    await check(readFileSync(join(own, 'case.tar')), { records: 1 });
    const around = zipOf([{ path: 'case.tar.gz', text: gzipSync(readFileSync(join(own, 'case.tar'))) }, API]);
    await check(around, { records: 3 });
  });

  test('empty, or the first part of several', async () => {
    await check(zipOf([]), { records: 0 });
    await check(zipOf([LOG, API], { mark: 'PK\x07\x08' }), { records: 3 });
    await check(zipOf([LOG, API], { mark: 'PK00' }), { records: 3 });
  });
});

describe('what cannot be read of a zip is told, and the rest is used', () => {
  test('encrypted files', async () => {
    const secret: ZipFile = { ...LOG, isEncrypted: true };
    await check(zipOf([secret, API]), {
      records: 2,
      codes: ['archive-encrypted'],
      skipped: ['it is encrypted'],
    });
    await check(zipOf([{ ...secret, descriptor: 'marked' }, { ...LOG, method: 99 }, API]), {
      records: 2,
      codes: ['archive-encrypted'],
      skipped: ['it is encrypted', 'it is encrypted'],
    });
  });

  test('rare compressions', () =>
    check(zipOf([{ ...LOG, method: 9 }, API]), {
      records: 2,
      codes: ['archive-unsupported'],
      skipped: ['it is compressed by deflate64'],
    }));

  test('a wrong checksum', () =>
    check(zipOf([{ ...LOG, crc: 1 }, API]), { records: 3, codes: ['archive-corrupt'] }));

  test('damage inside a file', async () => {
    const bytes = zipOf([{ ...API, text: `${LINE}\n`.repeat(200) }, LOG]);
    bytes.fill(0xff, 60, 90);
    await check(bytes, { records: 1, codes: ['archive-corrupt'] });
  });

  test('no table of contents, or the end missing in the middle of a file', async () => {
    await check(zipOf([LOG, API], { isCut: true }), { records: 3, codes: ['archive-truncated'] });
    const whole = zipOf([API, { ...LOG, method: 0, text: `${LINE}\n`.repeat(5) }], { isCut: true });
    await check(whole.subarray(0, -2 * LINE.length), { records: 5, codes: ['archive-truncated'] });
    const piped = zipOf([API, { ...LOG, descriptor: 'marked', method: 0, text: `${LINE}\n`.repeat(5) }]);
    await check(piped.subarray(0, 400), { records: 3, codes: ['archive-truncated'] });
  });

  test('a header that is none', async () => {
    const bytes = zipOf([LOG, API]);
    await check(Buffer.concat([zipOf([API], { isCut: true }), Buffer.from('no header'), bytes]), {
      records: 2,
      codes: ['archive-corrupt'],
    });
  });

  test.each([
    ['../../etc/nova-compute.log', 'its path leads out of the archive'],
    ['..\\..\\nova-compute.log', 'its path leads out of the archive'],
    ['/var/log/nova/nova-compute.log', 'its path in the archive is absolute'],
    ['C:\\nova-compute.log', 'its path in the archive is absolute'],
    ['a\0/nova-compute.log', 'its path in the archive is broken'],
  ])('%s', (path, why) => check(zipOf([{ ...LOG, path }, API]), { records: 2, skipped: [why] }));

  test('a bomb', () =>
    check(
      zipOf([{ ...LOG, text: Buffer.alloc(120 * 1024 * 1024, 'x') }]),
      { records: 1, codes: ['archive-bomb'] },
      { limits: { maxArchiveRatio: 100 } },
    ));

  test('a file that says it has more than four gigabytes', async () => {
    const long: ZipFile = { ...LOG, method: 0, claimed: 2 ** 40, text: `${LINE}\n`.repeat(50) };
    await check(zipOf([API, long]), { records: 52, codes: ['archive-truncated'] });
    await check(zipOf([API, { ...long, claimed: 2 ** 60 }]), { records: 2, codes: ['archive-corrupt'] });
  });
});
