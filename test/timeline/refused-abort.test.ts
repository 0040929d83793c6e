import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { logsOf, type RuleTest } from '../../src/rules/rule-test.ts';

test('an abort that the API refuses leaves the outcome of the migration as it is', async () => {
  const preludes = parse(readFileSync('rules/test-preludes.yaml', 'utf8'), { merge: true }) as Record<
    string,
    Record<string, string>
  >;
  const path = 'rules/state/abort-refused-of-unproven-migration.test.yaml';
  const [one] = (parse(readFileSync(path, 'utf8')) as RuleTest).cases;
  expect(one).toBeDefined();
  if (one === undefined) return;
  const { migrations } = await analyzeBundle(bundleOf(logsOf(one, preludes)), knowledgeFor());
  expect(migrations.map(({ outcome }) => outcome)).toEqual(['completed']);
});
