import type { TimedEvent, TimelineEvent } from '../model/index.ts';
import { groupBy } from './group-by.ts';
import { toIso } from './phases.ts';
import { roleOf, type Route } from './roles.ts';

/** Puts an attempt's events into the Analysis; lines that repeat the one before on their host become one. */
export function foldEvents(events: readonly TimedEvent[], route: Route): TimelineEvent[] {
  const folded: { event: TimelineEvent; count: number; until: number | undefined }[] = [];
  const lastOf = new Map<string, (typeof folded)[number]>();
  const reasons = reasonsOf(events);
  for (const own of events) {
    if (own.relayed) continue;
    const summary = reasons.size === 0 ? own.summary : summaryOf(own, reasonFor(own, reasons));
    const last = lastOf.get(own.host);
    if (last?.event.kind === own.kind && last.event.summary === summary) {
      last.count += 1;
      last.until = own.at;
      continue;
    }
    const row = { event: toTimelineEvent(own, summary, route), count: 1, until: undefined };
    folded.push(row);
    lastOf.set(own.host, row);
  }
  return folded.map(({ event, count, until }) =>
    until === undefined ? event : { ...event, count, until: toIso(until) },
  );
}

/** What failed, as lines relay it (an exception, an error of libvirt's), by the numbers of the lines. */
function reasonsOf(events: readonly TimedEvent[]): ReadonlyMap<number, readonly TimedEvent[]> {
  return groupBy(
    events.filter(({ relayed, sign }) => relayed && sign === 'failure'),
    ({ line }) => line,
  );
}

function reasonFor(
  { path, line }: TimedEvent,
  reasons: ReadonlyMap<number, readonly TimedEvent[]>,
): string | undefined {
  return reasons.get(line)?.find((one) => one.path === path)?.summary;
}

/** The summary of a line that says itself only that something failed gets the reason that it relays. */
function summaryOf({ summary, fields }: TimedEvent, reason: string | undefined): string {
  const isSaid = fields.error !== undefined || fields.reason !== undefined;
  return reason === undefined || isSaid || summary.includes(reason) ? summary : `${summary}: ${reason}`;
}

function toTimelineEvent(event: TimedEvent, summary: string, route: Route): TimelineEvent {
  const row = withWhatIsKnown(event, summary, route);
  return event.sign === 'noise' ? { ...row, noise: true } : row;
}

/** Each form written out: of hundreds of thousands of rows, spreads of what may be absent take most of the time. */
function withWhatIsKnown(event: TimedEvent, summary: string, route: Route): TimelineEvent {
  const { host, kind, phase, level, path: file, line, fields } = event;
  const at = toIso(event.at);
  const role = roleOf(event, route);
  if (level === undefined)
    return phase === undefined
      ? { at, host, role, kind, summary, file, line, fields }
      : { at, host, role, kind, phase, summary, file, line, fields };
  if (phase === undefined) return { at, host, role, kind, level, summary, file, line, fields };
  return { at, host, role, kind, phase, level, summary, file, line, fields };
}
