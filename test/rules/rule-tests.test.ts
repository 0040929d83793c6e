import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { openBundle } from '../../src/bundle/open-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { rulePaths } from '../../src/knowledge/rule-files.ts';
import { judgeCase, logsOf, type RuleTest } from '../../src/rules/rule-test.ts';

const preludes = parse(readFileSync('rules/test-preludes.yaml', 'utf8'), { merge: true }) as Record<string, Record<string, string>>;
const knowledge = knowledgeFor();

describe('every rule does what its test beside it says', () => {
  for (const path of rulePaths('rules')) {
    const testPath = path.replace(/\.yaml$/, '.test.yaml');
    const id = path.replace(/^.*\/|\.yaml$/g, '');
    describe(id, () => {
      test('has a test with cases that fire and cases that are silent', () => {
        expect(existsSync(testPath), `${testPath} is missing`).toBe(true);
        const read = parse(readFileSync(testPath, 'utf8')) as RuleTest;
        expect(read.rule).toBe(id);
        expect(read.cases.some((one) => one.fires !== undefined), 'no case fires').toBe(true);
        expect(read.cases.some((one) => one.fires === undefined), 'no case is silent').toBe(true);
      });
      if (!existsSync(testPath)) return;
      for (const one of (parse(readFileSync(testPath, 'utf8')) as RuleTest).cases) {
        test(one.name, async () => {
          const bundle = one.fixture === undefined ? bundleOf(logsOf(one, preludes)) : await openBundle([`fixtures/${one.fixture}`]);
          const analysis = await analyzeBundle(bundle, knowledge);
          expect(judgeCase(id, one, analysis).join('\n')).toBe('');
        });
      }
    });
  }
});
