import { existsSync, globSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { STATUS_WORDS } from '../../src/cli/rules/status-words.ts';
import { checkCondition, MIGRATION_FIELDS, parseCondition } from '../../src/condition/index.ts';
import { checkPaths } from '../../src/knowledge/check-paths.ts';
import { EVENT_KEYS, FILE_KEYS, TEMPLATE_KEYS } from '../../src/knowledge/load-catalogue.ts';
import { loadFailureClasses } from '../../src/knowledge/load-knowledge.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { CASE_KEYS, FIRES_KEYS, TEST_KEYS } from '../../src/knowledge/read-rule-test.ts';
import { RULE_KEYS } from '../../src/knowledge/read-rule.ts';
import { rulePaths, ruleTestPaths } from '../../src/knowledge/rule-files.ts';
import { STATUSES } from '../../src/rules/rule.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly string[];
}

const knowledge = knowledgeFor();
const classes = loadFailureClasses('rules');
const SCHEMAS = {
  rule: 'rules/rule.schema.json',
  test: 'rules/rule-test.schema.json',
  catalogue: 'rules/catalogue/catalogue.schema.json',
} as const;

function readSchema(path: string): Schema {
  return JSON.parse(readFileSync(path, 'utf8')) as Schema;
}

/** Keys without a hover text, by their way through the schema. */
function undescribed(schema: Schema, way = ''): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
    ...(value.description === undefined ? [`${way}.${key}`] : []),
    ...undescribed(value, `${way}.${key}`),
  ]);
  const more = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  return [...own, ...[...more, ...(schema.items ? [schema.items] : [])].flatMap((one) => undescribed(one, way))];
}

describe('the JSON Schemas', () => {
  function checkFiles(schema: keyof typeof SCHEMAS, files: readonly string[]): void {
    test(`${schema}: every file is valid`, () => {
      const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, validateFormats: false });
      const validate = ajv.compile(readSchema(SCHEMAS[schema]));
      const broken = files.flatMap((file) => {
        if (validate(parse(readFileSync(file, 'utf8')))) return [];
        return (validate.errors ?? []).map(({ instancePath, message }) => `${file} ${instancePath} ${message ?? ''}`);
      });
      expect(files.length).toBeGreaterThan(0);
      expect(broken).toEqual([]);
    });
    test(`${schema}: every key has a hover text`, () => {
      expect(undescribed(readSchema(SCHEMAS[schema]))).toEqual([]);
    });
  }

  checkFiles('rule', rulePaths('rules'));
  checkFiles('test', ruleTestPaths('rules'));
  checkFiles('catalogue', globSync('rules/catalogue/*.yaml'));

  test('know the keys that the loader knows, in the same order', () => {
    const keysOf = (schema: Schema | undefined) => Object.keys(schema?.properties ?? {});
    expect(keysOf(readSchema(SCHEMAS.rule))).toEqual(RULE_KEYS);
    const tests = readSchema(SCHEMAS.test);
    const one = tests.properties?.cases?.items;
    expect(keysOf(tests)).toEqual(TEST_KEYS);
    expect(keysOf(one)).toEqual(CASE_KEYS);
    expect(keysOf(one?.properties?.fires)).toEqual(FIRES_KEYS);
    const catalogue = readSchema(SCHEMAS.catalogue);
    const event = catalogue.properties?.events?.items;
    expect(keysOf(catalogue)).toEqual(FILE_KEYS);
    expect(keysOf(event)).toEqual(EVENT_KEYS);
    expect(keysOf(event?.properties?.templates?.items)).toEqual(TEMPLATE_KEYS);
  });

  test('know every failure class', () => {
    expect(readSchema(SCHEMAS.rule).properties?.class?.enum).toEqual(classes.map(({ id }) => id));
  });

  test('are named in the first line of every rule', () => {
    const line = '# yaml-language-server: $schema=../rule.schema.json\n';
    expect(rulePaths('rules').filter((path) => !readFileSync(path, 'utf8').startsWith(line))).toEqual([]);
  });
});

describe('the whole pack', () => {
  test('loads and is in order: names, keys, places, tests, references', () => {
    const { problems } = checkPaths(['rules'], []);
    expect(problems.map(({ path, line, code, what }) => `${path ?? ''}:${String(line)} ${code} ${what}`)).toEqual([]);
  });

  test('has a rule for every failure class', () => {
    const covered = new Set(knowledge.rules.map((rule) => rule.class));
    expect(classes.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });

  test('has one fallback', () => {
    expect(knowledge.rules.filter(({ fallback }) => fallback).map(({ id }) => id)).toEqual(['reason-not-known']);
  });

  test.each(globSync('fixtures/healthy/*').sort())('finds no cause in %s', async (bundle) => {
    const { findings } = await analyze([bundle]);
    const causes = findings.filter(({ role, severity }) => role === 'root-cause' && severity !== 'info');
    expect(causes.map(({ ruleId, cause }) => `${ruleId}: ${cause}`)).toEqual([]);
  });
});

describe('the guides', () => {
  test('list every field of a migration', () => {
    const guide = readFileSync('docs/condition-language.md', 'utf8');
    const rows = Object.entries(MIGRATION_FIELDS).map(([name, { type, describe: about }]) => {
      const kind = typeof type === 'object' ? type.enum.join(', ') : type;
      return `| \`${name}\` | ${kind} | ${about} |`;
    });
    expect(rows.filter((row) => !guide.includes(row))).toEqual([]);
    const named = [...guide.matchAll(/^\| `([\w.-]+)` \| [^|]+ \| [^|]+ \|$/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(MIGRATION_FIELDS));
  });

  test('show only conditions that are right', () => {
    const guide = readFileSync('docs/condition-language.md', 'utf8');
    const table = guide.slice(guide.indexOf('## Terms'), guide.indexOf('## Joining terms'));
    const terms = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, term = '']) => term);
    const signals = ['failed', 'a', 'b', 'c', 'timeout', 'copy'];
    const wrong = [...terms, 'timeout then failed within 2m AND NOT copy', 'outcome not in (failed)'].filter((term) => {
      const { ast, problems } = parseCondition(term);
      const all = [...problems, ...(ast ? checkCondition(ast, { signals, fields: MIGRATION_FIELDS }) : [])];
      return all.some(({ code }) => code !== 'unused-signal');
    });
    expect(terms.length).toBeGreaterThan(8);
    expect(wrong).toEqual([]);
  });

  test('quote the example pack as it is, and it is in order', () => {
    const guide = readFileSync('docs/writing-rules.md', 'utf8');
    const files = globSync('docs/acme-rules/{*,*/*}.yaml').filter((path) => !path.endsWith('pack.yaml'));
    const unquoted = files.filter((path) => !guide.includes(readFileSync(path, 'utf8').trim()));
    expect(files.length).toBe(3);
    expect(unquoted).toEqual([]);
    expect(checkPaths(['docs/acme-rules'], []).problems).toEqual([]);
  });

  test('name only files that exist', () => {
    const broken = globSync('docs/*.md').flatMap((guide) =>
      [...readFileSync(guide, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !existsSync(`docs/${link}`))
        .map((link) => `${guide}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test('and help know the same words for a status', () => {
    expect(STATUS_WORDS).toEqual(STATUSES);
  });
});
