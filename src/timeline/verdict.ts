import type { MigrationMode, Outcome, Phase, TimedEvent } from '../model/index.ts';
import type { Attempt } from './attempts.ts';
import { guestStateAt, type GuestRuns, type GuestState } from './guest-runs.ts';
import { ENDS, REFUSALS } from './milestones.ts';
import type { Route } from './roles.ts';

export interface Verdict {
  readonly outcome: Outcome;
  readonly failedPhase: Phase | undefined;
  readonly instanceIsOn: string | undefined;
  readonly mode: MigrationMode;
}

/** QEMU's own end is logged within this time after Nova's last word about it. */
const GUEST_LOG_LAG_MS = 5_000;

/**
 * Says how an attempt ended and where the guest was then.
 *
 * The guest's own logs outrank Nova's words: when the source's QEMU dies while it copies, Nova takes the vanished
 * domain for a finished migration (nova/virt/libvirt/migration.py, find_job_type) and reports `completed`.
 */
export function judge(attempt: Attempt, route: Route, runs: GuestRuns): Verdict {
  const seen = new Seen(attempt.events);
  const lag = isRefused(attempt) ? 0 : GUEST_LOG_LAG_MS;
  const settledAt = Math.max(attempt.endedAt ?? attempt.lastAt, attempt.startedAt) + lag;
  const state = (host: string | undefined): GuestState =>
    host === undefined
      ? { is: 'unknown' }
      : guestStateAt(runs.of(attempt.instance), runs.logged(attempt.instance), host, settledAt);
  const source = state(route.source);
  const destination = state(route.destination);
  const outcome = findOutcome(seen, attempt, source, destination);
  return {
    outcome,
    failedPhase:
      outcome === 'completed' || outcome === 'unfinished' ? undefined : findFailedPhase(attempt, outcome),
    instanceIsOn: locate(seen, route, outcome, source, destination),
    mode: findMode(seen, outcome),
  };
}

class Seen {
  private readonly kinds = new Map<string, TimedEvent>();

  constructor(events: readonly TimedEvent[]) {
    for (const event of events) if (!this.kinds.has(event.kind)) this.kinds.set(event.kind, event);
  }

  has(...kinds: readonly string[]): boolean {
    return kinds.some((kind) => this.kinds.has(kind));
  }
}

/** The API refused the migration itself, not a later request about it, such as an abort that came too early. */
function isRefused({ events, requestId }: Attempt): boolean {
  return events.some(
    (event) =>
      REFUSALS.has(event.kind) &&
      (requestId === undefined ||
        event.requestId === undefined ||
        event.requestId === requestId ||
        event.globalRequestId === requestId),
  );
}

function findOutcome(seen: Seen, attempt: Attempt, source: GuestState, destination: GuestState): Outcome {
  if (isRefused(attempt)) return 'refused';
  if (seen.has(...FINISHES)) return isRefuted(seen, source, destination) ? 'failed' : 'completed';
  if (seen.has('nova.migration-cancelled'))
    return seen.has(...TIMEOUTS) && !seen.has(...ABORTS) ? 'failed' : 'cancelled';
  const aborted = seen.has(
    'nova.migration-aborted',
    'nova.live-migration-failure',
    'nova.allocation-swapped-back',
  );
  if (aborted || seen.has('nova.pre-live-migration-failed')) {
    return seen.has(...ABORTS) && seen.has('libvirt.job-cancelled-by-client') ? 'cancelled' : 'failed';
  }
  if (
    seen.has(
      'nova.migrate-server-failed',
      'nova.instance-state-restored',
      'nova.live-migrate-unexpectedly-failed',
    )
  ) {
    return reachedComputeHosts(seen, attempt) ? 'failed' : 'refused';
  }
  if (source.is === 'stopped' && source.reason === 'migrated') return 'completed';
  if (seen.has('nova.instance-moved') && seen.has('nova.vm-resumed')) return 'completed';
  if (seen.has('nova.message-handling-failed', 'qemu.load-failed')) return 'failed';
  if (destination.is === 'stopped' && destination.reason !== undefined && destination.reason !== 'migrated') {
    return destination.at >= attempt.startedAt ? 'failed' : 'unfinished';
  }
  return 'unfinished';
}

const FINISHES = [
  'nova.migration-completed',
  'nova.post-live-migration-started',
  'nova.post-at-destination-started',
  'nova.post-live-migration-finished',
];

/**
 * Whether the evidence contradicts Nova's "completed": the source's QEMU ended in another way than by migrating, or
 * libvirt's job failed and the destination found no guest to take over.
 */
function isRefuted(seen: Seen, source: GuestState, destination: GuestState): boolean {
  const arrived =
    destination.is === 'running' || (destination.is === 'unknown' && seen.has('nova.vm-resumed'));
  if (arrived) return false;
  if (source.is === 'stopped' && source.reason !== undefined && source.reason !== 'migrated') return true;
  const takeOverFailed = seen.has('nova.post-at-destination-error', 'nova.post-at-destination-failed');
  if (!takeOverFailed) return false;
  return destination.is === 'stopped' || seen.has('nova.live-migration-failure');
}

/** A compute host worked on the request, or an error came back from one. */
function reachedComputeHosts(seen: Seen, attempt: Attempt): boolean {
  if (seen.has('nova.host-skipped')) return true;
  return attempt.events.some(
    (event) =>
      (event.phase !== undefined && AT_COMPUTE_HOSTS.has(event.phase)) ||
      (event.logKind === 'nova-compute' &&
        event.requestId !== undefined &&
        event.requestId === attempt.requestId),
  );
}

const AT_COMPUTE_HOSTS: ReadonlySet<string> = new Set(['check', 'pre-live-migration', 'copy', 'switchover']);

const TIMEOUTS = ['nova.live-migration-timed-out', 'nova.live-migration-stuck'];
const POST_COPY = ['nova.vm-postcopy-started', 'nova.post-copy-switched'];
const ABORTS = ['nova.live-migration-abort-requested', 'nova.live-migration-abort-answered'];
const FORWARD: readonly Phase[] = [
  'request',
  'schedule',
  'check',
  'pre-live-migration',
  'copy',
  'switchover',
  'post-live-migration',
];

function findFailedPhase(attempt: Attempt, outcome: Outcome): Phase | undefined {
  if (attempt.events.some((event) => FINISHES.includes(event.kind))) return 'copy';
  const failure = attempt.events.find((event) => event.sign === 'failure' && !isAftermath(event));
  const at = failure?.at ?? attempt.lastAt;
  let furthest = -1;
  for (const event of attempt.events) {
    if (event.at > at || event.phase === undefined || event.sign === 'failure' || event.relayed) continue;
    furthest = Math.max(furthest, FORWARD.indexOf(event.phase));
  }
  const cause = attempt.events.find(
    (event) => event.relayed && event.path === failure?.path && event.line === failure.line,
  );
  // Nova's last word on the preparation names it, while the failure itself may be an exception of any phase.
  const told = attempt.events.find(({ kind }) => kind === 'nova.pre-live-migration-failed')?.phase;
  // Whatever a compute host does for a request begins with the checks.
  const least: Phase | undefined = failure?.logKind === 'nova-compute' ? 'check' : undefined;
  for (const phase of [cause?.phase, failure?.phase, told, least]) {
    if (phase !== undefined) furthest = Math.max(furthest, FORWARD.indexOf(phase));
  }
  if (outcome === 'refused') return isRefused(attempt) ? 'request' : 'schedule';
  return FORWARD[furthest];
}

/** Failures that only report what failed before. */
function isAftermath(event: TimedEvent): boolean {
  return event.phase === 'rollback' || event.phase === 'cleanup' || ENDS.has(event.kind);
}

function locate(
  seen: Seen,
  route: Route,
  outcome: Outcome,
  source: GuestState,
  destination: GuestState,
): string | undefined {
  const sourceGone = source.is === 'stopped';
  const destinationGone = destination.is === 'stopped';
  if (outcome === 'completed')
    return destinationGone && source.is === 'running' ? route.source : (route.destination ?? 'unknown');
  // From then on the source's QEMU only serves what is left of the memory.
  if (seen.has(...POST_COPY) && source.is === 'running') return destinationGone ? 'nowhere' : 'unknown';
  if (source.is === 'running' && destination.is === 'running' && seen.has('nova.vm-resumed')) return 'both';
  if (source.is === 'running') return route.source;
  if (destination.is === 'running' && hasTakenOver(seen, source)) return route.destination;
  if (sourceGone && destinationGone) return 'nowhere';
  if (sourceGone)
    return source.reason === 'migrated'
      ? (route.destination ?? 'unknown')
      : outcome === 'unfinished'
        ? 'unknown'
        : 'nowhere';
  if (outcome === 'refused') return route.source;
  if (outcome === 'unfinished' || seen.has(...FINISHES, ...POST_COPY)) return 'unknown';
  return route.source ?? 'unknown';
}

/** A QEMU that waits for a guest runs, too; where the source died, nothing but the guest's own start there tells. */
function hasTakenOver(seen: Seen, source: GuestState): boolean {
  if (source.is !== 'stopped') return false;
  return source.reason === undefined || source.reason === 'migrated' || seen.has('nova.vm-resumed');
}

function findMode(seen: Seen, outcome: Outcome): MigrationMode {
  if (seen.has(...POST_COPY)) return 'post-copy';
  if (seen.has('nova.migration-forced-by-pause', 'nova.force-complete-requested')) return 'force-complete';
  if (outcome === 'completed' && seen.has('nova.live-migration-timed-out')) return 'force-complete';
  return seen.has(
    'nova.migrate-api-invoked',
    'nova.migration-running',
    'nova.migration-completed',
    'qemu.migration-initiated',
  )
    ? 'pre-copy'
    : 'unknown';
}
