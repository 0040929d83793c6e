import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import { analyze, type AnalyzeOptions } from '../../src/analyze.ts';
import { packEvents, unpackEvents } from '../../src/analysis/packed-events.ts';
import { readBundle } from '../../src/analysis/read-bundle.ts';
import {
  type ArchiveListener,
  type ArchiveTask,
  type OtherReaders,
  type PackedLog,
  type PartTask,
  readArchiveTask,
  readTask,
} from '../../src/analysis/read-elsewhere.ts';
import { readPart } from '../../src/analysis/read-log.ts';
import type { Bundle } from '../../src/bundle/bundle.ts';
import { readChunks } from '../../src/bundle/file-bytes.ts';
import { openBundle } from '../../src/bundle/open-bundle.ts';
import { MessageFilters } from '../../src/catalogue/message-filter.ts';
import { LogReaders } from '../../src/cli/log-readers.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { LogKind, Progress } from '../../src/model/index.ts';
import { type PartRange, SharedLog } from '../../src/analysis/shared-log.ts';
import { UnmatchedLines } from '../../src/timeline/source-stats.ts';
import { CaseFolder, expectStory, filesOf } from '../bundle/case-folder.ts';
import { anyLine } from './any-line.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const { catalogue } = knowledgeFor();
const filters = new MessageFilters(catalogue);
const cases = new CaseFolder('elsewhere');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-elsewhere-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Others of which so many work at a time, in this thread; what each was given is noted. */
class Helpers implements OtherReaders {
  readonly minLogBytes = 0;
  readonly partBytes: number;
  readonly given: PartTask[] = [];
  readonly archives: ArchiveTask[] = [];
  closed = 0;
  private busy = 0;
  private readonly atOnce: number;
  private readonly atMost: number;
  private readonly fails: boolean;

  constructor(atOnce: number, { partBytes = 5_000, atMost = Infinity, fails = false } = {}) {
    this.atOnce = atOnce;
    this.atMost = atMost;
    this.partBytes = partBytes;
    this.fails = fails;
  }

  isTime(): boolean {
    return true;
  }

  isFree(): boolean {
    return this.busy < this.atOnce && this.given.length < this.atMost;
  }

  isFreeFor(): boolean {
    return this.archives.length < this.atMost;
  }

  async readArchive(task: ArchiveTask, { countTo, addLog }: ArchiveListener) {
    this.archives.push(task);
    await new Promise((resolve) => setImmediate(resolve));
    let logs = 0;
    const listener = {
      countTo,
      addLog: (log: PackedLog) => {
        logs += 1;
        if (this.fails && logs > 1) throw new Error('out of memory');
        addLog(structuredClone(log));
      },
    };
    return structuredClone(await readArchiveTask(structuredClone(task), catalogue, filters, listener));
  }

  close(): void {
    this.closed += 1;
  }

  async read(task: PartTask, countTo: (bytes: number) => void) {
    this.given.push(task);
    this.busy += 1;
    await new Promise((resolve) => setImmediate(resolve));
    this.busy -= 1;
    if (this.fails) throw new Error('out of memory');
    return structuredClone(await readTask(task, catalogue, filters, countTo));
  }
}

describe('logs that other threads read', () => {
  async function check(others: OtherReaders, paths: readonly string[] = [FIXTURE]): Promise<void> {
    expect(await analyze(paths, { others })).toEqual(await analyze(paths));
  }

  test.each([1, 3, 100])('say the same, with %i at a time', async (atOnce) => {
    const helpers = new Helpers(atOnce);
    await check(helpers);
    expect(helpers.given.length).toBeGreaterThan(5);
    expect(helpers.closed).toBe(1);
    const places = helpers.given.map(({ path, from }) => `${path} ${String(from)}`);
    expect(new Set(places).size).toBe(places.length);
    // Whole logs, beginnings of logs and parts of them.
    expect(helpers.given.some(({ from }) => from > 0)).toBe(true);
    expect(helpers.given.some(({ from, to }) => from === 0 && to === undefined)).toBe(true);
  });

  test('are read here when a thread breaks', async () => {
    const helpers = new Helpers(2, { fails: true });
    await check(helpers);
    expect(helpers.given.length).toBeGreaterThan(1);
  });

  test('are not those that may have copies', async () => {
    const log = 'cmp-a/var/log/nova/nova-compute.log';
    for (const name of [log, `${log}.bak/nova-compute.log`]) {
      mkdirSync(dirname(join(folder, 'copies', name)), { recursive: true });
      copyFileSync(join(FIXTURE, log), join(folder, 'copies', name));
    }
    const helpers = new Helpers(2);
    await check(helpers, [join(folder, 'copies')]);
    expect(helpers.given).toEqual([]);
  });

  test('count for the progress', async () => {
    const last = async (others?: OtherReaders): Promise<Progress | undefined> => {
      let state: Progress | undefined;
      await analyze([FIXTURE], { ...(others && { others }), onProgress: (now) => void (state = now) });
      return state;
    };
    const { path: _, ...alone } = (await last()) ?? {};
    expect(await last(new Helpers(2))).toMatchObject(alone);
  });

  test('by threads that there really are', async () => {
    const readers = new LogReaders([], {
      threads: 2,
      worthMs: 0,
      lookMs: 0,
      warmUpMs: 0,
      minLogBytes: 0,
      partBytes: 5_000,
    });
    await check(readers);
    readers.close();
  });
});

describe('archives that other threads read', () => {
  const files = filesOf(FIXTURE);
  const HOSTS = ['cmp-a', 'cmp-b', 'ctl'];

  /** The files of a host, packed; of its nova-compute.log a part from one share to another. */
  function packed(host: string, root = host, from = 0, to = 1): Buffer {
    const own = Object.entries(files)
      .filter(([path]) => path.startsWith(`${host}/`))
      .map(([path, bytes]) => {
        const lines = bytes.toString('latin1').split(/(?<=\n)/);
        const isCut = path.endsWith('nova-compute.log');
        const part = isCut ? lines.slice(from * lines.length, to * lines.length) : lines;
        return [path.replace(host, root), Buffer.from(part.join(''), 'latin1')] as const;
      });
    return gzipSync(cases.tar(Object.fromEntries(own)));
  }

  async function check(
    folder: string,
    others: OtherReaders = new Helpers(1),
    options: AnalyzeOptions = {},
  ): Promise<void> {
    const alone = await analyze([folder], { ...options, atOnce: 1 });
    expect(await analyze([folder], { ...options, atOnce: 3, others })).toEqual(alone);
  }

  const ofAllHosts = (): string =>
    cases.write(Object.fromEntries(HOSTS.map((host) => [`${host}.tar.gz`, packed(host)])));

  test('say the same, and one is read here', async () => {
    const helpers = new Helpers(1);
    await check(ofAllHosts(), helpers);
    expect(helpers.archives).toHaveLength(2);
    expect(helpers.closed).toBe(1);
    await expectStory([ofAllHosts()], FIXTURE, [], { atOnce: 3, others: new Helpers(1) });
  });

  test('are read here when a thread breaks in the middle of one', async () => {
    const helpers = new Helpers(1, { fails: true });
    await check(ofAllHosts(), helpers);
    expect(helpers.archives).toHaveLength(2);
  });

  test('are read again where they have lines of one before', async () => {
    await check(
      cases.write({
        ...files,
        'a1.tar.gz': packed('cmp-a', 'vm-7', 0, 0.7),
        'a2.tar.gz': packed('cmp-a', 'cmp-a', 0.3, 1),
        'b.tar.gz': packed('cmp-b'),
      }),
    );
  });

  test('have copies by their blocks alone', async () => {
    const text = Array.from({ length: 6000 }, (_, nth) => {
      const stamp = `2026-11-24 01:47:09.${String(100 + (nth % 900))}`;
      return `${stamp} 7 INFO nova.compute [-] line ${String(nth)}\n`;
    }).join('');
    const log = (from: number) =>
      cases.tar({ 'cmp-a/var/log/nova/nova-compute.log': Buffer.from(text.slice(from)) });
    const all = {
      'a.tar': cases.tar(files),
      'b.tar.gz': gzipSync(log(0)),
      'c.tar.gz': gzipSync(log(text.indexOf('\n', 100_000) + 1)),
    };
    await check(cases.write(all));
    const { inputs } = await analyze([cases.write(all)], { atOnce: 3, others: new Helpers(1) });
    expect(inputs[0]?.skipped.map(({ why }) => why)).toContain('all of it was already read in another copy');
  });

  test('count towards the limits of the run', async () => {
    const folder = ofAllHosts();
    for (const limits of [{ maxArchiveEntries: 9 }, { maxArchiveBytes: 150_000 }])
      await check(folder, new Helpers(1), { limits });
  });

  test('of which one is cut off, and one is a log by itself', async () => {
    const whole = packed('cmp-a');
    await check(
      cases.write({
        'a.tar.gz': whole.subarray(0, whole.length / 2),
        'b.tar.gz': whole.subarray(0, whole.length / 2),
        'cmp-b/var/log/nova/nova-compute.log.1.gz': gzipSync(
          files['cmp-b/var/log/nova/nova-compute.log'] ?? '',
        ),
      }),
    );
  });

  test('count for the progress', async () => {
    const folder = ofAllHosts();
    const last = async (options: AnalyzeOptions): Promise<Progress | undefined> => {
      let state: Progress | undefined;
      await analyze([folder], { ...options, onProgress: (now) => void (state = now) });
      return state;
    };
    const { path: _, ...alone } = (await last({ atOnce: 1 })) ?? {};
    expect(await last({ atOnce: 3, others: new Helpers(1) })).toMatchObject(alone);
    expect(await last({ atOnce: 3, others: new Helpers(1, { fails: true }) })).toMatchObject(alone);
  });

  test('by threads that there really are', async () => {
    const readers = new LogReaders([], { threads: 2, archivesWorthBytes: 0, minArchiveBytes: 0 });
    await check(ofAllHosts(), readers);
  });
});

describe('a log that others take parts of', () => {
  const source = { path: 'log', hostKey: 'host', kind: 'nova-compute' as const };
  const plain = '2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] nothing known\n';

  function sharedLog(text: string): SharedLog {
    const path = join(folder, 'shared');
    writeFileSync(path, text);
    const log = { source, bytes: text.length, read: () => readChunks(path) };
    return new SharedLog(log, path, 1_000);
  }

  test('has parts that meet and leave nothing out', () => {
    const text = plain.repeat(100);
    const log = sharedLog(text);
    const ranges: PartRange[] = [];
    for (let part = log.take(); part !== undefined; part = log.take()) ranges.unshift(part);
    expect(ranges.length).toBeGreaterThan(3);
    expect(ranges.map(({ to }) => to)).toEqual([...ranges.slice(1).map(({ from }) => from), undefined]);
    expect(ranges[0]?.from).toBe(0);
    expect(ranges.every(({ from }) => from % plain.length === 0)).toBe(true);
  });

  test('is not looked through again and again when it cannot be cut', () => {
    const log = sharedLog('nothing plain\n'.repeat(1_000));
    const chunks = log.chunks();
    expect(log.take()).toBeUndefined();
    writeFileSync(log.path, plain.repeat(300));
    expect(log.take()).toBeUndefined();
    chunks.return(undefined);
  });

  test('may have vanished', () => {
    const log = sharedLog(plain.repeat(100));
    rmSync(log.path);
    expect(log.take()).toBeUndefined();
  });
});

describe('threads', () => {
  test('are not started when nothing is left to read', async () => {
    const readers = new LogReaders([], { threads: 1, worthMs: 0, warmUpMs: 0 });
    const source = { path: 'log', hostKey: 'host', kind: 'nova-compute' as const };
    const reading = readers.read(
      { path: join(folder, 'log'), source, from: 0, to: undefined },
      () => undefined,
    );
    readers.close();
    await expect(reading).rejects.toThrow('nothing is left to read');
    expect(readers.isFree(1e9)).toBe(false);
  });
});

describe('parts of a log', () => {
  /** One log that lies open, read alone or by several; `again` counts how often it was read from its beginning to its end. */
  async function read(bytes: Uint8Array, kind: LogKind, others: OtherReaders | undefined) {
    const path = join(folder, 'log');
    writeFileSync(path, bytes);
    let again = 0;
    const bundle: Bundle = {
      logs: [
        {
          source: { path: 'log', hostKey: 'host', kind },
          bytes: bytes.length,
          read: () => {
            again += 1;
            return readChunks(path);
          },
          onDisk: { path, countTo: () => Promise.resolve() },
        },
      ],
      hostFiles: [],
      namesByFolder: new Map(),
      inputs: [],
      diagnostics: [],
    };
    const found = await readBundle(bundle, catalogue, { maxLineBytes: 2_000, ...(others && { others }) });
    return { found, again };
  }

  /** What comes before is read by this thread, what is behind by another one. */
  async function check(before: string | Uint8Array, behind: string, expected: 'joined' | 'read as one') {
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from(behind)]);
    const helpers = new Helpers(1, { partBytes: Buffer.byteLength(behind) + 10, atMost: 1 });
    const { found, again } = await read(bytes, 'nova-compute', helpers);
    expect(helpers.given.map(({ from, to }) => [from > 0, to])).toEqual([[true, undefined]]);
    if (expected === 'joined') expect(again).toBe(0);
    expect(found).toEqual((await read(bytes, 'nova-compute', undefined)).found);
  }

  const line = (pid: number, text: string, level = 'INFO', context = '[-] '): string =>
    `2026-11-24 01:47:09.988 ${String(pid)} ${level} nova.compute.manager ${context}${text}\n`;
  const USUAL: readonly (readonly [level: string, text: string, context: string])[] = [
    ['INFO', 'VM Paused (Lifecycle Event)', '[-] '],
    ['DEBUG', 'nothing known', '[-] '],
    ['DEBUG', 'Final resource view: name=cmp-a phys_ram=1MB', '[-] '],
    ['INFO', 'Final resource view: name=cmp-b phys_ram=2MB', '[-] '],
  ];
  const STRANGE: typeof USUAL = [
    ['WARNING', 'No such thing', '[-] '],
    ['ERROR', 'It failed', '[-] '],
    ['ERROR', 'libvirt.libvirtError: internal error', ''],
    ['ERROR', 'No such thing', '[-] '],
  ];
  const paused = line(7, 'VM Paused (Lifecycle Event)');
  const many = paused.repeat(20);
  const quiet = line(7, 'nothing known');

  test('are put together as if one reader had read all', async () => {
    await check(many, `${quiet}${quiet}${paused}`.repeat(20), 'joined');
  });

  test('count what is said again and again once', async () => {
    const view = line(7, 'Final resource view: name=cmp-a phys_ram=1MB');
    await check(`${many}${view}`, `${quiet}${quiet}${view}${paused}`.repeat(20), 'joined');
  });

  test('keep the shapes of lines that nobody knows, and the first line of each', async () => {
    const strange = line(7, 'No such thing', 'WARNING');
    await check(`${strange}${many}`, `${quiet}${quiet}${strange}`.repeat(20), 'joined');
  });

  const wrapped = `Nov 24 01:47:09 cmp-a nova-compute[7]: ${paused}`;
  const more = line(8, 'libvirt.libvirtError: internal error', 'ERROR', '');
  test('are not used where a traceback goes on behind a line of another process', async () => {
    const error = line(8, 'It failed', 'ERROR');
    await check(`${many}${error}`, `${quiet}${quiet}${more}${paused}`.repeat(5), 'read as one');
  });

  test.each([
    ['plain lines', many, { endsAsNew: true, mayContinue: false }],
    ['no line with a header', 'nothing\n', { endsAsNew: false, mayContinue: false }],
    ['a line in a wrapper', `${paused}${wrapped}${many}`, { endsAsNew: false, mayContinue: false }],
    ['a piece of a wrapped line', `${paused}2026-11-24T01:47:09.1Z stderr P x\n`, { endsAsNew: false }],
    ['an entry of the journal', `${paused}__CURSOR=s=1\n\n${paused}`, { endsAsNew: false }],
    ['another format', `${paused}2026-11-24 01:47:09.988+0000: 417: info : x:12 : x\n`, { endsAsNew: false }],
    ['a line of a traceback alone', `${paused}${more}`, { endsAsNew: true, mayContinue: true }],
    ['a whole traceback', `${line(8, 'It failed', 'ERROR')}${more}`, { endsAsNew: true, mayContinue: false }],
    ['the other UTF', Buffer.from(`\ufeff${many}`, 'utf16le'), { endsAsNew: false }],
  ])('with %s tell what may stand beside them', async (_, text, expected) => {
    const source = { path: 'log', hostKey: 'host', kind: 'nova-compute' as const };
    const log = { source, read: () => [Buffer.from(text)] };
    expect(await readPart(log, catalogue, filters, new UnmatchedLines(), [])).toMatchObject(expected);
  });

  test('are not used in UTF-16', async () => {
    const start = Buffer.from(`\ufeff${many}`, 'utf16le');
    await check(start, `${quiet}${quiet}${paused}`.repeat(20), 'read as one');
  });

  test('say the same of any log, wherever it is cut', async () => {
    const kind = fc.constantFrom<LogKind>('nova-compute', 'nova-compute', 'libvirtd', 'system');
    const pid = fc.constantFrom(7, 7, 7, 8, 9, 10, 11, 12);
    const usual = fc
      .tuple(pid, fc.constantFrom(...USUAL, ...STRANGE))
      .map(([id, [level, text, context]]) => line(id, text, level, context).trimEnd());
    const any = anyLine(catalogue);
    const lines = fc.oneof(
      fc.array(usual, { minLength: 20, maxLength: 80, size: 'max' }),
      fc.array(fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: any }), {
        minLength: 20,
        maxLength: 80,
        size: 'max',
      }),
      fc.array(any, { maxLength: 60 }),
    );
    const seen = { joined: 0, again: 0 };
    await fc.assert(
      fc.asyncProperty(lines, kind, fc.constantFrom(200, 1_000, 3_000), async (lines, kind, partBytes) => {
        const bytes = Buffer.from(lines.join('\n'));
        const alone = await read(bytes, kind, undefined);
        const helpers = new Helpers(9, { partBytes });
        const together = await read(bytes, kind, helpers);
        expect(together.found).toEqual(alone.found);
        if (helpers.given.some(({ from }) => from > 0)) seen[together.again === 0 ? 'joined' : 'again'] += 1;
      }),
      { numRuns: 200, endOnFailure: true },
    );
    expect(seen.joined).toBeGreaterThan(5);
    expect(seen.again).toBeGreaterThan(0);
  });

  test('keep fields apart whose names hold ends of lines', async () => {
    const { events: known } = await readBundle(await openBundle([FIXTURE]), catalogue);
    const event = known[0] ?? expect.fail('the fixture has lost its events');
    const events = [{ 'f.a\nf.b': 1 }, { 'f.a': 1, 'f.b': 2 }, { 'f.a': 7, 'f.b': 8 }].map((fields) => ({
      ...event,
      fields,
    }));
    expect(unpackEvents(packEvents(events), 0).map(({ fields }) => fields)).toEqual(
      events.map(({ fields }) => fields),
    );
  });

  test('bring all of their events, whatever these hold', async () => {
    const { events } = await readBundle(await openBundle(['fixtures']), catalogue);
    expect(events.length).toBeGreaterThan(1_000);
    expect(unpackEvents(structuredClone(packEvents(events)), 0)).toEqual(events);
    const later = events.map((event) => ({ ...event, line: event.line + 5, endLine: event.endLine + 5 }));
    expect(unpackEvents(packEvents(events), 5)).toEqual(later);
  });
});
