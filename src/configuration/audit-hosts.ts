import { conditionHolds } from '../condition/index.ts';
import type { DriftRule } from '../drift/drift-rule.ts';
import type { ConfigFile } from '../facts/config-files.ts';
import type { Evidence, Finding } from '../model/index.ts';
import type { OptionTable } from '../options/option-table.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import type { CheckQuestion, ConfigCheck } from './config-check.ts';
import { ConfigFields, type ConfigScope, type FieldBasis } from './config-fields.ts';
import type { ConfiguredHost, SeenGuest } from './configured-host.ts';
import { fillCheck } from './fill-check.ts';
import { findDifferences } from './find-differences.ts';
import type { FoundFault } from './found-fault.ts';
import { findLineFaults } from './line-faults.ts';
import { namedFields } from './named-fields.ts';
import { releaseWords } from './release-words.ts';
import { withoutSecret } from './secret-value.ts';

export interface AuditInput {
  readonly hosts: readonly ConfiguredHost[];
  readonly guest: SeenGuest | undefined;
  readonly checks: readonly ConfigCheck[];
  readonly drift: readonly DriftRule[];
  readonly table: OptionTable;
}

/** What is to be said about the configuration of some hosts, host by host, the worst first. */
export function auditHosts(input: AuditInput): readonly Finding[] {
  const audit = new Audit(input);
  const findings = [...input.hosts.flatMap((host) => audit.ofHost(host)), ...audit.betweenHosts()];
  const rank = (finding: Finding): number => SEVERITIES.indexOf(finding.severity);
  const hosts = input.hosts.map(({ name }) => name);
  const place = ({ host }: Finding): number => (host === undefined ? hosts.length : hosts.indexOf(host));
  return findings.sort(
    (one, other) =>
      place(one) - place(other) || rank(one) - rank(other) || compareLines(one.evidence, other.evidence),
  );
}

/** As they stand in the files. */
function compareLines([one]: readonly Evidence[], [other]: readonly Evidence[]): number {
  const left = one?.file ?? '';
  const right = other?.file ?? '';
  if (left !== right) return left < right ? -1 : 1;
  return (one?.line ?? 0) - (other?.line ?? 0);
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

type Words = (name: string) => string | undefined;

class Audit {
  private readonly input: AuditInput;
  private readonly fields: ConfigFields;

  constructor(input: AuditInput) {
    this.input = input;
    this.fields = new ConfigFields(input.table);
  }

  ofHost(host: ConfiguredHost): readonly Finding[] {
    if (host.files.length + host.options.length === 0) return [];
    const { checks, hosts, guest, table } = this.input;
    const releases =
      host.release === undefined ? table.knowledge.releases.map(({ name }) => name) : [host.release];
    const scope: ConfigScope = { host, hosts, guest, table };
    const faults = findLineFaults(host.files, releases, table);
    return checks.flatMap((check) => {
      switch (check.question.type) {
        case 'line': {
          const { fault } = check.question;
          return faults
            .filter((one) => one.fault === fault)
            .map((one) => this.ofLine(check, one, host, releases));
        }
        case 'condition':
          return this.ofCondition(check, check.question, scope, releases);
        case 'hosts-differ':
          return [];
      }
    });
  }

  betweenHosts(): readonly Finding[] {
    const { checks, hosts, drift, table } = this.input;
    const check = checks.find(({ question }) => question.type === 'hosts-differ');
    if (check === undefined) return [];
    return findDifferences(hosts, drift, table).map((difference) =>
      finding(check, {
        host: undefined,
        key: difference.rule.id,
        words: (name) => difference.words[name],
        evidence: difference.sides.flatMap(({ host, option }) =>
          option === undefined ? [] : optionEvidence(option, host),
        ),
        note: '',
      }),
    );
  }

  private ofLine(
    check: ConfigCheck,
    fault: FoundFault,
    host: ConfiguredHost,
    releases: readonly string[],
  ): Finding {
    const { file, line, column, other, words } = fault;
    return finding(check, {
      host,
      key: `${words.section ?? ''}.${words.option ?? ''}:${file.path}:${String(line)}`,
      words: (name) => words[name],
      evidence: [
        lineEvidence('line', file, line, column, host),
        ...(other === undefined ? [] : [lineEvidence('earlier', other.file, other.line, other.column, host)]),
      ],
      note: this.note(fault.releases, releases),
    });
  }

  /** While the release is not known a condition is tried for every one, and what it says is limited to those. */
  private ofCondition(
    check: ConfigCheck,
    question: Extract<CheckQuestion, { type: 'condition' }>,
    scope: ConfigScope,
    releases: readonly string[],
  ): readonly Finding[] {
    const holding = releases.filter((release) => this.holds(question, scope, release));
    const release = holding.at(-1);
    if (release === undefined) return [];
    const named = namedFields(question.condition, question.at);
    const bases = named.flatMap((name) => this.fields.basis(name, scope));
    const evidence = bases.flatMap((basis) => basisEvidence(basis, scope.host));
    if (evidence.length === 0) return [];
    const words: Words = (name) => {
      const value = this.fields.read(name, release, scope);
      if (value === undefined) return undefined;
      const { type } = this.fields.table[name] ?? {};
      if (type === 'duration' && typeof value === 'number') return `${String(Math.round(value / 1000))} s`;
      return typeof value === 'object' ? value.join(', ') : String(value);
    };
    const known = holding.length === releases.length ? undefined : holding;
    return [
      finding(check, {
        host: scope.host,
        key: '',
        words,
        evidence: distinct(evidence),
        note: this.note(known, releases),
      }),
    ];
  }

  private holds(
    { condition }: Extract<CheckQuestion, { type: 'condition' }>,
    scope: ConfigScope,
    release: string,
  ): boolean {
    const SET = [{ at: 0, toleranceMs: 0, host: scope.host.name }];
    return conditionHolds(condition, {
      signal: (name) => (this.fields.isSet(name, release, scope) ? SET : []),
      field: (name) => this.fields.read(name, release, scope),
      fields: this.fields.table,
    });
  }

  /** For which releases a statement holds, where it does not for all that the host may run. */
  private note(some: readonly string[] | undefined, releases: readonly string[]): string {
    if (some === undefined || releases.length === 1) return '';
    return ` The release of Nova is not known; this is so ${releaseWords(some, this.input.table)}.`;
  }
}

interface Statement {
  readonly host: ConfiguredHost | undefined;
  /** What tells it from others of the same check and host. */
  readonly key: string;
  readonly words: Words;
  readonly evidence: readonly Evidence[];
  readonly note: string;
}

function finding(check: ConfigCheck, { host, key, words, evidence, note }: Statement): Finding {
  const title = fillCheck(check.title, words);
  return {
    id: ['configuration', host?.name ?? 'hosts', check.id, key].filter((part) => part !== '').join('/'),
    fingerprint: fingerprintOf(check.id, undefined, { host: host?.name, title }),
    ruleId: check.id,
    class: check.class,
    ...(host === undefined ? {} : { host: host.name }),
    severity: check.severity,
    role: 'contributing',
    title,
    cause: `${fillCheck(check.why, words)}${note}`,
    confidence: check.confidence,
    evidence,
    remediation: [{ on: host?.name ?? 'all hosts', effect: 'changes', text: fillCheck(check.remedy, words) }],
    references: check.references,
  };
}

function lineEvidence(
  signal: string,
  file: ConfigFile,
  line: number,
  column: number,
  host: ConfiguredHost,
): Evidence {
  return {
    signal,
    file: file.path,
    line,
    column,
    host: host.name,
    excerpt: withoutSecret((file.lines[line - 1] ?? '').replace(/\r$/, '')),
  };
}

function basisEvidence(basis: FieldBasis, host: ConfiguredHost): readonly Evidence[] {
  if (basis.type === 'option') return optionEvidence(basis.option, host);
  const { name, value, place } = basis.fact;
  return [{ signal: name, ...place, host: host.name, excerpt: `${name}: ${String(value)}` }];
}

/** The line of the file as it stands there; of a value that a service printed only what it is. */
function optionEvidence(
  option: ConfiguredHost['options'][number],
  host: ConfiguredHost,
): readonly Evidence[] {
  const { section, name, value, place } = option;
  if (place === undefined) return [];
  const file = host.files.find(({ path }) => path === place.file);
  if (file === undefined) {
    const text = `${section === '' ? '' : `${section}.`}${name} = ${value ?? 'None'}`;
    return [{ signal: name, ...place, host: host.name, excerpt: withoutSecret(text) }];
  }
  const column = file.entries.find(({ line }) => line === place.line)?.valueColumn ?? 1;
  return [lineEvidence(name, file, place.line, column, host)];
}

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(
    (one, index) =>
      evidence.findIndex((other) => other.file === one.file && other.line === one.line) === index,
  );
}
