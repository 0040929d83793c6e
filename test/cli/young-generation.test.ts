import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Progress } from '../../src/model/index.ts';
import { holdYoungGeneration } from '../../src/cli/young-generation.ts';

const MODULE = new URL('../../src/cli/young-generation.ts', import.meta.url);

/** The largest young generation, in MiB, of a process of its own that keeps all that it makes. */
function largest(setUp: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { holdYoungGeneration } from '${MODULE.href}';
    const look = ${setUp};
    const kept = [];
    let most = 0;
    for (let nth = 0; nth < 3e6; nth += 1) {
      kept.push({ nth });
      if (nth % 1e4 > 0) continue;
      await look({ bytesRead: nth * 100 });
      const { space_size } = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
      most = Math.max(most, space_size);
    }
    console.log(most / 2 ** 20);
  `;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program]));
}

test('the young generation stops growing', () => {
  const left = largest('() => {}');
  expect(left).toBeGreaterThan(48);
  expect(largest('holdYoungGeneration(undefined)')).toBeLessThan(left / 2);
});

test('the listener hears all, and is waited for', async () => {
  const heard: Progress[] = [];
  const listen = holdYoungGeneration(async (progress) => {
    await Promise.resolve();
    heard.push(progress);
  });
  const said = {
    stage: 'reading',
    path: 'a.log',
    bytesRead: 1,
    filesDone: 0,
    records: 0,
    migrations: 0,
  } as const;
  await listen(said);
  expect(heard).toEqual([said]);
});
