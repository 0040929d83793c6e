import type { Diagnostic, LogEvent } from '../model/index.ts';

/** What the bundle says about a host's name besides its logs. */
export interface HostHint {
  readonly hostKey: string;
  readonly fromHostnameFile?: string;
  readonly fromConfiguration?: string;
  readonly fromFolder?: string;
  readonly addresses?: readonly string[];
}

export interface HostNames {
  /** Canonical name of each host key. */
  readonly byKey: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Canonical form of a name or address found in a message; names of hosts without logs stay as they are. */
  readonly canonical: (name: string) => string;
  /** Hosts whose files and lines call them by names that cannot be one host's. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How much the signs of a host's name weigh, and what they are called. */
const SIGNS = {
  configuration: { weight: 9, words: 'nova.conf' },
  own: { weight: 8, words: 'its logs' },
  hostnameFile: { weight: 7, words: 'its hostname file' },
  destination: { weight: 6, words: 'its logs' },
  line: { weight: 5, words: 'the lines of its syslog' },
  folder: { weight: 3, words: 'its folder' },
} as const;

type Sign = keyof typeof SIGNS;

/** What one host key was called, and by which signs. */
type Ballot = Map<string, Set<Sign>>;

/**
 * Names the hosts as Nova does, from what their own lines call them, their files and their folders.
 *
 * A name that Nova's messages use wins over an equal host under another form (short or fully qualified).
 */
export function nameHosts(events: readonly LogEvent[], hints: readonly HostHint[]): HostNames {
  const votes = new Map<string, Ballot>();
  const spoken = new Set<string>();
  const vote = (key: string, name: string | undefined, sign: Sign) => {
    const clean = name?.trim();
    const ballot: Ballot = votes.get(key) ?? new Map<string, Set<Sign>>();
    votes.set(key, ballot);
    if (clean === undefined || !HOST_NAME.test(clean)) return;
    const signs = ballot.get(clean) ?? new Set();
    ballot.set(clean, signs.add(sign));
  };
  for (const hint of hints) {
    vote(hint.hostKey, hint.fromConfiguration, 'configuration');
    vote(hint.hostKey, hint.fromHostnameFile, 'hostnameFile');
    vote(hint.hostKey, hint.fromFolder, 'folder');
  }
  for (const event of events) {
    const { own_host: own, destination_host: destination, source_host: source } = event.fields;
    if (
      own === undefined &&
      destination === undefined &&
      source === undefined &&
      event.lineHost === undefined
    ) {
      if (!votes.has(event.hostKey)) votes.set(event.hostKey, new Map());
      continue;
    }
    for (const name of [destination, source]) if (typeof name === 'string') spoken.add(name);
    vote(event.hostKey, event.lineHost, 'line');
    vote(event.hostKey, typeof own === 'string' ? own : undefined, 'own');
    if (event.side === 'destination' && !event.remote) {
      vote(event.hostKey, typeof destination === 'string' ? destination : undefined, 'destination');
    }
    if (event.side === 'source' && !event.remote) {
      vote(event.hostKey, typeof source === 'string' ? source : undefined, 'destination');
    }
  }
  return choose(votes, spoken, addressesOf(hints));
}

const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,253}[A-Za-z0-9])?$/;

function choose(
  votes: ReadonlyMap<string, Ballot>,
  spoken: ReadonlySet<string>,
  addresses: ReadonlyMap<string, ReadonlySet<string>>,
): HostNames {
  const byKey = new Map<string, string>();
  const aliases = new Map<string, string[]>();
  const canonicalOf = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const chosen = joinForms([...votes].map(([key, ballot]) => [key, nameOf(ballot, spoken)] as const));
  let nameless = 0;
  for (const [key, ballot] of votes) {
    const name = chosen.get(key) ?? `host-${String((nameless += 1))}`;
    const names = [...ballot.keys()];
    byKey.set(key, name);
    const others = new Set([...(aliases.get(name) ?? []), ...names.filter((one) => one !== name)]);
    aliases.set(name, [...others].sort());
    for (const one of [name, ...names]) if (!canonicalOf.has(one)) canonicalOf.set(one, name);
    const problem = conflictOf(ballot, name);
    if (problem !== undefined) diagnostics.push(problem);
  }
  for (const [address, keys] of addresses) {
    const [owner, ...more] = new Set([...keys].flatMap((key) => byKey.get(key) ?? []));
    // An address of many hosts, such as a bridge has everywhere, tells none of them.
    if (owner !== undefined && more.length === 0 && !canonicalOf.has(address))
      canonicalOf.set(address, owner);
  }
  const canonical = (name: string) => {
    const known = canonicalOf.get(name);
    if (known !== undefined) return known;
    const same = [...byKey.values()].find((one) => isSameHost(one, name));
    return same ?? name;
  };
  return { byKey, aliases, canonical, diagnostics };
}

/** The name that messages use, or the one with the strongest sign. */
function nameOf(ballot: Ballot, spoken: ReadonlySet<string>): string | undefined {
  const names = [...ballot]
    .sort(([, one], [, other]) => weightOf(other) - weightOf(one))
    .map(([name]) => name);
  return (
    names.find((name) => spoken.has(name)) ??
    [...spoken].find((name) => names.some((one) => isSameHost(one, name))) ??
    names[0]
  );
}

function weightOf(signs: ReadonlySet<Sign>): number {
  return Math.max(...[...signs].map((sign) => SIGNS[sign].weight));
}

/** Bundles of one host may call it by its short and by its full name; a short one of two full ones stays alone. */
function joinForms(
  named: readonly (readonly [key: string, name: string | undefined])[],
): ReadonlyMap<string, string> {
  const all = [...new Set(named.flatMap(([, name]) => name ?? []))];
  const joined = new Map<string, string>();
  for (const [key, name] of named) {
    if (name === undefined) continue;
    const longer = all.filter((other) => other !== name && other.startsWith(`${name}.`));
    joined.set(key, longer.length === 1 ? (longer[0] ?? name) : name);
  }
  return joined;
}

/** Signs of what the system itself is called; Nova may be told to call it anything, and a folder, too. */
const SYSTEM_SIGNS: readonly Sign[] = ['own', 'hostnameFile', 'line'];

function conflictOf(ballot: Ballot, name: string): Diagnostic | undefined {
  const configured = [...ballot].filter(([, signs]) => signs.has('configuration')).map(([one]) => one);
  const system = [...ballot].filter(
    ([one, signs]) =>
      SYSTEM_SIGNS.some((sign) => signs.has(sign)) && !configured.some((other) => isSameHost(one, other)),
  );
  const [first, second] = [system[0], system.find(([one]) => !isSameHost(one, system[0]?.[0] ?? one))];
  if (first === undefined || second === undefined) return undefined;
  const said = [first, second].map(([one, signs]) => `${one} (${wordsOf(signs)})`);
  return {
    code: 'host-names-disagree',
    severity: 'warning',
    what: `a host is called ${said.join(' and ')}`,
    why: 'its files may come from two hosts, or a report was made of a copy on another machine',
    fix: `check which host the files are of; they are taken for ${name}'s`,
  };
}

function wordsOf(signs: ReadonlySet<Sign>): string {
  return SYSTEM_SIGNS.flatMap((sign) => (signs.has(sign) ? [SIGNS[sign].words] : [])).join(', ');
}

/** The host keys that have each address. */
function addressesOf(hints: readonly HostHint[]): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const { hostKey, addresses = [] } of hints) {
    for (const address of addresses)
      owners.set(address, (owners.get(address) ?? new Set<string>()).add(hostKey));
  }
  return owners;
}

/** Short and fully qualified form of one name. */
export function isSameHost(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
