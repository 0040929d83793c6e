import { PHASES, type Analysis, type Finding, type Migration } from '../model/index.ts';
import { lengthMs } from '../present/migration-words.ts';
import { mapStrings, safeLine } from '../present/safe-text.ts';
import { rootCause } from '../present/verdict.ts';
import { type CsvCell, csvText } from './csv.ts';
import type { CsvTable } from '../present/csv-tables.ts';

/** One table of an analysis for a spreadsheet: a row for each migration, finding or event. */
export function renderCsv(analysis: Analysis, table: CsvTable): string {
  const { migrations, findings } = mapStrings(
    { migrations: analysis.migrations, findings: analysis.findings },
    safeLine,
  );
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  switch (table) {
    case 'migrations':
      return tableText(
        MIGRATION_COLUMNS,
        migrations.map((migration) => ({ migration, cause: causeOf(migration, findings) })),
      );
    case 'findings':
      return tableText(
        FINDING_COLUMNS,
        findings.map((finding) => ({ finding, migration: byId.get(finding.migration ?? '') })),
      );
    case 'events':
      return tableText(
        EVENT_COLUMNS,
        migrations.flatMap((migration) => migration.events.map((event) => ({ event, migration }))),
      );
  }
}

type Columns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

function tableText<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const cells = Object.values(columns);
  return csvText(
    Object.keys(columns),
    rows.map((row) => cells.map((cell) => cell(row))),
  );
}

function causeOf(migration: Migration, findings: readonly Finding[]): Finding | undefined {
  const own = migration.findings.map((id) => findings.find((finding) => finding.id === id));
  return rootCause(own.filter((finding) => finding !== undefined));
}

interface MigrationRow {
  readonly migration: Migration;
  readonly cause: Finding | undefined;
}

const MIGRATION_COLUMNS: Columns<MigrationRow> = {
  migration: ({ migration }) => migration.id,
  migration_uuid: ({ migration }) => migration.migrationUuid,
  instance: ({ migration }) => migration.instance,
  domain: ({ migration }) => migration.domain,
  request: ({ migration }) => migration.requestId,
  source: ({ migration }) => migration.source,
  destination: ({ migration }) => migration.destination,
  outcome: ({ migration }) => migration.outcome,
  failed_phase: ({ migration }) => migration.failedPhase,
  instance_is_on: ({ migration }) => migration.instanceIsOn,
  started_at: ({ migration }) => migration.startedAt,
  ended_at: ({ migration }) => migration.endedAt,
  duration_ms: ({ migration }) => (migration.endedAt === undefined ? undefined : lengthMs(migration)),
  downtime_ms: ({ migration }) => migration.downtimeMs?.value,
  downtime_tolerance_ms: ({ migration }) => migration.downtimeMs?.tolerance,
  disks: ({ migration }) => migration.kind,
  memory: ({ migration }) => migration.mode,
  memory_bytes: ({ migration }) => migration.copy?.memoryTotal,
  throughput_bytes_per_s: ({ migration }) => migration.copy?.throughput?.value,
  ...Object.fromEntries(
    PHASES.map((phase) => [
      `${phase.replaceAll('-', '_')}_ms`,
      ({ migration }: MigrationRow) => phaseMs(migration, phase),
    ]),
  ),
  cause_class: ({ cause }) => cause?.class,
  cause_rule: ({ cause }) => cause?.ruleId,
  cause: ({ cause }) => cause?.title,
  confidence: ({ cause }) => cause?.confidence,
  findings: ({ migration }) => migration.findings.length,
};

function phaseMs({ phases }: Migration, wanted: string): number | undefined {
  const lengths = phases.flatMap(({ phase, durationMs }) =>
    phase === wanted && durationMs !== undefined ? [durationMs] : [],
  );
  return lengths.length === 0 ? undefined : lengths.reduce((sum, ms) => sum + ms);
}

interface FindingRow {
  readonly finding: Finding;
  readonly migration: Migration | undefined;
}

const FINDING_COLUMNS: Columns<FindingRow> = {
  migration: ({ finding }) => finding.migration,
  instance: ({ migration }) => migration?.instance,
  domain: ({ migration }) => migration?.domain,
  host: ({ finding }) => finding.host,
  severity: ({ finding }) => finding.severity,
  role: ({ finding }) => finding.role,
  confidence: ({ finding }) => finding.confidence,
  class: ({ finding }) => finding.class,
  rule: ({ finding }) => finding.ruleId,
  title: ({ finding }) => finding.title,
  cause: ({ finding }) => finding.cause,
  evidence_host: ({ finding }) => finding.evidence[0]?.host,
  evidence_file: ({ finding }) => finding.evidence[0]?.file,
  evidence_line: ({ finding }) => finding.evidence[0]?.line,
  evidence_at: ({ finding }) => finding.evidence[0]?.at,
  evidence_rows: ({ finding }) => finding.evidence.length,
};

interface EventTableRow {
  readonly event: Migration['events'][number];
  readonly migration: Migration;
}

const EVENT_COLUMNS: Columns<EventTableRow> = {
  at: ({ event }) => event.at,
  migration: ({ migration }) => migration.id,
  instance: ({ migration }) => migration.instance,
  domain: ({ migration }) => migration.domain,
  host: ({ event }) => event.host,
  role: ({ event }) => event.role,
  phase: ({ event }) => event.phase,
  level: ({ event }) => event.level,
  kind: ({ event }) => event.kind,
  summary: ({ event }) => event.summary,
  file: ({ event }) => event.file,
  line: ({ event }) => event.line,
  count: ({ event }) => event.count ?? 1,
  until: ({ event }) => event.until,
  noise: ({ event }) => event.noise === true,
};
