import type { Analysis, Finding, HostInfo, Migration, PhaseSpan, TimelineEvent } from '../model/index.ts';
import { guestName, route } from '../present/migration-words.ts';
import { safeJson } from '../present/safe-text.ts';
import { rootCause } from '../present/verdict.ts';
import { PHASE_WORDS } from '../present/words.ts';
import {
  type OtlpEvent,
  type OtlpLink,
  type OtlpSpan,
  otlpAttributes,
  SpanKind,
  StatusCode,
  unixNano,
} from './otlp.ts';
import { phaseAt, phaseSpanName } from './phase-at.ts';
import { spanId, traceId } from './trace-ids.ts';

/**
 * Migrations as traces in the JSON encoding of OTLP (opentelemetry-proto, trace/v1): a root span for the migration,
 * a child for each phase on the host it ran on, events of the logs as span events, findings as events of the root.
 *
 * A host is a resource, so that Jaeger and Tempo give each a colour of its own. All of it is one line, as the
 * collector's otlpjsonfile receiver wants it.
 */
export function renderOtlp(analysis: Analysis): string {
  const spans = analysis.migrations.flatMap((migration) => spansOf(migration, analysis));
  const byHost = Map.groupBy(spans, ({ host }) => host);
  const known = new Map(analysis.hosts.map((host) => [host.name, host]));
  const request = {
    resourceSpans: [...byHost].map(([host, own]) => ({
      resource: { attributes: otlpAttributes(resource(host, known.get(host))) },
      scopeSpans: [
        {
          scope: { name: analysis.tool.name, version: analysis.tool.version },
          spans: own.map(({ span }) => span),
        },
      ],
    })),
  };
  return `${safeJson(JSON.stringify(request))}\n`;
}

interface HostSpan {
  readonly host: string;
  readonly span: OtlpSpan;
}

/** Where no log names the host. */
const NO_HOST = 'unknown';

function resource(host: string, info: HostInfo | undefined) {
  return {
    'service.name': host,
    'service.namespace': 'openstack-live-migration',
    'host.name': host,
    'migscope.host.roles': info?.roles,
    ...Object.fromEntries(
      Object.entries(info?.releases ?? {}).map(([name, release]) => [`migscope.release.${name}`, release]),
    ),
    'migscope.clock.offset_ms': info?.clock.offsetMs,
    'migscope.clock.tolerance_ms': info?.clock.toleranceMs,
  };
}

function spansOf(migration: Migration, analysis: Analysis): readonly HostSpan[] {
  const eventsOf = Map.groupBy(migration.events, (event) => phaseAt(migration, event));
  return [
    rootSpan(migration, analysis, eventsOf.get(undefined) ?? []),
    ...migration.phases.map((phase) => phaseSpan(phase, migration, eventsOf.get(phase) ?? [])),
  ];
}

function rootSpan(migration: Migration, analysis: Analysis, events: readonly TimelineEvent[]): HostSpan {
  const { id, startedAt } = migration;
  const findings = analysis.findings.filter((finding) => finding.migration === id);
  const host =
    migration.phases.find((phase) => phase.host !== undefined)?.host ?? migration.source ?? NO_HOST;
  const links = linksTo(migration, analysis.migrations);
  return {
    host,
    span: {
      traceId: traceId(id),
      spanId: spanId(id, ''),
      name: `live migration ${guestName(migration)} ${route(migration)}`,
      kind: SpanKind.INTERNAL,
      startTimeUnixNano: unixNano(startedAt),
      endTimeUnixNano: unixNano(endOf(migration)),
      attributes: otlpAttributes({
        'migscope.migration.id': id,
        'migscope.migration.uuid': migration.migrationUuid,
        'migscope.outcome': migration.outcome,
        'migscope.failed_phase': migration.failedPhase,
        'migscope.kind': migration.kind,
        'migscope.mode': migration.mode,
        'migscope.source': migration.source,
        'migscope.destination': migration.destination,
        'migscope.instance_is_on': migration.instanceIsOn,
        'migscope.downtime_ms': migration.downtimeMs?.value,
        'migscope.throughput_bytes_per_s': migration.copy?.throughput?.value,
        'openstack.request_ids': migration.requestIds,
        'openstack.instance.uuid': migration.instance,
        'libvirt.domain.name': migration.domain,
      }),
      events: [...events.map(logEvent), ...findings.map((finding) => findingEvent(finding, migration))],
      ...(links.length === 0 ? {} : { links }),
      status: statusOf(migration, rootCause(findings)),
    },
  };
}

function phaseSpan(phase: PhaseSpan, migration: Migration, events: readonly TimelineEvent[]): HostSpan {
  const { id, failedPhase, outcome } = migration;
  const failed = outcome === 'failed' && phase.phase === failedPhase;
  return {
    host: phase.host ?? NO_HOST,
    span: {
      traceId: traceId(id),
      spanId: spanId(id, phaseSpanName(phase, migration)),
      parentSpanId: spanId(id, ''),
      name: PHASE_WORDS[phase.phase].name,
      kind: SpanKind.INTERNAL,
      startTimeUnixNano: unixNano(phase.from),
      endTimeUnixNano: unixNano(phase.to ?? endOf(migration)),
      attributes: otlpAttributes({
        'migscope.phase': phase.phase,
        'migscope.basis': phase.basis,
        'migscope.end_seen': phase.to !== undefined,
      }),
      events: events.map(logEvent),
      status: { code: failed ? StatusCode.ERROR : StatusCode.UNSET },
    },
  };
}

/** The end that was logged, else the last thing seen. */
function endOf({ startedAt, endedAt, events }: Migration): string {
  return endedAt ?? events.map(({ at }) => at).reduce((one, other) => (other > one ? other : one), startedAt);
}

function logEvent(event: TimelineEvent): OtlpEvent {
  return {
    timeUnixNano: unixNano(event.at),
    name: event.kind,
    attributes: otlpAttributes({
      message: event.summary,
      'host.name': event.host,
      'log.file.path': event.file,
      'migscope.line': event.line,
      'migscope.role': event.role,
      'log.level': event.level,
      'migscope.count': event.count,
      ...Object.fromEntries(Object.entries(event.fields).map(([name, value]) => [`field.${name}`, value])),
    }),
  };
}

function findingEvent(finding: Finding, migration: Migration): OtlpEvent {
  const [first] = finding.evidence;
  return {
    timeUnixNano: unixNano(first?.at ?? endOf(migration)),
    name: `finding ${finding.ruleId}`,
    attributes: otlpAttributes({
      message: finding.title,
      'migscope.cause': finding.cause,
      'migscope.class': finding.class,
      'migscope.role': finding.role,
      'migscope.severity': finding.severity,
      'migscope.confidence': finding.confidence,
      'log.file.path': first?.file,
      'migscope.line': first?.line,
    }),
  };
}

/** Other attempts to move the same guest, in the order in which they began. */
function linksTo(migration: Migration, all: readonly Migration[]): readonly OtlpLink[] {
  return all
    .filter(({ id, instance }) => instance === migration.instance && id !== migration.id)
    .map(({ id, outcome, startedAt }) => ({
      traceId: traceId(id),
      spanId: spanId(id, ''),
      attributes: otlpAttributes({
        'migscope.link': startedAt < migration.startedAt ? 'earlier attempt' : 'later attempt',
        'migscope.outcome': outcome,
      }),
    }));
}

/** A cancelled or refused migration did what was asked, an unfinished one is open: only a failure is an error. */
function statusOf({ outcome }: Migration, cause: Finding | undefined): OtlpSpan['status'] {
  if (outcome === 'completed') return { code: StatusCode.OK };
  if (outcome !== 'failed') return { code: StatusCode.UNSET };
  return { code: StatusCode.ERROR, ...(cause === undefined ? {} : { message: cause.title }) };
}
