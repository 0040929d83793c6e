import { describe, expect, test } from 'vitest';
import { coverRelated } from '../../src/knowledge/related-coverage.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

describe('messages around the live migration', () => {
  const coverage = coverRelated(knowledgeFor().catalogue, 'rules');

  test('are recognised or left out for a reason', () => {
    expect(coverage.unexplained.map((one) => `${one.at}: ${one.template}`)).toEqual([]);
  });

  test('every reason is needed', () => {
    expect(coverage.leftOut.filter((group) => group.templates.length === 0)).toEqual([]);
  });

  test('are known in part in every release', () => {
    for (const share of coverage.byRelease) expect(share.known, share.name).toBeGreaterThan(0);
  });
});
