import type { TimedEvent } from '../model/index.ts';
import { byTime } from './attempts.ts';
import { addToGroup, groupBy } from './group-by.ts';

/** Stamps of whole seconds, and what a line takes from the service to the system's log. */
const APART_MS = 2_000;

/**
 * Leaves out what a host's system log has once more: a service that logs to a file and to the journal, or a journal that
 * rsyslog writes to /var/log/messages as well. Of two lines the service's own log counts, else the one whose path
 * comes first; a line that stands in one log only stays.
 */
export function withoutCopies(events: readonly TimedEvent[]): readonly TimedEvent[] {
  const inSystemLogs = new Map<string, Set<string>>();
  for (const event of events) if (isOfSystem(event)) addToGroup(inSystemLogs, event.host, event.kind);
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
      const earliest = event.at - APART_MS;
      for (let one = kept[from]; one !== undefined; one = kept[from]) {
        if (one.at >= earliest && !found.has(one)) break;
        from += 1;
      }
      const original = findOriginal(event, kept, from, found);
      if (original === undefined) news.push(event);
      else {
        found.add(original);
        copies.push(event);
      }
    }
    if (news.length > 0) kept = [...kept, ...news].sort(byTime);
  }
  return copies;
}

/** The line of another log, from a place on, that a line of the system's is a copy of and no other one was. */
function findOriginal(
  copy: TimedEvent,
  kept: readonly TimedEvent[],
  from: number,
  found: ReadonlySet<TimedEvent>,
): TimedEvent | undefined {
  // Two logs of services have no line in common, however alike theirs are.
  if (!isOfSystem(copy)) return undefined;
  for (let nth = from; nth < kept.length; nth += 1) {
    const one = kept[nth];
    if (one === undefined || one.at > copy.at + APART_MS) return undefined;
    const isOfOneProcess = one.pid === undefined || copy.pid === undefined || one.pid === copy.pid;
    if (isOfOneProcess && !found.has(one)) return one;
  }
  return undefined;
}

function byRank([one]: readonly TimedEvent[], [other]: readonly TimedEvent[]): number {
  if (one === undefined || other === undefined) return 0;
  const rank = Number(isOfSystem(one)) - Number(isOfSystem(other));
  return rank || (one.path < other.path ? -1 : 1);
}
