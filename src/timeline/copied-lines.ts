import type { TimedEvent } from '../model/index.ts';
import { groupBy } from './group-by.ts';

/** Stamps of whole seconds, and what a line takes from the service to the system's log. */
const APART_MS = 2_000;

/**
 * Leaves out what a host's system log has once more: a service that logs to a file and to the journal, or a journal that
 * rsyslog writes to /var/log/messages as well. Of two lines the service's own log counts, else the one whose path
 * comes first; a line that stands in one log only stays.
 */
export function withoutCopies(events: readonly TimedEvent[]): readonly TimedEvent[] {
  const inSystemLogs = new Map<string, Set<string>>();
  for (const event of events) {
    if (!isOfSystem(event)) continue;
    const { host, kind } = event;
    const kinds = inSystemLogs.get(host);
    if (kinds) kinds.add(kind);
    else inSystemLogs.set(host, new Set([kind]));
  }
  if (inSystemLogs.size === 0) return events;
  const mayBeTwice = events.filter(({ host, kind }) => inSystemLogs.get(host)?.has(kind) === true);
  const copies = new Set([...groupBy(mayBeTwice, wordsOf).values()].flatMap(findCopies));
  return copies.size === 0 ? events : events.filter((event) => !copies.has(event));
}

/** The lines of syslog and of the journal name their host. */
function isOfSystem({ logKind, lineHost }: TimedEvent): boolean {
  return logKind === 'system' || lineHost !== undefined;
}

function wordsOf({ host, kind, instance, domain, requestId, relayed, excerpt }: TimedEvent): string {
  return [host, kind, instance, domain, requestId, relayed, excerpt].join('\n');
}

/** Those among events with the same words that another log has, too. */
function findCopies(alike: readonly TimedEvent[]): readonly TimedEvent[] {
  const [first = [], ...others] = [...groupBy(alike, ({ path }) => path).values()].sort(byRank);
  let kept = [...first].sort(byTime);
  const copies: TimedEvent[] = [];
  for (const log of others) {
    const found = new Set<TimedEvent>();
    const news: TimedEvent[] = [];
    let from = 0;
    for (const event of [...log].sort(byTime)) {
      // Two logs of services have no line in common, however alike theirs are.
      if (!isOfSystem(event)) {
        news.push(event);
        continue;
      }
      for (let one = kept[from]; one !== undefined; one = kept[from]) {
        if (one.at >= event.at - APART_MS && !found.has(one)) break;
        from += 1;
      }
      let nth = from;
      while (nth < kept.length && !isOriginal(kept[nth], event, found)) nth += 1;
      const original = kept[nth];
      if (original === undefined || original.at > event.at + APART_MS) news.push(event);
      else {
        found.add(original);
        copies.push(event);
      }
    }
    if (news.length > 0) kept = [...kept, ...news].sort(byTime);
  }
  return copies;
}

/** Or one so late that none will follow. */
function isOriginal(one: TimedEvent | undefined, event: TimedEvent, found: ReadonlySet<TimedEvent>): boolean {
  if (one === undefined || one.at > event.at + APART_MS) return true;
  return !found.has(one) && (one.pid === undefined || event.pid === undefined || one.pid === event.pid);
}

function byTime(one: TimedEvent, other: TimedEvent): number {
  return one.at - other.at;
}

function byRank([one]: readonly TimedEvent[], [other]: readonly TimedEvent[]): number {
  if (one === undefined || other === undefined) return 0;
  const rank = Number(isOfSystem(one)) - Number(isOfSystem(other));
  return rank || (one.path < other.path ? -1 : 1);
}
