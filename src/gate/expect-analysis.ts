import {
  EXPECTED_FIELDS,
  type Analysis,
  type Baseline,
  type ExpectedFinding,
  type Expectations,
  type Finding,
  type Migration,
} from '../model/index.ts';

/** Expectations that an analysis meets: what `--write-expect` writes down. */
export function expectAnalysis({ hosts, migrations, findings }: Analysis): Expectations {
  const aboutHosts = findings.filter(({ migration }) => migration === undefined);
  return {
    match: 'strict',
    hosts: hosts.map(({ name }) => name),
    migrations: migrations.map((migration) => ({
      match: 'strict',
      identity: identityOf(migration),
      fields: Object.fromEntries(
        EXPECTED_FIELDS.flatMap((field) => {
          const value = migration[field];
          return value === undefined ? [] : [[field, [value]]];
        }),
      ),
      findings: findings.filter((finding) => finding.migration === migration.id).map(expectFinding),
    })),
    findings: aboutHosts.map(expectFinding),
  };
}

/** The request tells apart the attempts to move one guest; where no log has it, the migration's own id must do. */
function identityOf({ id, instance, domain, requestId }: Migration) {
  return {
    instance,
    ...(domain === undefined ? {} : { domain }),
    ...(requestId === undefined ? { id } : { requestId }),
  };
}

function expectFinding({ ruleId, class: ofClass, role, host, migration }: Finding): ExpectedFinding {
  return {
    class: ofClass,
    rule: ruleId,
    role,
    ...(migration === undefined && host !== undefined ? { host } : {}),
  };
}

/** A finding to accept, with what helps a person to recognise it. */
export interface NewEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly title: string;
  readonly where: string;
  readonly reason: string;
}

/** Entries that accept findings; reasons that were given before stay. */
export function acceptFindings(
  findings: readonly Finding[],
  migrations: readonly Migration[],
  before: Baseline | undefined,
): readonly NewEntry[] {
  const reasons = new Map(before?.accepted.map(({ fingerprint, reason }) => [fingerprint, reason ?? '']));
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  return findings.map((finding) => {
    const migration = byId.get(finding.migration ?? '');
    return {
      fingerprint: finding.fingerprint,
      rule: finding.ruleId,
      title: finding.title,
      where:
        migration === undefined
          ? (finding.host ?? '')
          : `${migration.domain ?? migration.instance} ${migration.source ?? '?'} > ${migration.destination ?? '?'} ${migration.startedAt}`,
      reason: reasons.get(finding.fingerprint) ?? '',
    };
  });
}
