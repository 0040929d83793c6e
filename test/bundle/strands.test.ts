import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/analyze.ts';
import { ArchiveProblem } from '../../src/bundle/archive-problem.ts';
import type { LogFile } from '../../src/bundle/bundle.ts';
import { openBundle } from '../../src/bundle/open-bundle.ts';
import type { Progress } from '../../src/model/index.ts';
import { CaseFolder, expectStory, filesOf, type Files } from './case-folder.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const files = filesOf(FIXTURE);
const cases = new CaseFolder('strands');

/** The files of a host, packed; of its large logs a part from one share to another. */
function packed(host: string, root: string, from = 0, to = 1): Buffer {
  const own = Object.entries(files)
    .filter(([path]) => path.startsWith(`${host}/`))
    .map(([path, bytes]) => {
      const lines = bytes.toString('latin1').split(/(?<=\n)/);
      const isCut = path.endsWith('nova-compute.log');
      const part = isCut ? lines.slice(Math.floor(from * lines.length), Math.ceil(to * lines.length)) : lines;
      return [path.replace(host, root), Buffer.from(part.join(''), 'latin1')];
    });
  return gzipSync(cases.tar(Object.fromEntries(own) as Files));
}

/** Says the same however many archives are read at a time, and tells whether each could be read as if it were alone. */
async function check(paths: readonly string[], options: AnalyzeOptions = {}): Promise<boolean[]> {
  const inTurn = await analyze(paths, { ...options, atOnce: 1 });
  expect(await analyze(paths, { ...options, atOnce: 2 })).toEqual(inTurn);
  expect(await analyze(paths, { ...options, atOnce: 16 })).toEqual(inTurn);
  const { strands = [] } = await openBundle(
    paths,
    options.limits === undefined ? {} : { limits: options.limits },
  );
  const settled: boolean[] = [];
  for (const strand of strands) {
    await readThrough(strand.logs());
    settled.push(strand.settle());
    if (settled.at(-1) === false) await readThrough(strand.again());
  }
  return settled;
}

async function readThrough(logs: AsyncIterable<LogFile>): Promise<void> {
  for await (const log of logs) {
    try {
      for await (const _ of log.unread?.() ?? log.read());
    } catch (error) {
      // The bundle has told of it.
      expect(error).toBeInstanceOf(ArchiveProblem);
    }
  }
}

describe('archives read at the same time', () => {
  test('of three hosts', async () => {
    const folder = cases.write({
      'a.tar.gz': packed('cmp-a', 'cmp-a'),
      'b.tar.gz': packed('cmp-b', 'cmp-b'),
      'c.tar.gz': packed('ctl', 'ctl'),
    });
    expect(await check([folder])).toEqual([true, true, true]);
    await expectStory([folder], FIXTURE, [], { atOnce: 3 });
  });

  test('of one host twice, one continuing the other', async () => {
    const folder = cases.write({
      'a1.tar.gz': packed('cmp-a', 'cmp-a', 0, 0.7),
      'a2.tar.gz': packed('cmp-a', 'cmp-a', 0.3, 1),
      'b.tar.gz': packed('cmp-b', 'cmp-b'),
      'c.tar.gz': packed('ctl', 'ctl'),
    });
    expect(await check([folder])).toEqual([true, false, true, true]);
  });

  test('and open logs beside, of which an archive has copies under another name of the host', async () => {
    const folder = cases.write({
      ...files,
      'x.tar.gz': packed('cmp-a', 'vm-7'),
      'y.tar.gz': packed('cmp-b', 'vm-8'),
    });
    expect(await check([folder])).toEqual([true, false, false]);
    await expectStory([folder], FIXTURE, [], { atOnce: 3 });
  });

  test('that hold more together than a run may unfold', async () => {
    const folder = cases.write({
      'a.tar.gz': packed('cmp-a', 'cmp-a'),
      'b.tar.gz': packed('cmp-b', 'cmp-b'),
    });
    const bytes = Object.entries(files).reduce(
      (sum, [path, { length }]) => sum + (path.startsWith('ctl') ? 0 : length),
      0,
    );
    expect(await check([folder], { limits: { maxArchiveBytes: bytes / 1.5 } })).toEqual([true, false]);
    expect(await check([folder], { limits: { maxArchiveEntries: 9 } })).toContain(false);
  });

  test('of which one is cut off', async () => {
    const whole = packed('cmp-a', 'cmp-a');
    const folder = cases.write({
      'a.tar.gz': whole.subarray(0, whole.length / 2),
      'b.tar.gz': packed('cmp-b', 'cmp-b'),
    });
    expect(await check([folder])).toEqual([true, true]);
  });

  test('of which one comes through standard input', async () => {
    const folder = cases.write({ 'b.tar.gz': packed('cmp-b', 'cmp-b') });
    const bytes = packed('cmp-a', 'cmp-a');
    const at = (atOnce: number) =>
      analyze(['-', folder], { atOnce, stdin: new Blob([new Uint8Array(bytes)]).stream() });
    expect(await at(4)).toEqual(await at(1));
  });

  test('count once for the progress, also those that are read again', async () => {
    const folder = cases.write({
      'a1.tar.gz': packed('cmp-a', 'cmp-a', 0, 0.7),
      'a2.tar.gz': packed('cmp-a', 'cmp-a', 0.3, 1),
    });
    const last = async (atOnce: number): Promise<Progress | undefined> => {
      let state: Progress | undefined;
      await analyze([folder], { atOnce, onProgress: (now) => void (state = now) });
      return state;
    };
    const { path: _, ...inTurn } = (await last(1)) ?? {};
    expect(await last(2)).toMatchObject(inTurn);
  });
});
