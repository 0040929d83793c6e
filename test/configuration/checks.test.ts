import { existsSync, readFileSync } from 'node:fs';
import { globbySync } from 'globby';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LINE_FAULTS } from '../../src/configuration/config-check.ts';
import { auditTexts, knowledge } from './audit-texts.ts';

interface CheckTest {
  readonly check: string;
  readonly cases: readonly CheckCase[];
}

interface CheckCase {
  readonly name: string;
  readonly release?: string;
  /** In GiB and MiB/s. */
  readonly guest?: { readonly memory: number; readonly disk?: number; readonly throughput: number };
  readonly files: Readonly<Record<string, string>>;
  readonly fires?: { readonly at: readonly string[]; readonly says?: string; readonly note?: string };
  readonly silent?: true;
}

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

const { configuration: checks, classes, catalogue } = knowledge;
const tests = globbySync('rules/configuration/*.test.yaml')
  .sort()
  .map((file) => parse(readFileSync(file, 'utf8')) as CheckTest);

function check(id: string, { files, release, guest, fires }: CheckCase): void {
  const seen = guest && {
    name: 'instance-00000001',
    memory: guest.memory * GIB,
    disk: (guest.disk ?? 0) * GIB,
    throughput: guest.throughput * MIB,
  };
  const said = auditTexts(files, { release, guest: seen }).filter(({ ruleId }) => ruleId === id);
  if (fires === undefined) {
    expect(said.map(({ title }) => title)).toEqual([]);
    return;
  }
  const [first] = said;
  expect(first?.evidence.map(({ file, line }) => `${file}:${String(line)}`)).toEqual(fires.at);
  if (fires.says !== undefined) expect(first?.title).toBe(fires.says);
  if (fires.note !== undefined) expect(first?.cause).toContain(fires.note);
  const words = [first?.title, first?.cause, ...(first?.remediation.map(({ text }) => text) ?? [])].join(' ');
  expect(words, 'nothing is left unfilled').not.toMatch(/[{}…]/);
}

describe.each(tests.map((one) => [one.check, one] as const))('%s', (id, { cases }) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    check(id, one);
  });
});

describe('the checks', () => {
  test('are read without a problem', () => {
    expect(knowledge.diagnostics).toEqual([]);
    expect(checks.length).toBeGreaterThan(40);
  });

  test('have an own id, a known class and a catalogued event', () => {
    const ids = checks.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => knowledge.rules.some((rule) => rule.id === id))).toEqual([]);
    expect(checks.filter((one) => !classes.has(one.class)).map(({ id }) => id)).toEqual([]);
    const events = new Set(catalogue.entries.map(({ event }) => event));
    expect(checks.filter(({ event }) => event !== undefined && !events.has(event))).toEqual([]);
    expect(ids.filter((id) => !existsSync(`rules/configuration/${id}.yaml`))).toEqual([]);
  });

  test('look for everything that can be wrong with a line', () => {
    const looked = checks.flatMap(({ question }) => (question.type === 'line' ? [question.fault] : []));
    expect(looked.sort()).toEqual([...LINE_FAULTS].sort());
  });

  test('have tests in which they fire and in which they are silent', () => {
    const lacking = checks.filter(({ id }) => {
      const cases = tests.find((one) => one.check === id)?.cases ?? [];
      return !cases.some(({ fires }) => fires !== undefined) || !cases.some(({ silent }) => silent);
    });
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });
});
