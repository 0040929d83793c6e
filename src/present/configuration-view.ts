import type { AuditedHost, ConfigurationAudit, Evidence, Finding } from '../model/index.ts';
import type { ConfigurationHostView, ConfigurationModel, StatementView } from './configuration-model.ts';
import { mapStrings, safeLine } from './safe-text.ts';
import { count } from './units.ts';

/** Turns what was found about configurations into words; what a file says is cleaned here. */
export function presentConfiguration(
  audit: ConfigurationAudit,
  releaseTitle: (series: string) => string,
): ConfigurationModel {
  const { hosts, findings } = mapStrings(audit, safeLine);
  const groups = Map.groupBy(findings, ({ ruleId, title, cause }) => JSON.stringify([ruleId, title, cause]));
  const statements = [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ severity: first.severity, view: statementView(first, others) }],
  );
  const rank = ({ severity }: { severity: Finding['severity'] }): number => SEVERITIES.indexOf(severity);
  return {
    hosts: hosts.map((host) => hostRow(host, releaseTitle)),
    statements: statements.toSorted((one, other) => rank(one) - rank(other)).map(({ view }) => view),
    summary: summaryOf(
      hosts,
      statements.map(({ severity }) => severity),
    ),
  };
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** A line of the main report: there is more to know, and by which command. */
export function configurationHint(audit: ConfigurationAudit | undefined, inputs: readonly string[]): string {
  const severe = audit?.findings.filter(({ severity }) => severity !== 'info') ?? [];
  const all = audit?.findings.length ?? 0;
  if (all === 0) return '';
  const what =
    severe.length === 0
      ? count(all, 'remark')
      : `${count(all, 'remark')}, ${count(severe.length, 'of them a warning or worse', 'of them warnings or worse')},`;
  return `${what} about the configuration of these hosts: migscope config ${inputs.join(' ')}`;
}

function hostRow(
  { host, release, releaseBy, files, printed }: AuditedHost,
  releaseTitle: (series: string) => string,
): ConfigurationHostView {
  return {
    host,
    release:
      release === undefined ? 'release not known' : `${releaseTitle(release)}${BASES[releaseBy ?? 'host']}`,
    read: [...files, ...(printed === 0 ? [] : [`${count(printed, 'option')} printed by its services`])].join(
      ', ',
    ),
  };
}

const BASES: Readonly<Record<NonNullable<AuditedHost['releaseBy']>, string>> = {
  user: ', as you say',
  host: '',
  'other-hosts': ', as the others',
};

function statementView(finding: Finding, others: readonly Finding[]): StatementView {
  const { ruleId, severity, title, cause, evidence, remediation } = finding;
  const [first, ...rest] = evidence;
  const column = first?.column;
  return {
    problem: {
      code: ruleId,
      severity,
      what: title,
      why: cause,
      fix: remediation.map(({ text }) => text).join(' '),
      ...(first === undefined ? {} : { path: first.file, line: first.line }),
      ...(column === undefined ? {} : { column }),
    },
    line: first?.excerpt ?? '',
    see: rest.map((one) => ({ place: placeOf(one), text: one.excerpt.trim() })),
    also: others.flatMap((other) => (other.evidence[0] === undefined ? [] : [placeOf(other.evidence[0])])),
  };
}

function placeOf({ file, line }: Evidence): string {
  return `${file}:${String(line)}`;
}

function summaryOf(hosts: readonly AuditedHost[], severities: readonly Finding['severity'][]): string {
  const files = hosts.reduce((sum, host) => sum + host.files.length, 0);
  const printed = hosts.reduce((sum, host) => sum + host.printed, 0);
  const read = [
    ...(files === 0 ? [] : [count(files, 'file')]),
    ...(printed === 0 ? [] : [count(printed, 'printed option')]),
  ];
  const where = `${read.join(' and ')} of ${count(hosts.length, 'host')}`;
  const number = (severity: Finding['severity']): number =>
    severities.filter((one) => one === severity).length;
  const parts = [
    [number('error'), 'error'],
    [number('warning'), 'warning'],
    [number('info'), 'remark'],
  ] as const;
  const said = parts.flatMap(([some, word]) => (some === 0 ? [] : [count(some, word)]));
  return said.length === 0 ? `Nothing to say about ${where}.` : `${said.join(', ')} about ${where}.`;
}
