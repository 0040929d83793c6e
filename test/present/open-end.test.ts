import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { renderText } from '../../src/report/render-text.ts';

const INSTANCE = '[instance: 25e07825-2ee1-4a72-92c5-8c5c65693474]';
const said = (time: string, text: string): string =>
  `2026-11-24 ${time} 7 INFO nova.virt.libvirt.driver [-] ${text}\n`;
const RUNNING = said(
  '01:48:30.125',
  `${INSTANCE} Migration running for 0 secs, memory 100% remaining (bytes processed=0, remaining=0, total=0); disk 100% remaining (bytes processed=0, remaining=0, total=0).`,
);

/** What is said of a migration that has no end in nova-compute's log on its source: in a sentence, and in its row. */
function check(name: string, log: string, happened: RegExp, row: string): void {
  test(name, async () => {
    const analysis = await analyzeBundle(
      bundleOf({ 'cmp-a/var/log/nova/nova-compute.log': log }),
      knowledgeFor(),
    );
    expect(analysis.migrations.map(({ outcome }) => outcome)).toEqual(['unfinished']);
    const model = presentAnalysis(analysis);
    expect(model.migrations[0]?.verdict.happened).toMatch(happened);
    expect(model.migrations[0]?.summary.cause).toBe(row);
    expect(renderText(model, { columns: 200, color: 0 })).not.toContain('no rule');
    expect(JSON.stringify(model)).not.toContain('no rule explains');
  });
}

describe('a migration without an end', () => {
  check(
    'was running when the logs end with it',
    RUNNING + said('01:49:00.000', 'something else'),
    /^The live migration was still running when these logs end, while the guest was being copied, at 01:48:30\.125Z\.$/,
    'still running when these logs end',
  );
  check(
    'is gone where they go on without it',
    RUNNING + said('02:48:30.000', 'something else'),
    /^The live migration has no end in these logs and was last seen while the guest was being copied, at 01:48:30\.125Z, although they go on until 02:48:30\.000Z\.$/,
    'has no end in these logs',
  );
});
