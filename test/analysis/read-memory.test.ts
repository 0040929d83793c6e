import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReadMemory } from '../../src/analysis/known-results.ts';
import { analyze } from '../../src/analyze.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-memory-'));
  cpSync('fixtures/migration-port-blocked', folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('reads again only the logs that have changed, with the same result', async () => {
  const memory: ReadMemory = new Map();
  const first = await analyze([folder], { memory });
  const kept = new Map(memory);
  expect(kept.size).toBeGreaterThan(5);
  expect(await analyze([folder], { memory })).toEqual(first);
  expect([...memory]).toEqual([...kept]);

  const log = 'cmp-a/var/log/nova/nova-compute.log';
  const line =
    '2026-11-24 01:49:00.000 1475 WARNING nova.strange [-] A thing that nobody has seen before happened\n';
  appendFileSync(join(folder, log), line);
  const grown = await analyze([folder], { memory });
  expect(grown).toEqual(await analyze([folder]));
  expect(grown).not.toEqual(first);
  const changed = [...memory].filter(([path, one]) => kept.get(path) !== one).map(([path]) => path);
  expect(changed).toEqual([log]);
});
