import type { LogEvent } from '../model/index.ts';
import { isSameHost } from './host-names.ts';

/**
 * Gives the lines of a file that many hosts write, as a central syslog does, to the hosts that they name.
 *
 * A file whose lines all name one host keeps its own key: they say what that host is called.
 */
export function attributeLines(events: readonly LogEvent[]): readonly LogEvent[] {
  const byPath = new Map<string, Set<string>>();
  for (const { path, lineHost } of events) {
    if (lineHost === undefined) continue;
    const hosts = byPath.get(path) ?? new Set<string>();
    byPath.set(path, hosts.add(lineHost));
  }
  const shared = new Set([...byPath].filter(([, hosts]) => isSeveral([...hosts])).map(([path]) => path));
  if (shared.size === 0) return events;
  return events.map((event) =>
    event.lineHost !== undefined && shared.has(event.path)
      ? { ...event, hostKey: `${event.hostKey}\n${event.lineHost}` }
      : event,
  );
}

function isSeveral(hosts: readonly string[]): boolean {
  const [first = ''] = hosts;
  return hosts.some((host) => !isSameHost(first, host));
}
