import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareExpectations } from '../../src/gate/compare-expectations.ts';
import { expectAnalysis } from '../../src/gate/expect-analysis.ts';
import { readExpectations, writeExpectations } from '../../src/knowledge/expectations-file.ts';
import { EXPECTED_FIELDS, IDENTITY_FIELDS, type Analysis, type Migration } from '../../src/model/index.ts';
import { mismatchView } from '../../src/present/mismatch-view.ts';
import { analysis, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { healthyMigration } from '../present/example-healthy.ts';

const NAMES = {
  rules: ['migration-port-blocked', 'source-qemu-crashed-mid-copy', 'guest-left-nowhere'],
  classes: ['migration-port-blocked', 'qemu-crashed-source', 'disk-lock-held'],
};
const schema = JSON.parse(readFileSync('rules/expect.schema.json', 'utf8')) as {
  readonly $defs: { readonly migration: { readonly properties: object } };
};
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

function read(text: string) {
  return readExpectations(text, 'expect.yaml', NAMES);
}

describe('a file of expectations', () => {
  function check(name: string, text: string, problems: readonly RegExp[]): void {
    it(name, () => {
      const found = read(text).diagnostics.map(
        ({ line, column, what, fix }) => `${line ?? 0}:${column ?? 0} ${what}; ${fix ?? ''}`,
      );
      expect(found).toHaveLength(problems.length);
      for (const [index, problem] of problems.entries()) expect(found[index]).toMatch(problem);
    });
  }

  check('says where a key is misspelt', 'migrations:\n  - domain: x\n    outcom: failed\n', [
    /^3:5 unknown key "outcom"; did you mean "outcome"\?$/,
  ]);
  check('says where a value can never be', 'migrations:\n  - outcome: faild\n', [
    /^2:14 unknown outcome "faild"; did you mean "failed"\?$/,
  ]);
  check('takes several values', 'migrations:\n  - outcome: [failed, cancelled]\n', []);
  check('says which rule there is not', 'migrations:\n  - findings: [disk-lock-hold]\n', [
    /^2:16 unknown rule or class "disk-lock-hold"; did you mean "disk-lock-held"\?$/,
  ]);
  check('says what is no list', 'migrations: none\n', [/^1:13 "migrations" is no list/]);
  check('has to have migrations', 'hosts: [cmp-a]\n', [/there is no "migrations"/]);
  check('says what is no YAML', 'migrations: [', [/not valid YAML/]);
  check('says what is no migration', 'migrations: [1]\n', [/^1:14 this migration is no map/]);

  it('has the keys that its schema has', () => {
    expect(Object.keys(schema.$defs.migration.properties)).toEqual([
      'match',
      ...IDENTITY_FIELDS,
      ...EXPECTED_FIELDS,
      'findings',
    ]);
  });
});

describe('what is expected', () => {
  /** Mismatches as `line:column what`. */
  function check(name: string, from: Analysis, text: string, expected: readonly string[]): void {
    it(name, () => {
      const { expectations, diagnostics, complain } = read(text);
      expect(diagnostics).toEqual([]);
      const { mismatches } = compareExpectations(from, expectations);
      const found = mismatches.map((mismatch) => {
        const { what, why, fix } = mismatchView(mismatch, from.findings);
        const { line, column } = complain(mismatch.place, what, why, fix);
        return `${line ?? 0}:${column ?? 0} ${what}`;
      });
      expect(found).toEqual(expected);
    });
  }
  const blocked = 'instance-0000000b';

  check(
    'is met',
    portBlocked,
    `migrations:\n  - domain: ${blocked}\n    outcome: failed\n    findings: [migration-port-blocked]\n`,
    [],
  );
  check('is met by one of several values', portBlocked, `migrations:\n  - outcome: [refused, failed]\n`, []);
  check(
    'is a value',
    portBlocked,
    `migrations:\n  - domain: ${blocked}\n    outcome: completed\n    instanceIsOn: cmp-b\n`,
    ['3:14 outcome is failed, expected completed', '4:19 instanceIsOn is cmp-a, expected cmp-b'],
  );
  check('is a migration', portBlocked, `match: partial\nmigrations:\n  - domain: instance-00000fff\n`, [
    '3:5 there is no migration with domain instance-00000fff',
  ]);
  check('is nothing else, when strict', portBlocked, `migrations: []\n`, [
    expect.stringMatching(
      /^1:13 a migration is not expected: instance-0000000b cmp-a → cmp-b of 2026-/,
    ) as string,
  ]);
  check('may be more, when partial', portBlocked, `match: partial\nmigrations: []\n`, []);
  check('is a finding', portBlocked, `migrations:\n  - match: partial\n    findings: [disk-lock-held]\n`, [
    '3:16 a finding with class disk-lock-held was not found',
  ]);
  check('is no finding, when strict', portBlocked, `migrations:\n  - findings: []\n`, [
    expect.stringMatching(/^2:15 a finding is not expected: migration-port-blocked \(/) as string,
  ]);
  check(
    'says nothing about findings that it does not name',
    portBlocked,
    `migrations:\n  - outcome: failed\n`,
    [],
  );
  check(
    'is a role',
    portBlocked,
    `migrations:\n  - findings: [{ class: migration-port-blocked, role: consequence }]\n`,
    [
      '2:16 a finding with class migration-port-blocked and role consequence was not found',
      expect.stringMatching(/^2:15 a finding is not expected/) as string,
    ],
  );
  check('is a host', portBlocked, `match: partial\nhosts: [cmp-a, cmp-z]\nmigrations: []\n`, [
    '2:16 there is no host cmp-z',
  ]);
  check(
    'is no other host, when strict',
    portBlocked,
    `hosts: [cmp-a, ctl]\nmigrations: [{ outcome: failed }]\n`,
    ['1:8 the host cmp-b is not expected'],
  );

  const back: Migration = {
    ...healthyMigration,
    id: 'back',
    requestId: 'req-back',
    source: 'cmp-b',
    destination: 'cmp-a',
    outcome: 'failed',
  };
  check(
    'is told apart by likeness, in any order',
    analysis([healthyMigration, back], []),
    `migrations:\n  - { domain: instance-00000009, source: cmp-b, outcome: failed }\n  - { domain: instance-00000009, source: cmp-a, outcome: completed }\n`,
    [],
  );
  check(
    'is one wrong value and not two strangers',
    analysis([healthyMigration, back], []),
    `migrations:\n  - { instance: a225cfdb, source: cmp-b, destination: cmp-a, outcome: completed }\n  - { instance: a225cfdb, source: cmp-a, destination: cmp-b, outcome: completed }\n`,
    ['2:71 outcome is failed, expected completed'],
  );
});

describe('expectations that were written', () => {
  for (const [name, from] of Object.entries({ portBlocked, threeMigrations, none: analysis([], []) })) {
    it(`of ${name} are valid and met`, () => {
      const text = writeExpectations(expectAnalysis(from));
      const { expectations, diagnostics } = readExpectations(text, 'x', {
        rules: from.findings.map(({ ruleId }) => ruleId),
        classes: from.findings.map((finding) => finding.class),
      });
      expect(diagnostics).toEqual([]);
      expect(compareExpectations(from, expectations).mismatches).toEqual([]);
      validate(parse(text));
      expect(validate.errors ?? []).toEqual([]);
    });
  }
  it('are met whatever the names of hosts and guests', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (host, domain) => {
        const from = analysis([{ ...healthyMigration, source: host, domain }], []);
        const { expectations, diagnostics } = read(writeExpectations(expectAnalysis(from)));
        expect(diagnostics).toEqual([]);
        expect(compareExpectations(from, expectations).mismatches).toEqual([]);
      }),
    );
  });
});
