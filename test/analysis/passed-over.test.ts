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

/** Lines of everything that can stand in a log, of few processes and moments so that they belong together. */
function anyLine(): fc.Arbitrary<string> {
  const nova = catalogue.entries.flatMap(({ dialect, templates }) =>
    dialect === 'nova' || dialect === 'libvirt-log' || dialect === 'exception' ? templates : [],
  );
  const message = fc.oneof(
    fc.constantFrom(...nova.map(({ sample }) => sample)),
    fc.constantFrom('Acquiring lock "x" by "y"', 'größer als früher', '', '\u{1f4a5} \u0000', "Stderr: 'x'"),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\n', ' ')),
  );
  const stamp = fc.constantFrom(
    '2026-11-24 01:47:09.988',
    '2026-11-24 01:47:09.989',
    '2026-11-24T01:47:10,1',
  );
  const level = fc.constantFrom(
    'DEBUG',
    'DEBUG',
    'INFO',
    'INFO',
    'WARNING',
    'ERROR',
    'TRACE',
    'AUDIT',
    'debug',
  );
  const logger = fc.constantFrom(
    'nova.compute.manager',
    'nova.scheduler.filters',
    'oslo_messaging.rpc.server',
  );
  const context = fc.constantFrom(
    '[-] ',
    '',
    '[None req-aaaaaaaa-1111-4222-8333-444444444444 u p - - default default] ',
    '[-] [instance: 11111111-2222-4333-8444-555555555555] ',
  );
  const pid = fc.constantFrom('7', '7', '7', '8', '9', '007', '-');
  const tail = fc.constantFrom(
    '',
    ' do_it /usr/lib/python3/nova/x.py:12',
    '\r',
    ' #033[0m',
    ' ^[[0m',
    ' \u001b[0m',
  );
  const oslo = fc
    .tuple(stamp, pid, level, logger, context, message, tail)
    .map(([at, id, word, name, ids, text, end]) => `${at} ${id} ${word} ${name} ${ids}${text}${end}`);
  const libvirt = fc
    .tuple(fc.constantFrom('debug', 'info', 'warning', 'error'), message)
    .map(([word, text]) => `2026-11-24 01:47:09.988+0000: 417: ${word} : qemuX:12 : ${text}`);
  return fc.oneof(
    { weight: 8, arbitrary: oslo },
    { weight: 3, arbitrary: libvirt },
    { weight: 3, arbitrary: fc.constantFrom(...FURTHER_LINES) },
    { weight: 1, arbitrary: message },
  );
}

const FURTHER_LINES = [
  '  <cpu mode="host-model"/>',
  ' fd=-1',
  'Traceback (most recent call last):',
  'libvirt.libvirtError: internal error: process exited while connecting to monitor',
  "Stderr: 'ssh: connect to host cmp-b port 22: Connection refused\\n'",
  '2026-11-24T01:47:17.534980Z qemu-system-x86_64: load of migration failed: Input/output error',
  'Nov 24 01:47:09 cmp-a nova-compute[7]: INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '<134>Nov 24 01:47:09 cmp-a libvirtd[417]: 417: error : f:1 : operation failed: migration out job: unexpectedly failed',
  '1720721459.946123 cmp-a kernel: Out of memory: Killed process 7 (qemu-kvm)',
  '{"levelname": "INFO", "message": "VM Paused (Lifecycle Event)", "name": "nova.compute.manager", "created": 1}',
  '{"log":"2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Paused (Lifecycle Event)\\n","stream":"stderr","time":"2026-11-24T01:47:09Z"}',
  'nova_compute_1  | DEBUG nova.compute.manager [-] VM Paused (Lifecycle Event)',
  'nova_compute_1  | 2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Resumed (Lifecycle Event)',
  '2026-11-24T01:47:09.123456789Z stderr P 2026-11-24 01:47:09.988 7 INFO nova.compute',
  '2026-11-24T01:47:09.123456789Z stderr F .manager [-] VM Paused (Lifecycle Event)',
  'INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '> 2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '__CURSOR=s=1',
  'MESSAGE=VM Paused (Lifecycle Event)',
  '[  812.004211] Out of memory: Killed process 7 (qemu-kvm)',
  'type=AVC msg=audit(1720721459.946:123): avc:  denied  { read }',
  'cmp-a:2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '',
];

describe('passing over lines that hold no known message', () => {
  test('changes nothing of what any log says, however it is chunked', async () => {
    const kind = fc.constantFrom<LogKind>('nova-compute', 'nova-compute', 'libvirtd', 'system');
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine(), { maxLength: 60 }),
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
