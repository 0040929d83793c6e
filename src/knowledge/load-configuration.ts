import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCondition, parseCondition } from '../condition/index.ts';
import { type CheckQuestion, type ConfigCheck, LINE_FAULTS } from '../configuration/config-check.ts';
import { ConfigFields } from '../configuration/config-fields.ts';
import { checkPlaceholders } from '../configuration/fill-check.ts';
import { namedFields } from '../configuration/named-fields.ts';
import type { Diagnostic } from '../model/index.ts';
import type { OptionTable } from '../options/option-table.ts';
import { YamlReader } from './yaml-reader.ts';

export interface LoadedChecks {
  readonly checks: readonly ConfigCheck[];
  readonly diagnostics: readonly Diagnostic[];
}

const SEVERITIES = ['error', 'warning', 'info'] as const;
const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
const CHECK_KEYS = [
  'id',
  'class',
  'severity',
  'confidence',
  'line',
  'hosts-differ',
  'when',
  'at',
  'title',
  'why',
  'remedy',
  'event',
  'references',
] as const;

/** Reads what configurations are checked for; a bad check is left out and reported with its place. */
export function loadConfiguration(folder: string, table: OptionTable): LoadedChecks {
  const home = join(folder, 'configuration');
  const names = readdirSync(home).filter((name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml'));
  const fields = new ConfigFields(table);
  const read = names
    .sort()
    .map((name) => readCheck(readFileSync(join(home, name), 'utf8'), join(home, name), fields));
  return {
    checks: read.flatMap(({ check }) => check ?? []),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Reads one check and looks up every name in it; `path` is only used in diagnostics. */
export function readCheck(
  text: string,
  path: string,
  fields: ConfigFields,
): { readonly check: ConfigCheck | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const yaml = new YamlReader(text, path, 'rule');
  for (const key of yaml.keys([])) {
    if (!CHECK_KEYS.some((one) => one === key)) yaml.unknownKey([key], key, CHECK_KEYS, 'key');
  }
  const question = yaml.hasErrors() ? undefined : readQuestion(yaml, fields);
  for (const key of ['id', 'class', 'title', 'why', 'remedy'] as const) {
    if (yaml.text([key]) === '')
      yaml.complain([], 'invalid', `the check has no "${key}"`, undefined, `add "${key}: …"`);
  }
  if (question?.type === 'condition') checkTexts(yaml, fields);
  const event = yaml.text(['event']);
  const check =
    question === undefined || yaml.hasErrors()
      ? undefined
      : {
          id: yaml.text(['id']),
          class: yaml.text(['class']),
          severity: yaml.choice(['severity'], SEVERITIES, 'warning'),
          confidence: yaml.choice(['confidence'], CONFIDENCES, 'certain'),
          question,
          title: yaml.text(['title']),
          why: yaml.text(['why']),
          remedy: yaml.text(['remedy']),
          references: yaml.texts(['references']),
          ...(event === '' ? {} : { event }),
        };
  return { check: yaml.hasErrors() ? undefined : check, diagnostics: yaml.diagnostics };
}

function readQuestion(yaml: YamlReader, fields: ConfigFields): CheckQuestion | undefined {
  if (yaml.value(['hosts-differ']) === true) return { type: 'hosts-differ' };
  if (yaml.value(['line']) !== undefined)
    return { type: 'line', fault: yaml.choice(['line'], LINE_FAULTS, 'unknown') };
  const when = yaml.text(['when']);
  const { ast, problems: unread } = parseCondition(when);
  // A name alone is an option that is set: which of them a check uses it need not declare.
  const used = ast === undefined ? [] : namedFields(ast, undefined);
  const signals = fields.optionNames.filter((name) => used.includes(name));
  const problems = [
    ...unread,
    ...(ast === undefined ? [] : checkCondition(ast, { signals, fields: fields.table })),
  ].filter(({ code }) => code !== 'unused-signal');
  for (const { offset, code, what, why, fix } of problems)
    yaml.complainAt(yaml.offsetInside(['when'], offset), `condition-${code}`, what, why, fix);
  const at = yaml.text(['at']);
  if (at !== '' && !fields.optionNames.includes(at))
    yaml.unknownName(['at'], at, fields.optionNames, 'option');
  return ast === undefined || problems.length > 0
    ? undefined
    : { type: 'condition', when, condition: ast, ...(at === '' ? {} : { at }) };
}

function checkTexts(yaml: YamlReader, fields: ConfigFields): void {
  for (const key of ['title', 'why', 'remedy'] as const) {
    for (const name of checkPlaceholders(yaml.text([key]))) {
      if (!(name in fields.table)) yaml.unknownName([key], name, Object.keys(fields.table), 'placeholder');
    }
  }
}
