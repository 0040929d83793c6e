import {
  PHASES,
  type Analysis,
  type CauseStatistics,
  type Finding,
  type Migration,
  type PhaseStatistics,
  type RouteStatistics,
  type Statistics,
} from '../model/index.ts';
import { countOutcomes, successOf } from './outcome-counts.ts';
import { periodsOf } from './periods.ts';
import { bucketsOf, spreadOf } from './spread.ts';

/** Where guests, and then clients and databases, begin to notice a pause; ms. */
const DOWNTIME_EDGES = [0, 100, 300, 500, 1_000, 3_000, 10_000, 30_000];

/** Counts what an analysis holds; the same analysis always gives the same numbers in the same order. */
export function countAnalysis({
  migrations,
  findings,
}: Pick<Analysis, 'migrations' | 'findings'>): Statistics {
  const completed = migrations.filter(({ outcome }) => outcome === 'completed');
  const failed = migrations.filter(({ outcome }) => outcome === 'failed');
  const outcomes = countOutcomes(migrations);
  const downtimes = present(completed.map(({ downtimeMs }) => downtimeMs?.value));
  return {
    schemaVersion: 1,
    total: migrations.length,
    ...limits(migrations),
    outcomes,
    success: successOf(outcomes),
    durationMs: spreadOf(present(completed.map(lengthMs))),
    failedAfterMs: spreadOf(present(failed.map(lengthMs))),
    phases: phaseStatistics(migrations, completed),
    downtimeMs: spreadOf(downtimes),
    downtimeUnknown: completed.length - downtimes.length,
    downtimeBuckets: downtimes.length === 0 ? [] : bucketsOf(downtimes, DOWNTIME_EDGES),
    throughput: spreadOf(present(completed.map(({ copy }) => copy?.throughput?.value))),
    causes: causeStatistics(migrations, findings),
    routes: routeStatistics(migrations),
    ...periodsOf(migrations),
  };
}

function limits(migrations: readonly Migration[]): Pick<Statistics, 'from' | 'to'> {
  const from = migrations.map(({ startedAt }) => startedAt).toSorted()[0];
  const to = migrations
    .map(({ startedAt, endedAt }) => endedAt ?? startedAt)
    .toSorted()
    .at(-1);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Only with both ends seen: the last event of an unfinished migration is not its end. */
function lengthMs({ startedAt, endedAt }: Migration): number | undefined {
  return endedAt === undefined ? undefined : Date.parse(endedAt) - Date.parse(startedAt);
}

function phaseStatistics(
  all: readonly Migration[],
  completed: readonly Migration[],
): readonly PhaseStatistics[] {
  return PHASES.map((phase) => {
    const spans = completed.map(({ phases }) =>
      phases.filter((span) => span.phase === phase && span.durationMs !== undefined),
    );
    const seen = spans.filter((own) => own.length > 0);
    return {
      phase,
      // A phase may come in pieces: what counts is the time a migration spent in it.
      durationMs: spreadOf(seen.map((own) => own.reduce((sum, span) => sum + (span.durationMs ?? 0), 0))),
      inferred: seen.filter((own) => own.some(({ basis }) => basis === 'inferred')).length,
      stopped: all.filter(({ outcome, failedPhase }) => outcome !== 'completed' && failedPhase === phase)
        .length,
    };
  }).filter(({ durationMs, stopped }) => durationMs.n > 0 || stopped > 0);
}

function causeStatistics(
  migrations: readonly Migration[],
  findings: readonly Finding[],
): readonly CauseStatistics[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const stopped = migrations.filter(({ outcome }) => outcome !== 'completed');
  return [...Map.groupBy(stopped, (migration) => causeClass(migration, byId))]
    .map(([cause, own]) => ({
      ...(cause === undefined ? {} : { class: cause }),
      count: own.length,
      outcomes: countOutcomes(own),
      migrations: own.map(({ id }) => id),
    }))
    .toSorted((one, other) => other.count - one.count || compare(one.class, other.class));
}

function causeClass({ findings }: Migration, byId: ReadonlyMap<string, Finding>): string | undefined {
  const own = findings.map((id) => byId.get(id)).filter((finding) => finding !== undefined);
  const cause =
    own.find(({ role }) => role === 'root-cause') ??
    own.find(({ role, severity }) => role === 'contributing' && severity === 'error');
  return cause?.class;
}

function routeStatistics(migrations: readonly Migration[]): readonly RouteStatistics[] {
  const byRoute = Map.groupBy(migrations, ({ source, destination }) => JSON.stringify([source, destination]));
  return [...byRoute.values()]
    .map((own) => {
      const { source, destination } = own[0] ?? {};
      const outcomes = countOutcomes(own);
      const completed = own.filter(({ outcome }) => outcome === 'completed');
      return {
        ...(source === undefined ? {} : { source }),
        ...(destination === undefined ? {} : { destination }),
        total: own.length,
        outcomes,
        success: successOf(outcomes),
        durationMs: spreadOf(present(completed.map(lengthMs))),
      };
    })
    .toSorted(
      (one, other) => compare(one.source, other.source) || compare(one.destination, other.destination),
    );
}

/** By code unit, so that no machine's language changes the order; what is not known comes last. */
function compare(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -1 : 1;
}

function present<T>(values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((value) => value !== undefined);
}
