import type { LogEvent } from '../model/index.ts';

/** What the bundle says about a host's name besides its logs. */
export interface HostHint {
  readonly hostKey: string;
  readonly fromHostnameFile?: string;
  readonly fromConfiguration?: string;
  readonly fromFolder?: string;
}

export interface HostNames {
  /** Canonical name of each host key. */
  readonly byKey: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Canonical form of a name found in a message; names of hosts without logs stay as they are. */
  readonly canonical: (name: string) => string;
}

const WEIGHTS = { own: 8, destination: 6, hostnameFile: 7, configuration: 9, folder: 3 } as const;

/**
 * Names the hosts as Nova does, from what their own lines call them, their files and their folders.
 *
 * A name that Nova's messages use wins over an equal host under another form (short or fully qualified).
 */
export function nameHosts(events: readonly LogEvent[], hints: readonly HostHint[]): HostNames {
  const votes = new Map<string, Map<string, number>>();
  const spoken = new Set<string>();
  const vote = (key: string, name: string | undefined, weight: number) => {
    const clean = name?.trim();
    const ballot = votes.get(key) ?? new Map<string, number>();
    votes.set(key, ballot);
    if (clean === undefined || !HOST_NAME.test(clean)) return;
    ballot.set(clean, Math.max(ballot.get(clean) ?? 0, weight));
  };
  for (const hint of hints) {
    vote(hint.hostKey, hint.fromConfiguration, WEIGHTS.configuration);
    vote(hint.hostKey, hint.fromHostnameFile, WEIGHTS.hostnameFile);
    vote(hint.hostKey, hint.fromFolder, WEIGHTS.folder);
  }
  for (const event of events) {
    const { own_host: own, destination_host: destination, source_host: source } = event.fields;
    for (const name of [destination, source]) if (typeof name === 'string') spoken.add(name);
    vote(event.hostKey, typeof own === 'string' ? own : undefined, WEIGHTS.own);
    if (event.side === 'destination' && !event.remote) {
      vote(event.hostKey, typeof destination === 'string' ? destination : undefined, WEIGHTS.destination);
    }
    if (event.side === 'source' && !event.remote) {
      vote(event.hostKey, typeof source === 'string' ? source : undefined, WEIGHTS.destination);
    }
  }
  return choose(votes, spoken);
}

const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,253}[A-Za-z0-9])?$/;

function choose(
  votes: ReadonlyMap<string, ReadonlyMap<string, number>>,
  spoken: ReadonlySet<string>,
): HostNames {
  const byKey = new Map<string, string>();
  const aliases = new Map<string, string[]>();
  const canonicalOf = new Map<string, string>();
  let nameless = 0;
  for (const [key, ballot] of votes) {
    const names = [...ballot].sort(([, one], [, other]) => other - one).map(([name]) => name);
    const said =
      names.find((name) => spoken.has(name)) ??
      [...spoken].find((name) => names.some((one) => isSameHost(one, name)));
    const name = said ?? names[0] ?? `host-${String((nameless += 1))}`;
    byKey.set(key, name);
    const others = new Set([...(aliases.get(name) ?? []), ...names.filter((one) => one !== name)]);
    aliases.set(name, [...others].sort());
    for (const one of [name, ...names]) if (!canonicalOf.has(one)) canonicalOf.set(one, name);
  }
  const canonical = (name: string) => {
    const known = canonicalOf.get(name);
    if (known !== undefined) return known;
    const same = [...byKey.values()].find((one) => isSameHost(one, name));
    return same ?? name;
  };
  return { byKey, aliases, canonical };
}

/** Short and fully qualified form of one name. */
export function isSameHost(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
