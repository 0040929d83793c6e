import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterAll, describe, expect, test } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/analyze.ts';
import type { Progress } from '../../src/model/index.ts';
import { CaseFolder } from './case-folder.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const folder = mkdtempSync(join(tmpdir(), 'migscope-progress-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const archive = join(folder, 'case.tar.gz');
create({ sync: true, file: archive, cwd: FIXTURE, gzip: true }, ['cmp-a', 'cmp-b', 'ctl']);
const packed = join(folder, 'nova-compute.log.gz');
writeFileSync(packed, gzipSync(readFileSync(`${FIXTURE}/cmp-a/var/log/nova/nova-compute.log`)));

/** Follows a run: numbers never fall, and at the end everything is done. */
async function check(paths: readonly string[], total: number | undefined, options: AnalyzeOptions = {}) {
  const seen: Progress[] = [];
  const analysis = await analyze(paths, {
    ...options,
    onProgress: (one) => {
      seen.push(one);
    },
  });
  for (const key of ['bytesRead', 'filesDone', 'records', 'migrations'] as const) {
    const numbers = seen.map((one) => one[key]);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  }
  const records = analysis.inputs.reduce((sum, one) => sum + one.records, 0);
  expect(seen.at(-1)).toMatchObject({ stage: 'done', migrations: analysis.migrations.length, records });
  expect(seen.at(-1)?.bytesTotal).toBe(total);
  if (total !== undefined) expect(seen.at(-1)?.bytesRead).toBe(total);
  return seen;
}

describe('a run tells how far it has come', () => {
  test('over a folder', async () => {
    const { inputs } = await analyze([FIXTURE]);
    const seen = await check([FIXTURE], inputs[0]?.bytesRead);
    expect(seen.map(({ path }) => path)).toContain('cmp-a/var/log/nova/nova-compute.log');
  });

  test('over archives, in bytes as they lie on the disk', async () => {
    const seen = await check([archive, packed], statSync(archive).size + statSync(packed).size);
    expect(new Set(seen.map(({ stage }) => stage))).toEqual(
      new Set(['opening', 'reading', 'judging', 'done']),
    );
  });

  test('over standard input, whose size nobody knows', async () => {
    const text = readFileSync(`${FIXTURE}/cmp-a/var/log/nova/nova-compute.log`);
    const seen = await check(['-'], undefined, { stdin: new Blob([text]).stream() });
    expect(seen.at(-1)?.bytesRead).toBe(text.length);
  });
});

const cases = new CaseFolder('turns');

test('timers and other threads get their turn, even where nothing is of interest', async () => {
  const dull = cases.write({
    'case.tar.gz': gzipSync(cases.tar({ 'cmp-a/var/crash/vmcore': randomBytes(4 * 1024 * 1024) })),
  });
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await analyze([dull]);
  isOver = true;
  expect(turns).toBeGreaterThan(2);
});
