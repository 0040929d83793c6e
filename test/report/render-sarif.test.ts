import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { helpPages } from '../../src/cli/rules/help-pages.ts';
import { judge } from '../../src/gate/judge.ts';
import type { Analysis, Diagnostic } from '../../src/model/index.ts';
import { renderSarif, type SarifContext } from '../../src/report/sarif/render-sarif.ts';
import { analysis, deadGuest, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { hostileAnalysis } from './hostile-analysis.ts';

const require = createRequire(import.meta.url);
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Readonly<Record<string, unknown>>;
const validate = new Ajv({
  strict: false,
  unicodeRegExp: false, // one of its patterns is none with the flag
  allErrors: true,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': /^(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})*$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
  },
}).compile(schema);

interface Run {
  readonly artifacts: readonly {
    readonly location: { readonly uri: string };
    readonly parentIndex?: number;
  }[];
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly tool: {
    readonly driver: {
      readonly rules: readonly {
        readonly id: string;
        readonly help?: { readonly text: string; readonly markdown: string };
      }[];
    };
  };
  readonly originalUriBaseIds?: object;
}

function runOf(from: Analysis, context: Partial<SarifContext> = {}): Run {
  const rules = new Set(from.findings.map(({ ruleId }) => ruleId));
  const text = renderSarif(from, {
    judgement: judge(from, { failOn: 'error' }),
    problems: [],
    pages: helpPages(rules, new Set(['expect-not-met']), []),
    isDone: true,
    madeAt: undefined,
    ...context,
  });
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  const log = JSON.parse(text) as { readonly runs: readonly [Run] };
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
}

const problem: Diagnostic = {
  code: 'expect-not-met',
  severity: 'error',
  what: 'outcome is failed, expected {0} or [a](b)',
  path: 'cases/my expect.yaml',
  line: 3,
  column: 14,
};

describe('SARIF', () => {
  function check(name: string, from: Analysis | string, context: Partial<SarifContext> = {}): void {
    it(`of ${name} is valid, and every result has its rule`, async () => {
      const made = typeof from === 'string' ? await analyze([from]) : from;
      const { results, tool } = runOf(made, context);
      expect(results).toHaveLength(made.findings.length + (context.problems?.length ?? 0));
      for (const { ruleId, ruleIndex } of results)
        expect(tool.driver.rules[ruleIndex as number]?.id).toBe(ruleId);
    });
  }

  check('port-blocked', portBlocked);
  check('three-migrations with a time', threeMigrations, {
    madeAt: '2026-11-24T00:00:00.000Z',
    isDone: false,
  });
  check('a diagnostic', deadGuest);
  check('hostile text', hostileAnalysis);
  check('no migration', analysis([], []));
  check('expectations', portBlocked, { problems: [problem] });
  check('a captured failure', 'fixtures/completion-timeout-abort');
  check('a captured refusal', 'fixtures/refused-with-409');

  it('takes text for text: no placeholder, no link', () => {
    const [, result] = runOf(portBlocked, { problems: [problem] }).results;
    expect(result?.message).toEqual({ text: 'outcome is failed, expected {{0}} or \\[a](b).' });
  });
  it('brings the page of each rule as help', async () => {
    const { tool } = runOf(await analyze(['fixtures/migration-port-blocked']));
    const [rule] = tool.driver.rules;
    expect(rule?.help?.text).toMatch(/What to do\n/);
    expect(rule?.help?.markdown).toMatch(/^## What to do$[^]*```sh$/m);
    expect(rule?.help?.markdown).not.toContain('.yaml');
  });

  /** URIs of the artifacts when evidence lies in `file` and these inputs were given. */
  function checkUris(
    name: string,
    inputs: readonly string[],
    file: string,
    expected: readonly (string | number)[],
  ): void {
    it(name, () => {
      const finding = portBlocked.findings[0];
      const evidence = finding?.evidence.slice(0, 1).map((row) => ({ ...row, file })) ?? [];
      const from = {
        ...portBlocked,
        inputs: inputs.map((path) => ({
          path,
          filesSeen: 1,
          filesRead: 1,
          bytesRead: 1,
          records: 1,
          skipped: [],
        })),
        findings: [{ ...portBlocked.findings[0], evidence }],
      } as Analysis;
      const { artifacts } = runOf(from);
      expect(
        artifacts.flatMap(({ location, parentIndex }) => [
          location.uri,
          ...(parentIndex === undefined ? [] : [parentIndex]),
        ]),
      ).toEqual(expected);
    });
  }
  checkUris('leads from where migscope runs into a folder', ['./fixtures/case'], 'cmp-a/nova.log', [
    'fixtures/case/cmp-a/nova.log',
  ]);
  checkUris('leads into the right one of several folders', ['a/cmp-a', 'b/cmp-b'], 'cmp-b/var/x.log', [
    'b/cmp-b/var/x.log',
  ]);
  checkUris('leads to a file that was given', ['logs/x.log', 'y.log'], 'logs/x.log', ['logs/x.log']);
  checkUris('encodes what a URI cannot hold', ['c'], 'cmp a/ä:#%?.log', ['c/cmp%20a/%C3%A4%3A%23%25%3F.log']);
  checkUris(
    'has an archive and what is in it apart',
    ['case.tar.gz'],
    'case.tar.gz!sos.tar.xz!var/log/x.log',
    ['case.tar.gz', 'sos.tar.xz', 0, 'var/log/x.log', 1],
  );
  checkUris('names no folder outside', ['/home/me/case'], 'cmp-a/x.log', ['cmp-a/x.log']);
  checkUris('climbs out of nothing', ['../case'], 'cmp-a/x.log', ['cmp-a/x.log']);

  it('names no host for lines that may come from any', async () => {
    async function* lines() {
      yield await Promise.resolve(Buffer.from("kvm: Unknown savevm section or instance 'apic' 2\n"));
    }
    const { results } = runOf(await analyze(['-'], { stdin: lines() }));
    expect(results.map(({ locations }) => locations)).toMatchObject([[{ message: { text: 'unknown' } }]]);
    expect(JSON.stringify(results)).not.toContain('logicalLocations');
  });

  it('marks accepted findings as known and all others as new', () => {
    const [, second] = threeMigrations.findings;
    const baseline = {
      accepted: [{ fingerprint: second?.fingerprint ?? '', rule: undefined, reason: 'a lab', place: [] }],
    };
    const { results } = runOf(threeMigrations, {
      judgement: judge(threeMigrations, { failOn: 'error', baseline }),
    });
    expect(results.map(({ baselineState, suppressions }) => [baselineState, suppressions])).toEqual([
      ['new', undefined],
      ['unchanged', [{ kind: 'external', status: 'accepted', justification: 'a lab' }]],
      ['new', undefined],
    ]);
  });
});

describe('the fingerprint of a finding', () => {
  it('does not change with what else is given', async () => {
    const whole = await analyze(['fixtures/migration-port-blocked']);
    const parts = await analyze([
      'fixtures/migration-port-blocked/cmp-a',
      'fixtures/migration-port-blocked/cmp-b',
    ]);
    expect(whole.findings.length).toBeGreaterThan(0);
    expect(parts.findings.map(({ fingerprint }) => fingerprint)).toEqual(
      whole.findings.map(({ fingerprint }) => fingerprint),
    );
  });
});
