import type { LogEvent } from '../model/index.ts';
import { addToGroup } from './group-by.ts';
import { isSameHost, type HostHint } from './host-names.ts';

/** Lines and what is known of their hosts' names, each host under a key of its own. */
export interface AttributedLines {
  readonly lines: readonly LogEvent[];
  readonly hints: readonly HostHint[];
}

/**
 * Gives the lines of a file that many hosts write, as a central syslog does, to the hosts that they name, and so the
 * files of a folder that holds one of a kind from each of several hosts, by what each calls its own host.
 *
 * A file whose lines all name one host keeps its own key otherwise: they say what that host is called.
 */
export function attributeLines(events: readonly LogEvent[], hints: readonly HostHint[]): AttributedLines {
  const byPath = new Map<string, Set<string>>();
  const byLine = new Map<string, Set<string>>();
  for (const event of events) {
    const own = event.lineHost ?? ownHost(event);
    if (own !== undefined) addToGroup(byPath, event.path, own);
    if (event.lineHost !== undefined) addToGroup(byLine, event.path, event.lineHost);
  }
  const central = new Set([...byLine].filter(([, hosts]) => isSeveral(hosts)).map(([path]) => path));
  const hostOfFile = findHostsOfFiles(events, byPath, hints);
  if (central.size === 0 && hostOfFile.size === 0) return { lines: events, hints };
  const lines = events.map((event) => {
    const { hostKey, path, lineHost } = event;
    const host = central.has(path) ? lineHost : hostOfFile.get(path);
    return host === undefined ? event : { ...event, hostKey: `${hostKey}\n${host}` };
  });
  const before = new Set(events.map(({ hostKey }) => hostKey));
  const after = new Set(lines.map(({ hostKey }) => hostKey));
  return { lines, hints: hints.filter(({ hostKey }) => after.has(hostKey) || !before.has(hostKey)) };
}

/** The hosts of files that lie beside files of the same kind from other hosts. */
function findHostsOfFiles(
  events: readonly LogEvent[],
  byPath: ReadonlyMap<string, ReadonlySet<string>>,
  hints: readonly HostHint[],
): ReadonlyMap<string, string> {
  const named = new Set(hints.flatMap((hint) => (isNamed(hint) ? [hint.hostKey] : [])));
  const folders = new Map<string, Map<string, string>>();
  for (const event of events) {
    const hosts = byPath.get(event.path);
    const [host] = hosts ?? [];
    if (hosts === undefined || host === undefined || named.has(event.hostKey) || isSeveral(hosts)) continue;
    const folder = folderOf(event);
    const files = folders.get(folder) ?? new Map<string, string>();
    folders.set(folder, files.set(event.path, host));
  }
  return new Map(
    [...folders.values()].flatMap((files) => (isSeveral(new Set(files.values())) ? [...files] : [])),
  );
}

/** Files of one kind side by side: a host's own logs differ in kind, or are the same log at other times. */
function folderOf({ hostKey, path, logKind }: LogEvent): string {
  return `${hostKey}\n${path.slice(0, path.lastIndexOf('/') + 1)}\n${logKind}`;
}

/** What a line calls the host that wrote it. */
function ownHost({ fields: { own_host } }: LogEvent): string | undefined {
  return typeof own_host === 'string' ? own_host : undefined;
}

function isNamed({ fromHostnameFile, fromConfiguration }: HostHint): boolean {
  return fromHostnameFile !== undefined || fromConfiguration !== undefined;
}

function isSeveral(hosts: ReadonlySet<string>): boolean {
  const [first = ''] = hosts;
  return [...hosts].some((host) => !isSameHost(first, host));
}
