import type { Analysis, Evidence, Level, Migration, TimelineEvent } from '../model/index.ts';
import { safeJson } from '../present/safe-text.ts';
import { phaseAt, phaseSpanName } from './phase-at.ts';
import { spanId, traceId } from './trace-ids.ts';

/** The release of the Elastic Common Schema whose field names are used. */
const ECS_VERSION = '8.17.0';

/**
 * The events of all migrations, one JSON object a line, in the names of the Elastic Common Schema.
 *
 * What ECS has no name for stands under `migscope`. `log.origin` stays unused although it has a line number: there it
 * is the line of the source code that logged, not of the log file.
 */
export function renderNdjson(analysis: Analysis): string {
  const evidence = rulesByPlace(analysis);
  return analysis.migrations
    .flatMap((migration) =>
      migration.events.map((event, index) => ecsEvent(event, index, migration, evidence)),
    )
    .map((line) => `${safeJson(JSON.stringify(line))}\n`)
    .join('');
}

type RulesByPlace = ReadonlyMap<string, readonly string[]>;

function ecsEvent(event: TimelineEvent, index: number, migration: Migration, evidence: RulesByPlace) {
  const { id, instance, domain } = migration;
  const rules = evidence.get(placeKey(id, event)) ?? [];
  const span = phaseAt(migration, event);
  return {
    '@timestamp': event.at,
    ecs: { version: ECS_VERSION },
    message: event.summary,
    event: {
      id: `${id}-${String(index)}`,
      kind: 'event',
      type: [isError(event.level) ? 'error' : 'info'],
      action: event.kind,
      module: 'migscope',
      dataset: 'migscope.events',
      provider: event.kind.split('.', 1)[0],
      sequence: index,
      ...(event.until === undefined ? {} : { start: event.at, end: event.until }),
    },
    host: { name: event.host },
    log: {
      ...(event.level === undefined ? {} : { level: LEVELS[event.level] }),
      file: { path: event.file },
    },
    cloud: { instance: { id: instance, ...(domain === undefined ? {} : { name: domain }) } },
    trace: { id: traceId(id) },
    span: { id: spanId(id, span === undefined ? '' : phaseSpanName(span, migration)) },
    ...(migration.requestId === undefined ? {} : { http: { request: { id: migration.requestId } } }),
    migscope: {
      line: event.line,
      role: event.role,
      ...(event.phase === undefined ? {} : { phase: event.phase }),
      ...(event.count === undefined ? {} : { count: event.count }),
      ...(event.noise === true ? { noise: true } : {}),
      ...(rules.length === 0 ? {} : { evidence_of: rules }),
      migration: {
        id,
        outcome: migration.outcome,
        ...(migration.migrationUuid === undefined ? {} : { uuid: migration.migrationUuid }),
        ...(migration.source === undefined ? {} : { source: migration.source }),
        ...(migration.destination === undefined ? {} : { destination: migration.destination }),
      },
      fields: event.fields,
    },
  };
}

/** Small letters, as shippers of oslo.log and syslog write them. */
const LEVELS: Readonly<Record<Level, string>> = {
  DEBUG: 'debug',
  INFO: 'info',
  AUDIT: 'info',
  WARNING: 'warning',
  ERROR: 'error',
  TRACE: 'error', // oslo.log until Liberty: the lines of a traceback
  CRITICAL: 'critical',
};

function isError(level: Level | undefined): boolean {
  return level === 'ERROR' || level === 'TRACE' || level === 'CRITICAL';
}

/** For each place in a log of a migration, the rules that hold it for evidence. */
function rulesByPlace({ findings }: Analysis): RulesByPlace {
  const rules = new Map<string, string[]>();
  for (const { migration, ruleId, evidence } of findings) {
    for (const row of evidence) {
      const key = placeKey(migration ?? '', row);
      const known = rules.get(key);
      if (known === undefined) rules.set(key, [ruleId]);
      else if (!known.includes(ruleId)) known.push(ruleId);
    }
  }
  return rules;
}

function placeKey(migration: string, { file, line }: Pick<Evidence, 'file' | 'line'>): string {
  return JSON.stringify([migration, file, line]);
}
