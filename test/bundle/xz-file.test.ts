import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type * as ownPipe from '../../src/bundle/own-pipe.ts';
import { openPipe } from '../../src/bundle/own-pipe.ts';
import type { Analysis, Progress } from '../../src/model/index.ts';
import { CaseFolder, codesOf } from './case-folder.ts';
import { XZ } from './packed-line.ts';

vi.mock('../../src/bundle/own-pipe.ts', { spy: true });

const cases = new CaseFolder('xz file');
const temporary = join(cases.write({}), 'temporary');
mkdirSync(temporary, { recursive: true });
vi.stubEnv('TMPDIR', temporary);
afterAll(() => {
  vi.unstubAllEnvs();
});

const { openPipe: original } = await vi.importActual<typeof ownPipe>('../../src/bundle/own-pipe.ts');
const stream = Buffer.from(XZ, 'base64');
const LINES = 4000;
/** One line in each of its streams. */
const packed = Buffer.concat(Array.from({ length: LINES }, () => stream));

describe('a large file that the system’s xz reads itself', () => {
  beforeEach(() => {
    vi.mocked(openPipe).mockClear();
  });

  async function read(bytes: Uint8Array, onProgress?: (now: Progress) => void): Promise<Analysis> {
    const options = onProgress === undefined ? {} : { onProgress };
    return analyze([cases.write({ 'cmp-a/nova-compute.log.xz': bytes })], options);
  }

  function problems(found: Analysis): string[] {
    return codesOf(found).filter((code) => /^archive-|^log-/.test(code));
  }

  test('in full, and says how far it is', async () => {
    const states: number[] = [];
    const found = await read(packed, ({ bytesRead }) => states.push(bytesRead));
    expect(found.inputs[0]?.records).toBe(LINES);
    expect(problems(found)).toEqual([]);
    expect(states.at(-1)).toBe(packed.length);
    expect(states.filter((bytes) => bytes > 300_000 && bytes < packed.length).length).toBeGreaterThan(0);
    expect(vi.mocked(openPipe).mock.results).toMatchObject([{ value: { from: expect.any(Number) } }]);
  });

  test('and leaves nothing behind', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('that is gone by then leaves no descriptor open', async () => {
    const folder = cases.write({ 'cmp-a/nova-compute.log.xz': packed });
    const path = join(folder, 'cmp-a/nova-compute.log.xz');
    const open = (): number => readdirSync('/proc/self/fd').length;
    await read(packed);
    const before = open();
    // The pipe is made between the first look at the file and the moment at which xz opens it.
    vi.mocked(openPipe).mockImplementationOnce(() => {
      rmSync(path);
      return original();
    });
    const found = await analyze([folder]);
    expect(problems(found)).toEqual(['archive-corrupt']);
    expect(open()).toBe(before);
  });

  test('cut off', async () => {
    const found = await read(packed.subarray(0, packed.length - 40));
    expect(found.inputs[0]?.records).toBeGreaterThan(LINES - 10);
    expect(problems(found)).toEqual(['archive-truncated']);
  });

  test('damaged', async () => {
    const bytes = Buffer.from(packed);
    bytes.fill(0xa5, stream.length * 3000, stream.length * 3001);
    const found = await read(bytes);
    expect(found.inputs[0]?.records).toBe(3000);
    expect(problems(found)).toEqual(['archive-corrupt']);
  });

  test('where no pipe can be made', async () => {
    vi.mocked(openPipe).mockReturnValueOnce(undefined);
    expect((await read(packed)).inputs[0]?.records).toBe(LINES);
  });

  test('where there is no place for one', async () => {
    vi.stubEnv('TMPDIR', join(temporary, 'missing'));
    expect((await read(packed)).inputs[0]?.records).toBe(LINES);
    expect(vi.mocked(openPipe).mock.results).toMatchObject([{ value: undefined }]);
  });
});
