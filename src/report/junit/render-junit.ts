import type { Analysis, Diagnostic, Finding, Judgement, Migration, Mismatch } from '../../model/index.ts';
import { NO_MIGRATION } from '../../present/check-view.ts';
import { findingView } from '../../present/finding-view.ts';
import { guestName, headline, lengthMs, route } from '../../present/migration-words.ts';
import { mismatchView } from '../../present/mismatch-view.ts';
import { mapStrings, safeBlock, safeLine } from '../../present/safe-text.ts';
import { verdict } from '../../present/verdict.ts';
import { findingText, mismatchText } from './junit-texts.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

export interface JunitContext {
  readonly judgement: Judgement;
}

/** One case: a migration, the findings about a host, what was expected besides, the input itself. */
interface Case {
  readonly suite: string;
  readonly name: string;
  readonly startedAt?: string;
  readonly seconds?: number;
  readonly failures: readonly XmlElement[];
  readonly errors?: readonly XmlElement[];
  /** Why the case says neither yes nor no. */
  readonly skipped?: string;
  readonly out: string;
}

/**
 * An analysis as JUnit's XML, as Jenkins, GitLab and others read it: a suite for each input and pair of hosts, a case
 * for each migration.
 *
 * A case fails when the check does because of it, so that the report and the exit code always agree.
 */
export function renderJunit(from: Analysis, context: JunitContext): string {
  const { diagnostics: raw, ...rest } = from;
  const analysis = { ...mapStrings(rest, safeLine), diagnostics: mapStrings(raw, safeBlock) };
  const judgement = mapStrings(context.judgement, safeLine);
  const cases = [
    ...analysis.migrations.map((migration) => migrationCase(migration, analysis, judgement)),
    ...hostCases(analysis, judgement),
    ...expectationCases(analysis, judgement),
    ...inputCases(analysis),
  ];
  const suites = [...Map.groupBy(cases, ({ suite }) => suite)].map(([name, own]) => suiteElement(name, own));
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: 'migscope', ...totals(cases, ['tests', 'failures', 'errors']), time: seconds(cases) },
    children: suites,
  });
}

function migrationCase(migration: Migration, analysis: Analysis, judgement: Judgement): Case {
  const { id, startedAt, outcome } = migration;
  const own = analysis.findings.filter((finding) => finding.migration === id);
  const failing = judgement.failing.filter((finding) => finding.migration === id);
  const mismatches = judgement.mismatches.filter((mismatch) => migrationOf(mismatch)?.id === id);
  const failures = [
    ...failing.map((finding) => findingFailure(finding, migration)),
    ...mismatches.map((mismatch) => mismatchFailure(mismatch, analysis.findings)),
  ];
  const length = lengthMs(migration);
  const open = outcome === 'unfinished' && failures.length === 0;
  const { happened, whereabouts } = verdict(migration, own, analysis);
  return {
    suite: [inputsOf(migration, analysis), route(migration)].filter((part) => part !== '').join(': '),
    name: `${guestName(migration)} ${startedAt}`,
    startedAt,
    ...(length === undefined ? {} : { seconds: length / 1000 }),
    failures,
    ...(open ? { skipped: happened } : {}),
    out: [
      headline(migration).text,
      headline(migration).origin,
      happened,
      whereabouts,
      `--migration ${id}`,
    ].join('\n'),
  };
}

/** The inputs that hold its lines, as they were given. */
function inputsOf({ links, events }: Migration, { inputs }: Analysis): string {
  if (inputs.length === 1) return inputs[0]?.path ?? '';
  const files = [...links, ...events].map(({ file }) => file);
  const holds = (path: string): boolean => {
    const name = path.replace(/\/+$/, '').split('/').at(-1) ?? path;
    return files.some(
      (file) =>
        file === path ||
        [`${path}!`, `${path}/`, `${name}/`, `${name}!`].some((head) => file.startsWith(head)),
    );
  };
  return inputs
    .map(({ path }) => path)
    .filter(holds)
    .join(' ');
}

function hostCases(analysis: Analysis, { failing }: Judgement): readonly Case[] {
  const about = analysis.findings.filter(({ migration }) => migration === undefined);
  return [...Map.groupBy(about, ({ host }) => host ?? '')].map(([host, own]) => ({
    suite: host === '' ? 'lines' : 'hosts',
    name: host === '' ? NO_MIGRATION : host,
    failures: failing
      .filter((finding) => own.some(({ id }) => id === finding.id))
      .map((finding) => findingFailure(finding, undefined)),
    out: own.map(({ title }) => title).join('\n'),
  }));
}

/** What was expected and belongs to no migration that is there. */
function expectationCases({ findings }: Analysis, { mismatches }: Judgement): readonly Case[] {
  return mismatches
    .filter((mismatch) => migrationOf(mismatch) === undefined)
    .map((mismatch) => ({
      suite: 'expectations',
      name: mismatchView(mismatch, findings).what,
      failures: [mismatchFailure(mismatch, findings)],
      out: '',
    }));
}

function inputCases({ diagnostics }: Analysis): readonly Case[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return errors.map((diagnostic) => ({
    suite: 'input',
    name: diagnostic.path ?? diagnostic.code,
    failures: [],
    errors: [diagnosticError(diagnostic)],
    out: '',
  }));
}

function migrationOf(mismatch: Mismatch): Migration | undefined {
  return 'migration' in mismatch ? mismatch.migration : undefined;
}

function findingFailure(finding: Finding, migration: Migration | undefined): XmlElement {
  return {
    name: 'failure',
    attributes: { message: finding.title, type: finding.class },
    text: findingText(findingView(finding, migration), finding.fingerprint),
  };
}

function mismatchFailure(mismatch: Mismatch, findings: readonly Finding[]): XmlElement {
  const view = mismatchView(mismatch, findings);
  return {
    name: 'failure',
    attributes: { message: view.what, type: mismatch.type },
    text: mismatchText(view),
  };
}

function diagnosticError({ code, what, why, fix }: Diagnostic): XmlElement {
  return {
    name: 'error',
    attributes: { message: what, type: code },
    text: mismatchText({ what, why, fix: fix ?? '' }),
  };
}

function suiteElement(name: string, cases: readonly Case[]): XmlElement {
  const starts = cases.flatMap(({ startedAt }) => (startedAt === undefined ? [] : [startedAt])).toSorted();
  return {
    name: 'testsuite',
    attributes: {
      name,
      ...totals(cases, ['tests', 'failures', 'errors', 'skipped']),
      time: seconds(cases),
      // Without a zone, as the older of the schemas want it; UTC.
      timestamp: starts[0]?.slice(0, 19),
    },
    children: cases.map((one) => caseElement(one)),
  };
}

function caseElement({
  suite,
  name,
  seconds: length,
  failures,
  errors = [],
  skipped,
  out,
}: Case): XmlElement {
  return {
    name: 'testcase',
    attributes: { name, classname: suite, time: length === undefined ? undefined : length.toFixed(3) },
    children: [
      ...(skipped === undefined ? [] : [{ name: 'skipped', attributes: {}, text: skipped }]),
      ...errors,
      ...failures,
      ...(out === '' ? [] : [{ name: 'system-out', attributes: {}, text: out }]),
    ],
  };
}

type Total = 'tests' | 'failures' | 'errors' | 'skipped';

function totals(cases: readonly Case[], names: readonly Total[]): Readonly<Record<string, number>> {
  const numbers: Readonly<Record<Total, number>> = {
    tests: cases.length,
    failures: cases.filter(({ failures, errors = [] }) => failures.length > 0 && errors.length === 0).length,
    errors: cases.filter(({ errors = [] }) => errors.length > 0).length,
    skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
  };
  return Object.fromEntries(names.map((name) => [name, numbers[name]]));
}

function seconds(cases: readonly Case[]): string {
  return cases.reduce((sum, { seconds: length = 0 }) => sum + length, 0).toFixed(3);
}
