import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterAll, describe, expect, it } from 'vitest';
import { readLines } from '../../src/analysis/read-lines.ts';
import type { Bundle } from '../../src/bundle/bundle.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { openBundle } from '../../src/bundle/open-bundle.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const COMPUTE = 'cmp-a/var/log/nova/nova-compute.log';
const QEMU = 'cmp-b/var/log/libvirt/qemu/instance-0000000b.log';
const folder = mkdtempSync(join(tmpdir(), 'migscope-lines-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('lines are read as they stand in their files', () => {
  type Wanted = Readonly<Record<string, readonly number[]>>;
  type Texts = Readonly<Record<string, Readonly<Record<number, string>>>>;

  function check(name: string, open: () => Bundle | Promise<Bundle>, wanted: Wanted, expected: Texts): void {
    it(name, async () => {
      const numbers = new Map(Object.entries(wanted).map(([path, lines]) => [path, new Set(lines)]));
      const found = await readLines(await open(), numbers);
      const texts = [...found].map(([path, lines]) => [path, Object.fromEntries(lines)] as const);
      expect(Object.fromEntries(texts)).toEqual(expected);
    });
  }

  const text = Array.from({ length: 9 }, (_, index) => `line ${index + 1}`).join('\n');
  const memory = (content: string | Buffer) => () => bundleOf({ [COMPUTE]: content as string });
  check('some of them', memory(text), { [COMPUTE]: [2, 9] }, { [COMPUTE]: { 2: 'line 2', 9: 'line 9' } });
  check('none beyond the end', memory(text), { [COMPUTE]: [9, 10] }, { [COMPUTE]: { 9: 'line 9' } });
  check('none of a file that is not there', memory(text), { 'a.log': [1] }, {});
  check(
    'without a mark of byte order',
    memory(`\ufeff${text}`),
    { [COMPUTE]: [1] },
    { [COMPUTE]: { 1: 'line 1' } },
  );
  check(
    'cut where they are endless',
    memory('x'.repeat(1e6)),
    { [COMPUTE]: [1] },
    {
      [COMPUTE]: { 1: 'x'.repeat(4096) },
    },
  );

  const line = (path: string, number: number) =>
    readFileSync(join(FIXTURE, path), 'utf8').split('\n')[number - 1] ?? 'none';
  const wanted = { [COMPUTE]: [1, 200], [QEMU]: [53] };
  const expected = {
    [COMPUTE]: { 1: line(COMPUTE, 1), 200: line(COMPUTE, 200) },
    [QEMU]: { 53: line(QEMU, 53) },
  };
  check('from folders', () => openBundle([FIXTURE]), wanted, expected);
  const inArchive = <T>(one: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(one).map(([path, value]) => [`${join(folder, 'case.tar.gz')}!${path}`, value]),
    );
  check('from archives', () => openBundle([packed()]), inArchive(wanted), inArchive(expected));
  check('from a log that broke off', () => broken(), { [COMPUTE]: [1, 2] }, { [COMPUTE]: { 1: 'one' } });

  function packed(): string {
    const file = join(folder, 'case.tar.gz');
    create({ sync: true, gzip: true, file, cwd: FIXTURE }, ['cmp-a', 'cmp-b', 'ctl']);
    return file;
  }

  function broken(): Bundle {
    const bundle = bundleOf({ [COMPUTE]: 'one\n' });
    const [log] = bundle.logs as readonly { readonly read: () => Iterable<Uint8Array> }[];
    if (log === undefined) throw new Error('no log');
    const read = function* () {
      yield* log.read();
      throw new Error('broken off');
    };
    return { ...bundle, logs: [{ ...log, read }] as unknown as Bundle['logs'] };
  }
});
