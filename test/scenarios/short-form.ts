import type { Analysis, Migration } from '../../src/model/index.ts';

/** An Analysis as `expected.yaml` beside a fixture holds it: what a person would check, and nothing that drifts. */
export interface ShortAnalysis {
  readonly migrations: readonly ShortMigration[];
  readonly zones: Readonly<Record<string, number>>;
  readonly diagnostics: readonly string[];
}

export interface ShortMigration {
  readonly instance: string;
  readonly domain?: string;
  readonly source?: string;
  readonly destination?: string;
  readonly requestId?: string;
  readonly migrationUuid?: string;
  readonly outcome: string;
  readonly failedPhase?: string;
  readonly instanceIsOn?: string;
  readonly kind: string;
  readonly mode: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly phases: string;
  readonly findings: readonly string[];
}

export function shorten(analysis: Analysis): ShortAnalysis {
  return {
    migrations: analysis.migrations.map((migration) => shortenMigration(migration, analysis)),
    zones: Object.fromEntries(analysis.hosts.map((host) => [host.name, host.timeZone.offsetMinutes])),
    diagnostics: analysis.diagnostics.map((one) => one.code),
  };
}

function shortenMigration(migration: Migration, analysis: Analysis): ShortMigration {
  const { instance, domain, source, destination, requestId, migrationUuid, outcome, failedPhase } = migration;
  const findings = analysis.findings.filter((one) => one.migration === migration.id);
  return {
    instance,
    ...(domain === undefined ? {} : { domain }),
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(migrationUuid === undefined ? {} : { migrationUuid }),
    outcome,
    ...(failedPhase === undefined ? {} : { failedPhase }),
    ...(migration.instanceIsOn === undefined ? {} : { instanceIsOn: migration.instanceIsOn }),
    kind: migration.kind,
    mode: migration.mode,
    startedAt: migration.startedAt.slice(0, 19),
    ...(migration.endedAt === undefined ? {} : { endedAt: migration.endedAt.slice(0, 19) }),
    phases: migration.phases.map((span) => span.phase).join(' '),
    findings: findings.map((one) => `${one.role} ${one.class} ${one.ruleId}`),
  };
}
