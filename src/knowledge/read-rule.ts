import { checkCondition, MIGRATION_FIELDS, parseCondition } from '../condition/index.ts';
import type { Diagnostic } from '../model/index.ts';
import { STATUSES, type Rule } from '../rules/rule.ts';
import type { Vocabulary } from './load-rules.ts';
import type { Pack } from './pack.ts';
import { checkTexts, readRemediation } from './read-rule-texts.ts';
import { readSignals } from './read-signals.ts';
import { YamlReader } from './yaml-reader.ts';

export interface ReadRule {
  readonly rule: Rule | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The keys of a rule in the order in which they stand in every file. */
export const RULE_KEYS = [
  'id',
  'class',
  'title',
  'status',
  'severity',
  'confidence',
  'role',
  'supersedes',
  'fallback',
  'signals',
  'context',
  'when',
  'cause',
  'remediation',
  'falsepositives',
  'references',
] as const;

const SEVERITIES = ['error', 'warning', 'info'] as const;
const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
const FINDING_ROLES = ['root-cause', 'contributing', 'consequence'] as const;
const RULE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

/** Reads one rule file and checks every name in it; `path` is only used in diagnostics. */
export function readRule(text: string, path: string, vocabulary: Vocabulary, pack: Pack): ReadRule {
  const yaml = new YamlReader(text, path, 'rule');
  const rule = yaml.hasErrors() ? undefined : read(yaml, path, vocabulary, pack);
  return { rule: yaml.hasErrors() ? undefined : rule, diagnostics: yaml.diagnostics };
}

function read(yaml: YamlReader, path: string, vocabulary: Vocabulary, pack: Pack): Rule | undefined {
  if (!checkKeys(yaml)) return undefined;
  const id = readId(yaml, pack);
  const failureClass = yaml.text(['class']);
  if (!vocabulary.classes.has(failureClass)) {
    yaml.unknownName(['class'], failureClass, [...vocabulary.classes], 'failure class');
  }
  const signals = readSignals(yaml, vocabulary);
  const names = signals.map((signal) => signal.name);
  const context = yaml.texts(['context']);
  for (const name of context) if (!names.includes(name)) yaml.unknownName(['context'], name, names, 'signal');
  const condition = readCondition(
    yaml,
    names.filter((name) => !context.includes(name)),
  );
  const remediation = readRemediation(yaml);
  checkTexts(yaml, remediation, names);
  if (condition === undefined) return undefined;
  return {
    id,
    class: failureClass,
    title: yaml.text(['title']),
    status: yaml.choice(['status'], STATUSES, 'test'),
    severity: yaml.choice(['severity'], SEVERITIES, 'error'),
    confidence: yaml.choice(['confidence'], CONFIDENCES, 'likely'),
    role: yaml.choice(['role'], FINDING_ROLES, 'root-cause'),
    supersedes: yaml.texts(['supersedes']),
    fallback: yaml.value(['fallback']) === true,
    signals,
    context,
    when: yaml.text(['when']),
    condition,
    cause: yaml.text(['cause']),
    remediation,
    falsepositives: yaml.texts(['falsepositives']),
    references: yaml.texts(['references']),
    path,
  };
}

function readId(yaml: YamlReader, pack: Pack): string {
  const id = yaml.text(['id']);
  const slash = id.indexOf('/');
  const bare = id.slice(slash + 1);
  if (!RULE_ID.test(bare)) {
    const why = 'an id is two or more words in small letters, joined by hyphens';
    yaml.complain(['id'], 'invalid', `"${id}" is no rule id`, why, 'name it cause-at-place');
  }
  const prefix = slash < 0 ? undefined : id.slice(0, slash);
  const wanted = pack.own ? undefined : (pack.name ?? prefix ?? 'acme');
  if (prefix !== wanted) {
    const what = pack.own ? `the id "${id}" names a pack` : `the id "${id}" does not begin with its pack`;
    const why = pack.own
      ? "rules of migscope's own pack have no prefix"
      : "so nobody takes it for one of migscope's own rules, and two packs cannot clash";
    const better = wanted === undefined ? bare : `${wanted}/${bare}`;
    yaml.complain(['id'], 'prefix', what, why, `write "id: ${better}"`);
  }
  return id;
}

function checkKeys(yaml: YamlReader): boolean {
  const root = yaml.root();
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    yaml.complain([], 'invalid', 'the file holds no rule', undefined, 'start it with "id: …"');
    return false;
  }
  for (const key of Object.keys(root)) {
    if (!RULE_KEYS.some((one) => one === key)) yaml.unknownKey([key], key, RULE_KEYS, 'key');
  }
  for (const key of ['id', 'class', 'title', 'when', 'cause'] as const) {
    if (!(key in root))
      yaml.complain([], 'invalid', `the rule has no "${key}"`, undefined, `add "${key}: …"`);
  }
  return true;
}

function readCondition(yaml: YamlReader, signals: readonly string[]): Rule['condition'] | undefined {
  const parsed = parseCondition(yaml.text(['when']));
  const problems = [...parsed.problems];
  if (parsed.ast !== undefined)
    problems.push(...checkCondition(parsed.ast, { signals, fields: MIGRATION_FIELDS }));
  for (const problem of problems) {
    yaml.complainAt(
      yaml.offsetInside(['when'], problem.offset),
      `condition-${problem.code}`,
      problem.what,
      problem.why,
      problem.fix,
    );
  }
  return problems.length > 0 ? undefined : parsed.ast;
}
