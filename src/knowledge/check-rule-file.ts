import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Diagnostic } from '../model/index.ts';
import type { RuleTest } from '../rules/rule-test.ts';
import type { Rule } from '../rules/rule.ts';
import type { FailureClass } from './load-knowledge.ts';
import type { Pack } from './pack.ts';
import { RULE_KEYS } from './read-rule.ts';
import { testPathOf } from './rule-files.ts';
import { YamlReader } from './yaml-reader.ts';

export interface RuleSurroundings {
  readonly pack: Pack;
  readonly classes: readonly FailureClass[];
  /** Ids of all rules. */
  readonly ids: ReadonlySet<string>;
  readonly test: RuleTest | undefined;
}

/** What is wrong with a rule that can be used: its order, its place, its test, its references. */
export function checkRuleFile(
  rule: Rule,
  { pack, classes, ids, test }: RuleSurroundings,
): readonly Diagnostic[] {
  const yaml = new YamlReader(readFileSync(rule.path, 'utf8'), rule.path, 'rule');
  const keys = yaml.keys([]);
  const order = RULE_KEYS.filter((key) => keys.includes(key));
  const misplaced = order.find((key, index) => keys[index] !== key);
  if (misplaced !== undefined) {
    const why = 'the same order everywhere makes rules quick to read and to compare';
    yaml.complainAt(
      yaml.offsetOfKey([misplaced]),
      'key-order',
      `"${misplaced}" is not in its place`,
      why,
      `order the keys: ${order.join(', ')}`,
    );
  }
  checkNames(yaml, rule, pack, classes);
  for (const name of rule.supersedes) {
    if (ids.has(name) || classes.some(({ id }) => id === name)) continue;
    const known = [...ids, ...classes.map(({ id }) => id)];
    yaml.unknownName(['supersedes'], name, known, 'rule or class');
  }
  checkReferences(yaml, rule);
  if (rule.remediation.length === 0) {
    const why = 'a cause without a next step leaves the engineer alone';
    yaml.complain(
      ['remediation'],
      'no-remedy',
      'the rule has no remedy',
      why,
      'say at least what to look at',
    );
  }
  checkTested(yaml, rule, pack, test);
  return yaml.diagnostics;
}

function checkNames(yaml: YamlReader, rule: Rule, pack: Pack, classes: readonly FailureClass[]): void {
  const wanted = `${rule.id.slice(rule.id.indexOf('/') + 1)}.yaml`;
  if (basename(rule.path) !== wanted) {
    const why = 'a rule is found by its id';
    const what = `the file of ${rule.id} has another name`;
    yaml.complain(['id'], 'file-name', what, why, `call the file ${wanted}, or change the id`);
  }
  if (!pack.own) return;
  const family = classes.find(({ id }) => id === rule.class)?.family;
  const folder = basename(dirname(rule.path));
  if (family === undefined || folder === family) return;
  const what = `a rule of the family ${family} lies in the folder ${folder}`;
  yaml.complain(
    ['class'],
    'folder',
    what,
    'folders are families',
    `move it to ${family}/, or change its class`,
  );
}

function checkReferences(yaml: YamlReader, rule: Rule): void {
  rule.references.forEach((reference, index) => {
    if (/^https:\/\/\S+$/.test(reference)) return;
    const what = `"${reference}" is no https address`;
    yaml.complain(
      ['references', index],
      'reference',
      what,
      'an engineer must be able to open it',
      'give a URL',
    );
  });
  if (rule.references.length > 0 || rule.fallback) return;
  const why = 'an engineer must be able to check what the rule says';
  yaml.complain(
    ['references'],
    'reference',
    'the rule has no reference',
    why,
    'add a URL under "references"',
  );
}

function checkTested(yaml: YamlReader, rule: Rule, pack: Pack, test: RuleTest | undefined): void {
  const path = testPathOf(rule.path);
  if (!existsSync(path)) {
    const why = 'a rule without a test breaks unnoticed';
    yaml.complain([], 'without-test', 'the rule has no test', why, `write ${basename(path)} beside it`);
    return;
  }
  if (test === undefined) return;
  if (test.rule !== rule.id) {
    const what = `${basename(path)} tests ${test.rule}, not ${rule.id}`;
    yaml.complain(['id'], 'without-test', what, undefined, `write "rule: ${rule.id}" in it`);
  }
  if (!pack.own || rule.status !== 'stable' || test.cases.some((one) => one.fixture !== undefined)) return;
  const why = 'stable means that a captured log shows it';
  yaml.complain(['status'], 'not-captured', 'no case of its test is a fixture', why, 'write "status: test"');
}
