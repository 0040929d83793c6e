import type { Analysis, Finding, FindingRole, Confidence } from '../model/index.ts';

/** One case of `<rule-id>.test.yaml`: logs, and what the rule must say about them. */
export interface RuleTestCase {
  readonly name: string;
  /** Lines that every migration up to a phase logs, put before the case's own (`rules/test-preludes.yaml`). */
  readonly prelude?: string;
  /** Log text by path, `cmp-a/var/log/nova/nova-compute.log`. */
  readonly logs?: Readonly<Record<string, string>>;
  /** Or a captured bundle below `fixtures/`. */
  readonly fixture?: string;
  /** What the rule says; absent in a silent case. */
  readonly fires?: Expectation;
  readonly silent?: boolean;
}

export interface Expectation {
  readonly title?: string;
  readonly cause: string;
  /** The commands of its remedies, in order. */
  readonly commands: readonly string[];
  /** The texts of its remedies, in order. */
  readonly remedies?: readonly string[];
  readonly role?: FindingRole;
  readonly confidence?: Confidence;
  /** Files and lines of its evidence, `path:line`. */
  readonly evidence?: readonly string[];
}

export interface RuleTest {
  readonly rule: string;
  readonly cases: readonly RuleTestCase[];
}

/** What a case found to be different, in words; empty when the case passes. */
export function judgeCase(rule: string, one: RuleTestCase, analysis: Analysis): string[] {
  const findings = analysis.findings.filter((finding) => finding.ruleId === rule);
  if (one.fires === undefined) {
    return findings.map((finding) => `must be silent, but says: ${finding.cause}`);
  }
  const [finding] = findings;
  if (finding === undefined) {
    const others = analysis.findings.map((other) => other.ruleId).join(', ');
    const outcomes = analysis.migrations.map((migration) => migration.outcome).join(', ');
    return [`must fire, but is silent (migrations: ${outcomes || 'none'}; other findings: ${others || 'none'})`];
  }
  return compareFinding(finding, one.fires);
}

function compareFinding(finding: Finding, expected: Expectation): string[] {
  const differences: string[] = [];
  const compare = (what: string, actual: string, wanted: string | undefined) => {
    if (wanted === undefined || squeeze(actual) === squeeze(wanted)) return;
    if (squeeze(actual) === squeeze(expandShortForms(wanted))) return;
    const indented = (text: string) => squeeze(text).replaceAll('\n', '\n    ');
    differences.push(`${what} is\n    ${indented(actual)}\n  not\n    ${indented(wanted)}`);
  };
  compare('the title', finding.title, expected.title);
  compare('the cause', finding.cause, expected.cause);
  compare('the role', finding.role, expected.role);
  compare('the confidence', finding.confidence, expected.confidence);
  const commands = finding.remediation.flatMap((step) => (step.command === undefined ? [] : [step.command]));
  compare('the list of commands', commands.join('\n'), expected.commands.join('\n'));
  const texts = finding.remediation.map((step) => step.text);
  compare('the list of remedies', texts.join('\n'), expected.remedies?.join('\n'));
  if (expected.evidence !== undefined) {
    const places = finding.evidence.map((row) => `${row.file}:${String(row.line)}`);
    compare('the evidence', places.join('\n'), expected.evidence.join('\n'));
  }
  return differences;
}

function squeeze(text: string): string {
  return text.replace(/[ \t]*\n\s*/g, '\n').replace(/[ \t]+/g, ' ').trim();
}

/** Short forms that keep the lines of a case readable. */
const SHORT_FORMS: readonly (readonly [string, string])[] = [
  ['<ctx>', '[None <req> 5d1e2f3a4b5c46d7a8b9c0d1e2f3a4b5 7c6b5a4938271605f4e3d2c1b0a99887 - - default default]'],
  ['<inst>', '[instance: <uuid>]'],
  ['<uuid>', '11111111-2222-4333-8444-555555555555'],
  ['<req>', 'req-aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'],
  ['<req2>', 'req-bbbbbbbb-cccc-4ddd-8eee-ffffffffffff'],
  ['<migration>', '99999999-8888-4777-8666-555555555555'],
  ['<domain>', 'instance-0000002a'],
];

/** Writes out the short forms `<uuid>`, `<inst>`, `<req>`, `<req2>`, `<ctx>`, `<migration>` and `<domain>`. */
export function expandShortForms(text: string): string {
  return SHORT_FORMS.reduce((result, [short, long]) => result.replaceAll(short, long), text);
}

/** The files of a case: its prelude's lines, then its own, file by file. */
export function logsOf(one: RuleTestCase, preludes: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, string> {
  const files: Record<string, string> = {};
  const prelude = one.prelude === undefined ? {} : (preludes[one.prelude] ?? {});
  for (const [path, text] of [...Object.entries(prelude), ...Object.entries(one.logs ?? {})]) {
    const key = expandShortForms(path);
    files[key] = `${files[key] ?? ''}${expandShortForms(text)}`;
  }
  return files;
}
