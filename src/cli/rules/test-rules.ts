import { existsSync } from 'node:fs';
import { analyzeBundle } from '../../analyze.ts';
import { bundleOf } from '../../bundle/memory-bundle.ts';
import { openBundle } from '../../bundle/open-bundle.ts';
import { chooseFiles, knowledgeForFiles } from '../../knowledge/check-paths.ts';
import type { Knowledge } from '../../knowledge/load-knowledge.ts';
import { rulesFolder } from '../../knowledge/package-folder.ts';
import { fixturePath, readRuleTest, testGround, type TestGround } from '../../knowledge/read-rule-test.ts';
import { rulePathOf, testPathOf } from '../../knowledge/rule-files.ts';
import type { Diagnostic } from '../../model/index.ts';
import { judgeCase, logsOf, type RuleTestCase } from '../../rules/rule-test.ts';
import { CLEAN, FOUND } from '../exit-code.ts';
import { type Answer, refusal, renderProblems, type Session } from './session.ts';
import { shortPath } from './short-path.ts';

interface CaseResult {
  readonly rule: string;
  readonly name: string;
  readonly path: string;
  /** Absent when the case could not be run here. */
  readonly differences: readonly string[] | undefined;
}

/** `rules test`: runs the cases of tests one after the other and shows what differs. */
export async function testRules(paths: readonly string[], session: Session): Promise<Answer> {
  const { folder } = session;
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined)
    return refusal(`there is no ${missing}`, undefined, 'name a pack, a rule or a test');
  const chosen = chooseFiles(paths.length > 0 ? paths : [rulesFolder(), ...session.packs]);
  const knowledge = knowledgeForFiles(chosen, session.packs);
  const ids = new Set(knowledge.rules.map(({ id }) => id));
  const results: CaseResult[] = [];
  const problems: Diagnostic[] = [];
  for (const { pack, rules, tests } of chosen) {
    const ground = testGround(pack);
    const beside = rules.map(testPathOf).filter((path) => existsSync(path));
    for (const path of [...new Set([...tests, ...beside])].sort()) {
      const { test, diagnostics } = readRuleTest(path, ground);
      problems.push(...diagnostics.map((one) => ({ ...one, path: shortPath(path, folder) })));
      for (const one of test?.cases ?? []) {
        const differences = ids.has(test?.rule ?? '')
          ? await runCase(test?.rule ?? '', one, knowledge, ground)
          : [`there is no such rule, or it cannot be used: migscope rules check ${shortPath(rulePathOf(path), folder)}`];
        results.push({ rule: test?.rule ?? '', name: one.name, path: shortPath(path, folder), differences });
      }
    }
  }
  if (results.length === 0 && problems.length === 0) {
    const fix = 'tests are called <rule>.test.yaml and lie beside their rules';
    return refusal('there is no test to run', undefined, fix);
  }
  return toAnswer(results, problems, session);
}

/** What a case found to be different; nothing at all when its fixture is not here. */
export async function runCase(
  rule: string,
  one: RuleTestCase,
  knowledge: Knowledge,
  ground: TestGround,
): Promise<readonly string[] | undefined> {
  const fixture = one.fixture === undefined ? undefined : fixturePath(ground, one.fixture);
  if (one.fixture !== undefined && fixture === undefined) return undefined;
  const bundle = fixture === undefined ? bundleOf(logsOf(one, ground.preludes)) : await openBundle([fixture]);
  return judgeCase(rule, one, await analyzeBundle(bundle, knowledge));
}

function toAnswer(
  results: readonly CaseResult[],
  problems: readonly Diagnostic[],
  { layout }: Session,
): Answer {
  const { paint } = layout;
  const failed = results.filter(({ differences }) => (differences?.length ?? 0) > 0);
  const skipped = results.filter(({ differences }) => differences === undefined);
  const passed = results.length - failed.length - skipped.length;
  const lines = failed.flatMap(({ rule, name, path, differences = [] }) => [
    `${paint.tone('bad', '✘')} ${paint.strong(rule)}: ${name}`,
    `  ${paint.place(path)}`,
    ...differences.flatMap((difference) => difference.split('\n').map((line) => `  ${line}`)),
    '',
  ]);
  const rules = new Set(results.map(({ rule }) => rule)).size;
  const parts = [
    `${String(passed)} passed`,
    ...(failed.length > 0 ? [paint.tone('bad', `${String(failed.length)} failed`)] : []),
    ...(skipped.length > 0 ? [`${String(skipped.length)} skipped, whose fixtures are not here`] : []),
    ...(problems.length > 0 ? [paint.tone('bad', `${String(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'} in test files`)] : []),
  ];
  const heads = problems.length > 0 ? [renderProblems(layout, problems)] : [];
  const ofRules = `(${String(rules)} ${rules === 1 ? 'rule' : 'rules'})`;
  const stdout = [...heads, ...lines, `${parts.join(', ')} ${ofRules}`].join('\n');
  const code = failed.length + problems.length > 0 ? FOUND : CLEAN;
  return { stdout: `${stdout}\n`, stderr: '', code };
}
