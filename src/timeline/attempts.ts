import type { TimedEvent } from '../model/index.ts';
import type { GroupedEvents } from './group-by-instance.ts';
import type { InstanceIndex } from './instances.ts';
import { MoveAnswers } from './move-answers.ts';
import { ENDS, REFUSALS, REQUESTS_ABOUT_RUNNING, STARTS, STRAGGLERS, TRACES } from './milestones.ts';
import { leaveOtherMigrations } from './other-migrations.ts';

/** Events of one try to move one instance, before anything is concluded from them. */
export interface Attempt {
  readonly instance: string;
  /** The request that started it; unknown where only lines without a context are left. */
  requestId: string | undefined;
  readonly requestIds: Set<string>;
  readonly events: TimedEvent[];
  startedAt: number;
  lastAt: number;
  /** When something happened after which only cleaning up follows. */
  endedAt: number | undefined;
  /** The source's QEMU has handed its guest over: one that comes in after that belongs to another attempt. */
  hasLeft: boolean;
}

/** Lines that come late (libvirt's events are delayed by up to 15 s in nova/virt/libvirt/host.py). */
const STRAGGLE_MS = 30_000;
/** Lines without a request id that still belong to what just ended. */
const SETTLE_MS = 10_000;
/** A trace of a migration this long after the end of another is another migration. */
const APART_MS = 60_000;

/**
 * Splits the events of each instance into attempts.
 *
 * Two signals decide: the request id where it can be trusted, else the time window of the attempt that is under
 * way. Nova admits one migration per instance at a time, so a new request ends the attempt before it.
 */
export function splitAttempts({ byInstance, others }: GroupedEvents, index: InstanceIndex): Attempt[] {
  const attempts: Attempt[] = [];
  const byRequest = new Map<string, Attempt>();
  const left = [...others];
  for (const [instance, list] of byInstance)
    attempts.push(...splitInstance(instance, list, index, byRequest, left));
  const unnamed = attempts.filter(({ requestId }) => requestId === undefined);
  if (unnamed.length > 0) {
    const answers = new MoveAnswers(left, index);
    for (const attempt of unnamed) adoptAnswer(attempt, answers, byRequest);
  }
  for (const event of left) {
    const request = [event.requestId, event.globalRequestId].find(
      (id) => id !== undefined && byRequest.has(id),
    );
    const attempt = request === undefined ? undefined : byRequest.get(request);
    if (attempt === undefined) continue;
    const instance = index.instanceOf(event);
    if (instance === undefined || instance === attempt.instance) add(attempt, event);
  }
  for (const attempt of attempts) {
    leaveOtherMigrations(attempt);
    attempt.events.sort(byTime);
    if (attempt.requestId === undefined) nameRequest(attempt, index);
  }
  return attempts.sort((one, other) => one.startedAt - other.startedAt);
}

/**
 * At INFO level nothing ties a failed migration's lines to its request: the last accepted action of the instance
 * before it, which the scheduler handled as a move to another host, must have been the request.
 */
function adoptAnswer(attempt: Attempt, answers: MoveAnswers, byRequest: Map<string, Attempt>): void {
  const request = answers.requestBefore(attempt.instance, attempt.startedAt);
  if (request === undefined || byRequest.has(request)) return;
  attempt.requestId = request;
  attempt.requestIds.add(request);
  byRequest.set(request, attempt);
}

/** The monitor's own context, where nothing surer is left: right until Queens and again since 2023.1. */
function nameRequest(attempt: Attempt, index: InstanceIndex): void {
  const counts = new Map<string, number>();
  for (const event of attempt.events) {
    const request = index.requestOf(event);
    if (request === undefined || event.phase !== 'copy' || STRAGGLERS.has(event.kind)) continue;
    counts.set(request, (counts.get(request) ?? 0) + 1);
  }
  const [request] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  if (request === undefined) return;
  attempt.requestId = request;
  attempt.requestIds.add(request);
}

export function byTime(one: TimedEvent, other: TimedEvent): number {
  return (
    one.at - other.at || (one.path === other.path ? one.line - other.line : one.path < other.path ? -1 : 1)
  );
}

function splitInstance(
  instance: string,
  events: readonly TimedEvent[],
  index: InstanceIndex,
  byRequest: Map<string, Attempt>,
  left: TimedEvent[],
): Attempt[] {
  const attempts: Attempt[] = [];
  const refused = new Set(
    events.filter((event) => REFUSALS.has(event.kind)).map((event) => index.requestOf(event)),
  );
  let current: Attempt | undefined;
  const start = (event: TimedEvent, request: string | undefined): Attempt => {
    const attempt: Attempt = {
      instance,
      requestId: request,
      requestIds: new Set(request === undefined ? [] : [request]),
      events: [],
      startedAt: event.at,
      lastAt: event.at,
      endedAt: undefined,
      hasLeft: false,
    };
    attempts.push(attempt);
    if (request !== undefined) byRequest.set(request, attempt);
    return attempt;
  };
  for (const event of events) {
    const request = index.requestOf(event);
    const known = request === undefined ? undefined : byRequest.get(request);
    if (known !== undefined) {
      add(known, event);
      continue;
    }
    if (REQUESTS_ABOUT_RUNNING.has(event.kind)) {
      if (current === undefined) continue;
      add(current, event);
      if (request !== undefined) {
        current.requestIds.add(request);
        byRequest.set(request, current);
      }
      continue;
    }
    const isStart = STARTS.has(event.kind) || isIncoming(event);
    const isTrace = isStart || TRACES.has(event.kind);
    if (!isTrace && event.phase === 'request' && isOfOther(request, current)) {
      left.push(event);
      continue;
    }
    if (request !== undefined && isTrace && refused.has(request)) {
      add(start(event, request), event);
      continue;
    }
    if (request !== undefined && isTrace && isRequestBearing(event)) {
      if (current !== undefined && current.requestId === undefined && mayAdopt(current, event)) {
        current.requestId = request;
        current.requestIds.add(request);
        byRequest.set(request, current);
      } else if (current === undefined || current.requestId !== undefined || !isOpenAt(current, event.at)) {
        current = start(event, request);
      }
      add(current, event);
    } else if (
      current !== undefined &&
      !(current.hasLeft && isIncoming(event)) &&
      takes(current, event, isStart, isTrace)
    ) {
      add(current, event);
    } else if (isTrace && !STRAGGLERS.has(event.kind)) {
      current = start(event, undefined);
      add(current, event);
    } else {
      left.push(event);
    }
  }
  return attempts;
}

/** What the API says of another request while a migration is under way: it may be about anything. */
function isOfOther(request: string | undefined, current: Attempt | undefined): boolean {
  return request !== undefined && current?.requestId !== undefined && !current.requestIds.has(request);
}

/** QEMU on the destination starts with `-incoming`. */
function isIncoming(event: TimedEvent): boolean {
  return event.kind === 'qemu.started' && event.fields.incoming !== undefined;
}

/** Written while the request itself is being handled, not by the source's monitor thread or libvirt's event loop. */
function isRequestBearing({ phase, side }: TimedEvent): boolean {
  if (phase === undefined || phase === 'copy' || phase === 'switchover') return false;
  return side !== 'source' || phase !== 'pre-live-migration';
}

function mayAdopt(current: Attempt, event: TimedEvent): boolean {
  const opensRequest = event.phase === 'request' || event.phase === 'schedule';
  return isOpenAt(current, event.at) && !(opensRequest && event.at > current.startedAt + SETTLE_MS);
}

function isOpenAt(attempt: Attempt, at: number): boolean {
  return attempt.endedAt === undefined || at <= attempt.endedAt + SETTLE_MS;
}

function takes(current: Attempt, event: TimedEvent, isStart: boolean, isTrace: boolean): boolean {
  if (current.endedAt === undefined) return true;
  const since = event.at - current.endedAt;
  if (STRAGGLERS.has(event.kind)) return since <= STRAGGLE_MS;
  if (isStart) return false;
  return since <= (isTrace ? APART_MS : SETTLE_MS);
}

function add(attempt: Attempt, event: TimedEvent): void {
  attempt.events.push(event);
  attempt.startedAt = Math.min(attempt.startedAt, event.at);
  attempt.lastAt = Math.max(attempt.lastAt, event.at);
  if (event.kind === 'qemu.shut-down' && event.fields.reason === 'migrated') attempt.hasLeft = true;
  if (ENDS.has(event.kind) && !event.relayed)
    attempt.endedAt = Math.max(attempt.endedAt ?? event.at, event.at);
}
