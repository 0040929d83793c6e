import type { ExpectedFinding, ExpectedMigration, Finding, Migration, Mismatch } from '../model/index.ts';
import { guestName, route } from './migration-words.ts';
import { moment } from './time.ts';

/** A mismatch in the three parts of every message. */
export interface MismatchView {
  readonly what: string;
  readonly why: string | undefined;
  readonly fix: string;
}

/** Says how an analysis differs from what a file expects; `findings` are those of the analysis. */
export function mismatchView(mismatch: Mismatch, findings: readonly Finding[]): MismatchView {
  switch (mismatch.type) {
    case 'value': {
      const { field, expected, actual, migration } = mismatch;
      return {
        what: `${field} is ${actual ?? 'not known'}, expected ${expected.join(' or ')}`,
        why: `${nameOf(migration)}${reasonOf(migration, findings)}`,
        fix: lookAt(migration),
      };
    }
    case 'no-such-migration':
      return {
        what: `there is no migration ${describe(mismatch.expected)}`.trimEnd(),
        why: 'no migration in these logs that is not expected by another entry has these names',
        fix: 'check the names and that the logs of all hosts are there, or remove the entry',
      };
    case 'migration-not-expected':
      return {
        what: `a migration is not expected: ${nameOf(mismatch.migration)}`,
        why: `it ${mismatch.migration.outcome}; with "match: strict" every migration has to be written down`,
        fix: `add it, or write "match: partial"; ${lookAt(mismatch.migration)}`,
      };
    case 'no-such-finding':
      return {
        what: `${describeFinding(mismatch.expected)} was not found`,
        why: `${ofWhom(mismatch.migration)}${listed(mismatch.found)}`,
        fix: explainFix(mismatch.expected, mismatch.migration),
      };
    case 'finding-not-expected':
      return {
        what: `a finding is not expected: ${mismatch.finding.ruleId} (${mismatch.finding.title})`,
        why: `${ofWhom(mismatch.migration)}with "match: strict" every finding has to be written down`,
        fix: `add "- ${mismatch.finding.ruleId}", or write "match: partial"`,
      };
    case 'no-such-host':
      return {
        what: `there is no host ${mismatch.host}`,
        why: `the logs are of ${mismatch.found.length === 0 ? 'no host' : mismatch.found.join(', ')}`,
        fix: 'check the name and that its logs are there',
      };
    case 'host-not-expected':
      return {
        what: `the host ${mismatch.host} is not expected`,
        why: 'with "match: strict" every host has to be written down when hosts are',
        fix: 'add it, or write "match: partial"',
      };
  }
}

function nameOf(migration: Migration): string {
  return `${guestName(migration)} ${route(migration)} of ${moment(migration.startedAt).full}`;
}

function reasonOf({ id }: Migration, findings: readonly Finding[]): string {
  const cause = findings.find(({ migration, role }) => migration === id && role === 'root-cause');
  return cause === undefined ? '' : `: ${cause.title}`;
}

function lookAt({ id }: Migration): string {
  return `see --migration ${id}; correct the file if this is right`;
}

function describe({ identity }: ExpectedMigration): string {
  return Object.entries(identity)
    .map(([field, value]) => `with ${field} ${value}`)
    .join(' and ');
}

function describeFinding(finding: ExpectedFinding): string {
  const parts = Object.entries(finding).map(([key, value]) => `${key} ${value}`);
  return parts.length === 0 ? 'a finding' : `a finding with ${parts.join(' and ')}`;
}

function ofWhom(migration: Migration | undefined): string {
  return migration === undefined ? '' : `${nameOf(migration)}: `;
}

function listed(found: readonly Finding[]): string {
  if (found.length === 0) return 'nothing was found';
  return `found was ${found.map(({ ruleId, class: ofClass }) => `${ruleId} (${ofClass})`).join(', ')}`;
}

function explainFix({ rule }: ExpectedFinding, migration: Migration | undefined): string {
  if (rule === undefined || migration === undefined) return 'correct the file if this is right';
  return `see why: migscope rules trace ${rule} <logs> --migration ${migration.id}; correct the file if this is right`;
}
