import type { TimedEvent } from '../model/index.ts';
import type { HostBoot } from './host-boots.ts';
import type { InstanceIndex } from './instances.ts';

/** One life of a QEMU process of a guest on a host, from its instance log. */
export interface GuestRun {
  readonly host: string;
  readonly startedAt: number;
  readonly incoming: boolean;
  /** When it shut down and why; `undefined` while it still ran at the end of the log. */
  endedAt: number | undefined;
  reason: string | undefined;
}

export interface GuestRuns {
  /** Every run of an instance, by start. */
  readonly of: (instance: string) => readonly GuestRun[];
  /** Hosts that have an instance log of this guest. */
  readonly logged: (instance: string) => ReadonlySet<string>;
}

/**
 * Splits each guest's log at "starting up" into runs; a run without an end is still going when the log stops, unless
 * its host went down under it.
 */
export function collectGuestRuns(
  events: readonly TimedEvent[],
  index: InstanceIndex,
  boots: readonly HostBoot[],
): GuestRuns {
  const runs = new Map<string, GuestRun[]>();
  const hosts = new Map<string, Set<string>>();
  const guestEvents = events.filter((event) => event.logKind === 'qemu-instance');
  guestEvents.sort((one, other) => (one.path === other.path ? one.line - other.line : one.at - other.at));
  for (const event of guestEvents) {
    const instance = index.instanceOf(event);
    if (instance === undefined) continue;
    const list = runs.get(instance) ?? [];
    runs.set(instance, list);
    const seen = hosts.get(instance) ?? new Set();
    hosts.set(instance, seen.add(event.host));
    if (event.kind === 'qemu.started') {
      const incoming = event.fields.incoming !== undefined;
      list.push({ host: event.host, startedAt: event.at, incoming, endedAt: undefined, reason: undefined });
    } else if (event.kind === 'qemu.shut-down') {
      const run = list.findLast((one) => one.host === event.host && one.endedAt === undefined);
      const reason = event.fields.reason;
      const ended = { endedAt: event.at, reason: typeof reason === 'string' ? reason : undefined };
      if (run === undefined)
        list.push({ host: event.host, startedAt: Number.NEGATIVE_INFINITY, incoming: false, ...ended });
      else Object.assign(run, ended);
    }
  }
  for (const list of runs.values()) {
    list.sort((one, other) => one.startedAt - other.startedAt);
    for (const run of list) endWithHost(run, boots);
  }
  return {
    of: (instance) => runs.get(instance) ?? [],
    logged: (instance) => hosts.get(instance) ?? new Set(),
  };
}

function endWithHost(run: GuestRun, boots: readonly HostBoot[]): void {
  const boot = boots.find(({ event }) => event.host === run.host && event.at > run.startedAt);
  if (boot === undefined || (run.endedAt !== undefined && run.endedAt <= boot.event.at)) return;
  run.endedAt = Math.max(run.startedAt, boot.silentFrom);
  run.reason = 'host-down';
}

export type GuestState =
  | { readonly is: 'running' }
  | { readonly is: 'stopped'; readonly reason: string | undefined; readonly at: number }
  | { readonly is: 'unknown' };

/** What the guest's log says of a host at a moment; `unknown` without a log. */
export function guestStateAt(
  runs: readonly GuestRun[],
  logged: ReadonlySet<string>,
  host: string,
  at: number,
): GuestState {
  if (!logged.has(host)) return { is: 'unknown' };
  const run = runs.findLast((one) => one.host === host && one.startedAt <= at);
  if (run === undefined) return { is: 'stopped', reason: undefined, at: Number.NEGATIVE_INFINITY };
  if (run.endedAt === undefined || run.endedAt > at) return { is: 'running' };
  return { is: 'stopped', reason: run.reason, at: run.endedAt };
}
