import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model/index.ts';
import { CaseFolder, codesOf } from './case-folder.ts';
import { XZ } from './packed-line.ts';

const cases = new CaseFolder('xz file');
const stream = Buffer.from(XZ, 'base64');
const LINES = 4000;
/** One line in each of its streams. */
const packed = Buffer.concat(Array.from({ length: LINES }, () => stream));

describe('a large file of xz', () => {
  async function read(bytes: Uint8Array): Promise<Analysis> {
    return analyze([cases.write({ 'cmp-a/nova-compute.log.xz': bytes })]);
  }

  function problems(found: Analysis): string[] {
    return codesOf(found).filter((code) => /^archive-|^log-/.test(code));
  }

  test('in full', async () => {
    const found = await read(packed);
    expect(found.inputs[0]?.records).toBe(LINES);
    expect(problems(found)).toEqual([]);
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
});
