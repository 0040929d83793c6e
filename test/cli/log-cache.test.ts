import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { LogStore } from '../../src/analysis/log-store.ts';
import { LogCache, logCacheFolder } from '../../src/cli/log-cache.ts';

let logs: string;
let kept: string;
beforeEach(() => {
  logs = mkdtempSync(join(tmpdir(), 'migscope-logs-'));
  kept = join(mkdtempSync(join(tmpdir(), 'migscope-cache-')), 'logs');
  cpSync('fixtures/migration-port-blocked', logs, { recursive: true });
});
afterEach(() => {
  rmSync(logs, { recursive: true, force: true });
  rmSync(join(kept, '..'), { recursive: true, force: true });
});

const LOG = 'cmp-a/var/log/nova/nova-compute.log';

function cacheOf(
  options: { maxBytes?: number; version?: string } = {},
): LogStore & { hits: number; saves: number } {
  const cache = new LogCache(kept, { minBytes: 0, version: '1', ...options });
  const counting = {
    minBytes: cache.minBytes,
    hits: 0,
    saves: 0,
    load: (key: string) => {
      const found = cache.load(key);
      if (found !== undefined) counting.hits += 1;
      return found;
    },
    save: (key: string, log: Parameters<LogStore['save']>[1]) => {
      counting.saves += 1;
      cache.save(key, log);
    },
  };
  return counting;
}

function keptFiles(): string[] {
  return readdirSync(kept).map((name) => join(kept, name));
}

describe('what was found in logs, kept for the next run', () => {
  it('gives the same analysis, byte for byte, without reading a log', async () => {
    const plain = JSON.stringify(await analyze([logs]));
    const first = cacheOf();
    expect(JSON.stringify(await analyze([logs], { store: first }))).toBe(plain);
    const second = cacheOf();
    expect(JSON.stringify(await analyze([logs], { store: second }))).toBe(plain);
    expect(first).toMatchObject({ hits: 0 });
    expect(second).toMatchObject({ hits: first.saves, saves: 0 });
    expect(first.saves).toBeGreaterThan(5);
  });

  it('reads a log that has grown, and only that', async () => {
    await analyze([logs], { store: cacheOf() });
    appendFileSync(
      join(logs, LOG),
      '2026-11-24 01:49:00.000 1475 WARNING nova.strange [-] Nobody has seen this\n',
    );
    const store = cacheOf();
    expect(await analyze([logs], { store })).toEqual(await analyze([logs]));
    expect(store.saves).toBe(1);
  });

  it('reads a log whose end was rewritten in the same size and under the same time', async () => {
    const path = join(logs, LOG);
    const { atime, mtime, size } = statSync(path);
    await analyze([logs], { store: cacheOf() });
    writeFileSync(path, 'x'.repeat(size));
    utimesSync(path, atime, mtime);
    expect(await analyze([logs], { store: cacheOf() })).toEqual(await analyze([logs]));
  });

  it('belongs to one version, and to how long lines may be', async () => {
    const first = cacheOf();
    await analyze([logs], { store: first });
    for (const [options, version] of [
      [{}, '2'],
      [{ maxLineBytes: 500 }, '1'],
    ] as const) {
      const store = cacheOf({ version });
      await analyze([logs], { ...options, store });
      expect(store).toMatchObject({ hits: 0, saves: first.saves });
    }
  });

  it('is ignored where it is damaged, whatever the damage', async () => {
    const plain = await analyze([logs]);
    await analyze([logs], { store: cacheOf() });
    for (const [nth, path] of keptFiles().entries()) {
      const damages = ['', 'short', 'not what was written, and longer than a hash of 32 bytes'];
      writeFileSync(path, damages[nth % damages.length] ?? '');
    }
    const store = cacheOf();
    expect(await analyze([logs], { store })).toEqual(plain);
    expect(store.hits).toBe(0);
  });

  it('can be read by nobody else, and leaves nothing unfinished', async () => {
    await analyze([logs], { store: cacheOf() });
    expect(statSync(kept).mode & 0o777).toBe(0o700);
    for (const path of keptFiles()) {
      expect(path).toMatch(/\/[0-9a-f]{64}$/);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
  });

  it('stays within its size, and forgets what was used longest ago', async () => {
    await analyze([logs], { store: cacheOf() });
    const all = keptFiles().reduce((sum, path) => sum + statSync(path).size, 0);
    rmSync(kept, { recursive: true });
    await analyze([logs], { store: cacheOf({ maxBytes: Math.floor(all / 2) }) });
    const left = keptFiles().reduce((sum, path) => sum + statSync(path).size, 0);
    expect(left).toBeLessThanOrEqual(all / 2);
    expect(left).toBeGreaterThan(0);
  });

  it('does without where it cannot be written', async () => {
    const file = join(logs, 'no-folder');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const store = new LogCache(join(file, 'logs'), { minBytes: 0, version: '1' });
    const { migrations } = await analyze([join(logs, LOG)], { store });
    expect(migrations).toHaveLength(1);
  });
});

test('the folder follows the XDG base directories, and there is none without a home', () => {
  expect(logCacheFolder({ XDG_CACHE_HOME: '/c', HOME: '/h' })).toBe('/c/migscope/logs');
  expect(logCacheFolder({ HOME: '/h' })).toBe('/h/.cache/migscope/logs');
  expect(logCacheFolder({})).toBeUndefined();
});
