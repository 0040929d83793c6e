import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { type LogTask, type OtherReaders, readTask } from '../../src/analysis/read-elsewhere.ts';
import { LogReaders } from '../../src/cli/log-readers.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Progress } from '../../src/model/index.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const { catalogue } = knowledgeFor();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-elsewhere-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Others of which so many work at a time, in this thread; what each was given is noted. */
class Helpers implements OtherReaders {
  readonly minBytes = 0;
  readonly given: string[] = [];
  private busy = 0;
  private readonly atOnce: number;
  private readonly fails: boolean;

  constructor(atOnce: number, fails = false) {
    this.atOnce = atOnce;
    this.fails = fails;
  }

  get isFree(): boolean {
    return this.busy < this.atOnce;
  }

  async read(task: LogTask, countTo: (bytes: number) => void) {
    this.given.push(task.path);
    this.busy += 1;
    await new Promise((resolve) => setTimeout(resolve, this.given.length % 3));
    this.busy -= 1;
    if (this.fails) throw new Error('out of memory');
    return readTask(task, catalogue, countTo);
  }
}

describe('logs that other threads read', () => {
  async function check(others: OtherReaders, paths: readonly string[] = [FIXTURE]): Promise<void> {
    expect(await analyze(paths, { others })).toEqual(await analyze(paths));
  }

  test.each([1, 3, 100])('say the same, with %i at a time', async (atOnce) => {
    const helpers = new Helpers(atOnce);
    await check(helpers);
    expect(helpers.given.length).toBeGreaterThan(0);
    expect(new Set(helpers.given).size).toBe(helpers.given.length);
  });

  test('are read here when a thread breaks', async () => {
    const helpers = new Helpers(2, true);
    await check(helpers);
    expect(helpers.given.length).toBeGreaterThan(1);
  });

  test('are not those that may have copies', async () => {
    const log = 'cmp-a/var/log/nova/nova-compute.log';
    for (const name of [log, `${log}.bak/nova-compute.log`]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      copyFileSync(join(FIXTURE, log), join(folder, name));
    }
    const helpers = new Helpers(2);
    await check(helpers, [folder]);
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
    const readers = new LogReaders([], 1, 2);
    await check(readers);
    readers.close();
  });
});
