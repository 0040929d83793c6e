import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { analyze } from '../../src/analyze.ts';

// A tar of one host with one line in nova-compute.log.
const TAR_XZ =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/ANBdADGbSmMFbtAw3GyvX8UdPapl6Sedgd9LzHnMBeFN6QEWGxqM/omZPFGnPvz9s+etbt3gW9VipdTEGehhqGWBIQK3SSN4WdXfWsUHcd5IGFEchS9L5fVxpx/ORye6mNkEK9sV8dDulL0seH+uX6XjVPoHCgn933tBx940SfoTOPBk+w2hTom9gtNo030VXFA8wiDFlUJnwRdZEMH2QSQ37oUejIO1siib0+1cy1psgxDNA9M9AjoCAnOJlUPS+T2e/T5qGWdGK+skmDykI1BCDQAAMEqMz3pkkPcAAewBgFAAAB++Vh6xxGf7AgAAAAAEWVo=';
const folder = mkdtempSync(join(tmpdir(), 'migscope-unxz-'));

describe('xz where the system has no xz', () => {
  beforeAll(() => vi.stubEnv('PATH', folder));
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  async function check(bytes: Uint8Array, records: number, expected: readonly string[]): Promise<void> {
    const path = join(folder, 'case.tar.xz');
    writeFileSync(path, bytes);
    const { inputs, diagnostics } = await analyze([path]);
    const codes = diagnostics.map(({ code }) => code).filter((code) => /^archive-|^log-/.test(code));
    expect({ records: inputs[0]?.records, codes }).toEqual({ records, codes: expected });
  }

  const bytes = Buffer.from(TAR_XZ, 'base64');

  test('a tar that ends before its compression does', () => check(bytes, 1, []));

  test('cut off, with what came before', () =>
    check(bytes.subarray(0, bytes.length - 100), 1, ['archive-truncated']));
});
