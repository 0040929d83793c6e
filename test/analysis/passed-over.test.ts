import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { readBundle } from '../../src/analysis/read-bundle.ts';
import type { ReadOptions } from '../../src/analysis/read-log.ts';
import type { Bundle } from '../../src/bundle/bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { LogKind } from '../../src/model/index.ts';
import { scenarioFolders } from '../scenarios/truth.ts';
import { anyLine } from './any-line.ts';

const { catalogue } = knowledgeFor();
const EVERY_LINE = { unfilteredBytes: Infinity };
const ONE_BY_ONE = { unfilteredBytes: 0, skims: false };
const MANY_AT_ONCE = { unfilteredBytes: 0, skims: true };

/** What one log says, given in chunks of some size. */
async function read(text: string, kind: LogKind, chunkBytes: number, options: ReadOptions) {
  const bytes = Buffer.from(text);
  const source = { path: 'log', hostKey: 'host', kind };
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, nth) =>
    bytes.subarray(nth * chunkBytes, (nth + 1) * chunkBytes),
  );
  const bundle: Bundle = {
    logs: [{ source, bytes: bytes.length, read: () => chunks }],
    hostFiles: [],
    namesByFolder: new Map(),
    inputs: [],
    diagnostics: [],
  };
  return readBundle(bundle, catalogue, { ...options, maxLineBytes: 2_000 });
}

describe('passing over lines that hold no known message', () => {
  test('changes nothing of what any log says, however it is chunked', async () => {
    const kind = fc.constantFrom<LogKind>('nova-compute', 'nova-compute', 'libvirtd', 'system');
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine(catalogue), { maxLength: 60 }),
        kind,
        fc.constantFrom(40, 333, 4_096, 65_536),
        async (lines, kind, chunkBytes) => {
          const text = lines.join('\n');
          const all = await read(text, kind, chunkBytes, EVERY_LINE);
          expect(await read(text, kind, chunkBytes, ONE_BY_ONE)).toEqual(all);
          expect(await read(text, kind, chunkBytes, MANY_AT_ONCE)).toEqual(all);
        },
      ),
      { numRuns: 150 },
    );
  });

  const folders = [...scenarioFolders('fixtures'), ...scenarioFolders('../shared/logs')];
  const corpus = ['../shared/corpus'].filter((folder) => existsSync(folder));
  for (const folder of [...folders, ...corpus]) {
    test(`changes nothing of ${folder}`, async () => {
      const all = await analyze([folder], EVERY_LINE);
      expect(await analyze([folder], ONE_BY_ONE)).toEqual(all);
      expect(await analyze([folder], MANY_AT_ONCE)).toEqual(all);
    });
  }

  test.each([EVERY_LINE, ONE_BY_ONE, MANY_AT_ONCE])(
    'hears what is said again and again once, with %o',
    async (options) => {
      const said =
        '2026-11-24 01:47:09.988 7 INFO nova.compute.resource_tracker [-] Final resource view: name=cmp-a phys_ram=1MB\n';
      const told = '2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Paused (Lifecycle Event)\n';
      const { events, stats } = await read(
        `${said}${told}${told}`.repeat(500),
        'nova-compute',
        4_096,
        options,
      );
      expect(events.filter(({ kind }) => kind === 'nova.resources-updated').map(({ line }) => line)).toEqual([
        1,
      ]);
      expect(events.filter(({ kind }) => kind === 'nova.vm-paused')).toHaveLength(1_000);
      expect(stats[0]?.records).toBe(1_500);
    },
  );

  test.each([ONE_BY_ONE, MANY_AT_ONCE])('does pass over lines with %o', async (options) => {
    const text = '2026-11-24 01:47:09.988 7 DEBUG nova.compute.manager [-] nothing known\n'.repeat(10_000);
    const { stats } = await read(text, 'nova-compute', 1 << 20, options);
    expect(stats[0]).toMatchObject({ records: 10_000, debugRecords: 10_000, last: { line: 10_000 } });
  });
});
