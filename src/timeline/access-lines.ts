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
 * that; one that may belong to several belongs to none. Where it is the only witness it stays as it is.
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
  const unclear = new Set<TimedEvent>();
  const named = new Map<TimedEvent, TimedEvent>();
  for (const line of access) {
    const near = (said.get(subjectOf(line)) ?? []).filter((event) => isInTime(line, event));
    const answer = findAnswer(line, near, answers);
    if (answer !== undefined) {
      answers.add(answer);
      repeated.add(line);
      continue;
    }
    const [request, ...others] = requestsBeside(line, near);
    if (others.length > 0) unclear.add(line);
    else if (request !== undefined) named.set(line, { ...line, ...request });
  }
  return events
    .filter((event) => !repeated.has(event) && !unclear.has(event))
    .map((event) => named.get(event) ?? event);
}

/** Only the web server says how long a request took without saying which one it was. */
function isOfWebServer({ requestId, side, fields }: TimedEvent): boolean {
  return requestId === undefined && side === 'controller' && fields.took_ms !== undefined;
}

/** By the process, and the time that the request took. */
function isInTime(line: TimedEvent, event: TimedEvent): boolean {
  if (line.pid !== undefined && event.pid !== undefined && line.pid !== event.pid) return false;
  const since = event.at - line.at;
  return since >= 0 && since <= STAMP_MS + tookMs(line) + SLACK_MS;
}

/** What the API itself said of the same request, the nearest to the moment at which the web server was done. */
function findAnswer(
  line: TimedEvent,
  near: readonly TimedEvent[],
  taken: ReadonlySet<TimedEvent>,
): TimedEvent | undefined {
  const apart = ({ at }: TimedEvent): number => Math.abs(at - line.at - tookMs(line));
  return near
    .filter((event) => event.kind === line.kind && !taken.has(event) && agree(line, event))
    .sort((one, other) => apart(one) - apart(other))[0];
}

/**
 * The requests of which the API said the like, but not how they were answered, and when they were: not before the API's
 * last word on them, which the second in which they came may be.
 */
function requestsBeside(
  line: TimedEvent,
  near: readonly TimedEvent[],
): readonly Pick<TimedEvent, 'requestId' | 'at'>[] {
  return [...groupBy(near, ({ requestId }) => requestId)].flatMap(([requestId, events]) => {
    const isLike = events.some(({ phase }) => phase === line.phase);
    const isOther = events.some((event) => event.kind === line.kind || !agree(line, event));
    return !isLike || isOther ? [] : [{ requestId, at: Math.max(line.at, ...events.map(({ at }) => at)) }];
  });
}

/** Whether nothing that one of them says is said otherwise by the other. */
function agree(line: TimedEvent, event: TimedEvent): boolean {
  return Object.entries(line.fields).every(([name, value]) => (event.fields[name] ?? value) === value);
}

function tookMs({ fields }: TimedEvent): number {
  return typeof fields.took_ms === 'number' ? fields.took_ms : 0;
}
