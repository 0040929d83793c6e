import type { TimedEvent } from '../model/index.ts';
import { groupBy } from './group-by.ts';
import type { InstanceIndex } from './instances.ts';

/** A web server stamps a request with the second in which it came. */
const STAMP_MS = 1_000;
/** What the web server has to do when the API has done. */
const SLACK_MS = 250;

/**
 * Holds the lines of the API's web server, which know no request id, against what the API itself logged of requests
 * about the same instance.
 *
 * One that says what the API said as well is left out; one that stands beside other lines of one request belongs to
 * that; one that may belong to several belongs to none, and of several that may belong to one only the clearly nearest
 * does, since a request is answered once. Where it is the only witness it stays as it is.
 */
export function settleAccessLines(
  events: readonly TimedEvent[],
  index: InstanceIndex,
): readonly TimedEvent[] {
  const access = events.filter(isOfWebServer);
  if (access.length === 0) return events;
  const subjectOf = (event: TimedEvent): string => `${event.host}\n${index.instanceOf(event) ?? ''}`;
  const subjects = new Set(access.map(subjectOf));
  const said = groupBy(
    events.filter(
      (event) =>
        event.requestId !== undefined && event.side === 'controller' && subjects.has(subjectOf(event)),
    ),
    subjectOf,
  );
  const repeated = new Set<TimedEvent>();
  const answers = new Set<TimedEvent>();
  const claims: Claim[] = [];
  for (const line of access) {
    const around = (said.get(subjectOf(line)) ?? []).filter((event) => mayShareProcess(line, event));
    const near = around.filter((event) => isInTime(line, event));
    const answer = findAnswer(line, near, answers);
    if (answer !== undefined) {
      answers.add(answer);
      repeated.add(line);
      continue;
    }
    claims.push(...claimsOf(line, near, around));
  }
  const named = settleClaims(claims);
  return events.flatMap((event) => {
    if (repeated.has(event)) return [];
    return named.has(event) ? (named.get(event) ?? []) : [event];
  });
}

/** A line of the web server beside a request that it may be of. */
interface Claim {
  readonly line: TimedEvent;
  readonly requestId: string | undefined;
  /** The API's last word on the request. */
  readonly lastAt: number;
}

/** Each line as one of its request; `undefined` where it cannot be told which one that is. */
function settleClaims(claims: readonly Claim[]): ReadonlyMap<TimedEvent, TimedEvent | undefined> {
  const nearest = new Set([...groupBy(claims, ({ requestId }) => requestId).values()].map(clearlyNearest));
  const settled = new Map<TimedEvent, TimedEvent | undefined>();
  for (const [line, [claim, ...others]] of groupBy(claims, (one) => one.line)) {
    const isIts = claim !== undefined && others.length === 0 && nearest.has(claim);
    settled.set(
      line,
      // Not before the API's last word, which the second in which the request came may be.
      isIts ? { ...line, requestId: claim.requestId, at: Math.max(line.at, claim.lastAt) } : undefined,
    );
  }
  return settled;
}

/** Whose end is nearest to the API's last word, by more than what a stamp leaves open. */
function clearlyNearest(rivals: readonly Claim[]): Claim | undefined {
  const apart = ({ line, lastAt }: Claim): number => fromEnd(line, lastAt);
  const [first, second] = rivals.toSorted((one, other) => apart(one) - apart(other));
  if (first === undefined || second === undefined) return first;
  return apart(second) - apart(first) >= STAMP_MS ? first : undefined;
}

/** Only the web server says how long a request took without saying which one it was. */
function isOfWebServer({ requestId, side, fields }: TimedEvent): boolean {
  return requestId === undefined && side === 'controller' && fields.took_ms !== undefined;
}

function mayShareProcess(line: TimedEvent, event: TimedEvent): boolean {
  return line.pid === undefined || event.pid === undefined || line.pid === event.pid;
}

/** By the time that the request took. */
function isInTime(line: TimedEvent, event: TimedEvent): boolean {
  const since = event.at - line.at;
  return since >= 0 && since <= STAMP_MS + tookMs(line) + SLACK_MS;
}

/** How far a moment is from the earliest at which the web server may have been done. */
function fromEnd(line: TimedEvent, at: number): number {
  return Math.abs(at - line.at - tookMs(line));
}

/** What the API itself said of the same request, the nearest to the moment at which the web server was done. */
function findAnswer(
  line: TimedEvent,
  near: readonly TimedEvent[],
  taken: ReadonlySet<TimedEvent>,
): TimedEvent | undefined {
  return near
    .filter((event) => event.kind === line.kind && !taken.has(event) && agree(line, event))
    .sort((one, other) => fromEnd(line, one.at) - fromEnd(line, other.at))[0];
}

/**
 * The requests of which the API said the like, but not how they were answered. What it said before they came, or still
 * said after they were answered, it said of others.
 */
function claimsOf(
  line: TimedEvent,
  near: readonly TimedEvent[],
  around: readonly TimedEvent[],
): readonly Claim[] {
  return [...groupBy(near, ({ requestId }) => requestId)].flatMap(([requestId, events]) => {
    const isLike = events.some(({ phase }) => phase === line.phase);
    const isOther = around.some((event) => event.requestId === requestId && isOfAnother(line, event));
    return !isLike || isOther ? [] : [{ line, requestId, lastAt: Math.max(...events.map(({ at }) => at)) }];
  });
}

function isOfAnother(line: TimedEvent, event: TimedEvent): boolean {
  if (event.kind === line.kind) return true;
  return isInTime(line, event) ? !agree(line, event) : event.logKind === line.logKind;
}

/** Whether nothing that one of them says is said otherwise by the other. */
function agree(line: TimedEvent, event: TimedEvent): boolean {
  return Object.entries(line.fields).every(([name, value]) => (event.fields[name] ?? value) === value);
}

function tookMs({ fields }: TimedEvent): number {
  return typeof fields.took_ms === 'number' ? fields.took_ms : 0;
}
