import type { TimedEvent } from '../model/index.ts';
import { splitAttempts, type Attempt } from './attempts.ts';
import type { ClockSample } from './causes.ts';
import { groupBy } from './group-by.ts';
import { groupByInstance } from './group-by-instance.ts';
import type { HostNames } from './host-names.ts';
import type { InstanceIndex } from './instances.ts';
import { findRoute, type Route } from './roles.ts';

/** What one host alone saw of one migration. */
interface LocalAttempt {
  readonly host: string;
  readonly attempt: Attempt;
  readonly route: Route;
}

/** Starts on two hosts this close are one migration when nothing better tells. */
const SAME_START_MS = 60_000;

/**
 * Puts together what each host saw of each migration without trusting one host's clock against another's: attempts
 * are split host by host, then matched by request id, and by their order where lines without a context are all that
 * is left.
 *
 * `events` in time order.
 */
export function collectSamples(
  events: readonly TimedEvent[],
  index: InstanceIndex,
  names: HostNames,
): ClockSample[] {
  const byInstance = groupBy(splitByHost(events, index, names), ({ attempt }) => attempt.instance);
  return [...byInstance.values()].flatMap((locals) => matchLocals(locals).map(toSample));
}

function splitByHost(events: readonly TimedEvent[], index: InstanceIndex, names: HostNames): LocalAttempt[] {
  return [...groupBy(events, (event) => event.host)].flatMap(([host, own]) =>
    splitAttempts(groupByInstance(own, index), index).map((attempt) => ({
      host,
      attempt,
      route: findRoute(attempt, names, undefined),
    })),
  );
}

/** Groups of local attempts that are one migration. */
function matchLocals(locals: readonly LocalAttempt[]): LocalAttempt[][] {
  const groups = new Groups(locals);
  const byRequest = new Map<string, LocalAttempt>();
  for (const local of locals) {
    const { requestId } = local.attempt;
    if (requestId === undefined) continue;
    const known = byRequest.get(requestId);
    if (known) groups.join(known, local);
    else byRequest.set(requestId, local);
  }
  const sources = groupBy(
    locals.filter(({ host, route }) => route.source === host),
    hostOf,
  );
  const destinations = groupBy(
    locals.filter(({ host, route }) => route.destination === host),
    hostOf,
  );
  for (const [source, going] of sources) {
    for (const [destination, coming] of destinations) {
      if (source === destination) continue;
      const left = going.filter((one) => isPossible(one.route.destination, destination));
      const right = coming.filter((one) => isPossible(one.route.source, source));
      for (const [one, other] of pair(left, right)) {
        const ids = new Set([one.attempt.requestId, other.attempt.requestId]);
        ids.delete(undefined);
        if (ids.size < 2) groups.join(one, other);
      }
    }
  }
  return groups.all();
}

function hostOf({ host }: LocalAttempt): string {
  return host;
}

function isPossible(named: string | undefined, host: string): boolean {
  return named === undefined || named === host;
}

/** As many departures as arrivals: the first is the first. Otherwise only those that started together. */
function pair(
  left: readonly LocalAttempt[],
  right: readonly LocalAttempt[],
): (readonly [LocalAttempt, LocalAttempt])[] {
  if (left.length === right.length) {
    return left.flatMap((one, position) => {
      const other = right[position];
      return other === undefined ? [] : [[one, other] as const];
    });
  }
  const pairs: (readonly [LocalAttempt, LocalAttempt])[] = [];
  let from = 0;
  for (const one of left) {
    while (from < right.length && startOf(right[from]) < startOf(one) - SAME_START_MS) from += 1;
    const other = right[from];
    if (other === undefined || startOf(other) > startOf(one) + SAME_START_MS) continue;
    pairs.push([one, other]);
    from += 1;
  }
  return pairs;
}

function startOf(local: LocalAttempt | undefined): number {
  return local?.attempt.startedAt ?? 0;
}

/** Disjoint sets of local attempts. */
class Groups {
  private readonly parents = new Map<LocalAttempt, LocalAttempt>();

  constructor(locals: readonly LocalAttempt[]) {
    for (const local of locals) this.parents.set(local, local);
  }

  join(one: LocalAttempt, other: LocalAttempt): void {
    this.parents.set(this.rootOf(one), this.rootOf(other));
  }

  all(): LocalAttempt[][] {
    return [...groupBy(this.parents.keys(), (local) => this.rootOf(local)).values()];
  }

  private rootOf(local: LocalAttempt): LocalAttempt {
    let root = local;
    for (let parent = this.parents.get(root); parent !== undefined && parent !== root;) {
      root = parent;
      parent = this.parents.get(root);
    }
    this.parents.set(local, root);
    return root;
  }
}

function toSample(group: readonly LocalAttempt[]): ClockSample {
  const source = group.find(({ host, route }) => route.source === host)?.host;
  const destination = group.find(({ host, route }) => route.destination === host)?.host;
  return {
    source,
    destination: destination === source ? undefined : destination,
    events: group.flatMap(({ attempt }) => attempt.events),
  };
}
