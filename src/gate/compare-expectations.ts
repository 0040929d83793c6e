import {
  EXPECTED_FIELDS,
  type Analysis,
  type ExpectedFinding,
  type ExpectedMigration,
  type Expectations,
  type FilePlace,
  type Finding,
  type Migration,
  type Mismatch,
} from '../model/index.ts';
import { pairMigrations } from './pair-migrations.ts';

/** How an analysis compares with what was expected. */
export interface Comparison {
  readonly mismatches: readonly Mismatch[];
  /** Migrations that an expectation speaks about: it answers for their findings. */
  readonly spokenFor: ReadonlySet<string>;
}

/** Compares an analysis with expectations, in the order of the file. */
export function compareExpectations(analysis: Analysis, expectations: Expectations): Comparison {
  const { migrations } = expectations;
  const pairs = pairMigrations(migrations, analysis.migrations);
  const strict = expectations.match === 'strict';
  const unpaired = analysis.migrations.filter((one) => ![...pairs.values()].includes(one));
  const mismatches = [
    ...hostMismatches(analysis, expectations),
    ...migrations.flatMap((expected, index): readonly Mismatch[] => {
      const place = ['migrations', index];
      const actual = pairs.get(expected);
      if (actual === undefined) return [{ type: 'no-such-migration', place, expected }];
      return migrationMismatches(expected, actual, analysis.findings, place);
    }),
    ...(strict
      ? unpaired.map((migration): Mismatch => ({
          type: 'migration-not-expected',
          place: ['migrations'],
          migration,
        }))
      : []),
    ...findingMismatches(
      expectations.findings,
      analysis.findings.filter(({ migration }) => migration === undefined),
      undefined,
      strict,
      ['findings'],
    ),
  ];
  return { mismatches, spokenFor: new Set([...pairs.values()].map(({ id }) => id)) };
}

function hostMismatches({ hosts }: Analysis, { hosts: expected, match }: Expectations): readonly Mismatch[] {
  if (expected === undefined) return [];
  const found = hosts.map(({ name }) => name);
  return [
    ...expected.flatMap((host, index): readonly Mismatch[] =>
      found.includes(host) ? [] : [{ type: 'no-such-host', place: ['hosts', index], host, found }],
    ),
    ...(match === 'strict' ? found.filter((host) => !expected.includes(host)) : []).map((host): Mismatch => ({
      type: 'host-not-expected',
      place: ['hosts'],
      host,
    })),
  ];
}

function migrationMismatches(
  expected: ExpectedMigration,
  migration: Migration,
  findings: readonly Finding[],
  place: FilePlace,
): readonly Mismatch[] {
  const values = EXPECTED_FIELDS.flatMap((field): readonly Mismatch[] => {
    const wanted = expected.fields[field];
    const actual = migration[field];
    if (wanted === undefined || (actual !== undefined && wanted.includes(actual))) return [];
    return [{ type: 'value', place: [...place, field], migration, field, expected: wanted, actual }];
  });
  const own = findings.filter((finding) => finding.migration === migration.id);
  const strict = expected.match === 'strict';
  return [...values, ...findingMismatches(expected.findings, own, migration, strict, [...place, 'findings'])];
}

function findingMismatches(
  expected: readonly ExpectedFinding[] | undefined,
  found: readonly Finding[],
  migration: Migration | undefined,
  strict: boolean,
  place: FilePlace,
): readonly Mismatch[] {
  if (expected === undefined) return [];
  const left = [...found];
  const missing = expected.flatMap((wanted, index): readonly Mismatch[] => {
    const at = left.findIndex((finding) => fits(finding, wanted));
    if (at < 0)
      return [{ type: 'no-such-finding', place: [...place, index], migration, expected: wanted, found }];
    left.splice(at, 1);
    return [];
  });
  const more = strict ? left : [];
  return [
    ...missing,
    ...more.map((finding): Mismatch => ({ type: 'finding-not-expected', place, migration, finding })),
  ];
}

function fits(finding: Finding, { rule, class: ofClass, role, severity, host }: ExpectedFinding): boolean {
  return (
    (rule === undefined || finding.ruleId === rule) &&
    (ofClass === undefined || finding.class === ofClass) &&
    (role === undefined || finding.role === role) &&
    (severity === undefined || finding.severity === severity) &&
    (host === undefined || finding.host === host)
  );
}
