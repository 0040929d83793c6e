import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeCase, writeComputeLog } from '../../bench/generate.ts';
import { analyze } from '../../src/analyze.ts';

const folder = mkdtempSync(join(tmpdir(), 'migscope-generated-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is measured is only worth it if it is right: the logs of the bench, small. */
describe('the logs that the bench generates', () => {
  test('give the same with and without lines that are passed over, and all their migrations', async () => {
    const log = join(folder, 'log/nova-compute.log');
    writeComputeLog(log, 2 * 2 ** 20, 5);
    const filtered = await analyze([log], { unfilteredBytes: 0 });
    expect(filtered).toEqual(await analyze([log], { unfilteredBytes: Number.POSITIVE_INFINITY }));
    expect(filtered.migrations.map(({ outcome }) => outcome)).toEqual(Array(5).fill('completed'));
  });

  test('give every migration of two hosts once, with its events', async () => {
    const target = join(folder, 'case');
    writeCase(target, 30, 50);
    const { migrations, diagnostics } = await analyze([target]);
    expect(diagnostics).toEqual([]);
    expect(migrations.map(({ outcome }) => outcome)).toEqual(Array(30).fill('completed'));
    expect(new Set(migrations.map(({ instance }) => instance)).size).toBe(30);
    const lengths = migrations.map(({ events }) => events.reduce((sum, { count = 1 }) => sum + count, 0));
    expect(Math.min(...lengths)).toBeGreaterThan(100);
    expect(new Set(lengths).size).toBe(1);
  });
});
