import { createHash } from 'node:crypto';
import type {
  ClockInfo,
  Diagnostic,
  GivenTimes,
  HostInfo,
  LogEvent,
  Migration,
  Role,
  TimedEvent,
  UnplacedEvent,
} from '../model/index.ts';
import { settleAccessLines } from './access-lines.ts';
import { byTime, splitAttempts, type Attempt } from './attempts.ts';
import { collectSamples } from './clock-samples.ts';
import { withoutCopies } from './copied-lines.ts';
import { correctClocks } from './correct-clocks.ts';
import { contradictedTimes, placeGivenTimes } from './given-times.ts';
import { foldEvents } from './fold-events.ts';
import { groupByInstance, type GroupedEvents } from './group-by-instance.ts';
import { collectGuestRuns, type GuestRuns } from './guest-runs.ts';
import { nameHosts, type HostHint, type HostNames } from './host-names.ts';
import { findHostBoots } from './host-boots.ts';
import { collectSayings, describeHosts, type Sayings } from './hosts.ts';
import { indexInstances, type InstanceIndex } from './instances.ts';
import { LastingStates } from './lasting-states.ts';
import { attributeLines } from './line-hosts.ts';
import { explainLinks } from './links.ts';
import { AmbientEvents } from './ambient.ts';
import { measurePhases, toIso } from './phases.ts';
import { findRoute, roleOf } from './roles.ts';
import type { RoutedAttempt } from './routed-attempt.ts';
import { findKind } from './migration-kind.ts';
import { placeLastWords } from './last-words.ts';
import { lastSeenOn } from './sightings.ts';
import { MonitorIndex, type Monitors } from './monitors.ts';
import { judge } from './verdict.ts';
import { findZones, type ZoneHint, type Zones } from './zones.ts';

export interface TimelineInput {
  readonly events: readonly LogEvent[];
  readonly hostHints: readonly HostHint[];
  readonly zoneHints: readonly ZoneHint[];
  /** What the user knows better than the logs. */
  readonly given?: GivenTimes;
}

/**
 * A migration, and how to have its events with it; they are put together for each look, because those of thousands of
 * migrations would fill the memory.
 */
export interface RebuiltMigration {
  readonly migration: Migration;
  /** The events together with what is known of the migration by then. */
  readonly trace: (migration: Migration) => TracedMigration;
}

/** A migration together with the events that rules look at. */
export interface TracedMigration {
  readonly migration: Migration;
  /** Its own events and those of its hosts in its time, by corrected time. */
  readonly events: readonly RoledEvent[];
  /** What libvirtd calls the guest's monitors, where that is known. */
  readonly monitors: Monitors;
}

export interface RoledEvent extends TimedEvent {
  /** `anywhere`: nothing tells on which side, so it may stand for any. */
  readonly role: Role | 'anywhere';
  /** How far the corrected time may be off. */
  readonly toleranceMs: number;
  /** An event of the host, not of the instance: it happened there in the time of the migration. */
  readonly ambient: boolean;
}

export interface Timeline {
  readonly migrations: readonly RebuiltMigration[];
  readonly hosts: readonly HostInfo[];
  readonly said: ReadonlyMap<string, Sayings>;
  readonly names: HostNames;
  readonly zones: Zones;
  /** About names of hosts that contradict one another, and what the user says of zones and clocks. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Rebuilds the migrations of all hosts: names, zones, attempts, clocks, and attempts again on the corrected clock. */
export function buildTimeline(input: TimelineInput): Timeline {
  const { lines, hints } = attributeLines(input.events, input.hostHints);
  const index = indexInstances(lines);
  const names = nameHosts(lines, hints);
  const given = placeGivenTimes(input.given ?? {}, names, pathsOf(lines));
  const zones = findZones(lines, index, input.zoneHints, given.zones);
  const placed = settleAccessLines(withoutCopies(placeLastWords(placeEvents(lines, names, zones))), index);
  const rough = placed.toSorted(byTime);
  const hostNames = [...new Set(names.byKey.values())].sort();
  const samples = collectSamples(rough, index, names);
  const { clocks, contradictions } = correctClocks(samples, referenceFirst(placed, hostNames), given.clocks);
  const events = onCorrectedClocks(placed, rough, clocks);
  const boots = findHostBoots(events);
  const runs = collectGuestRuns(events, index, boots);
  const grouped = groupByInstance(events, index);
  const attempts = splitAttempts(grouped, index);
  const routed = routeAttempts(attempts, names, runs, grouped);
  moveStragglers(routed, runs);
  const ambientEvents = new AmbientEvents(grouped, routed, boots);
  const lasting = new LastingStates(events);
  const monitors = new MonitorIndex(events);
  for (const one of routed) one.monitors = monitors.of(one.attempt, one.route);
  const migrations = routed.map((one) => {
    const { attempt, route } = one;
    const around = new Set(ambientEvents.around(one));
    for (const host of [route.source, route.destination]) {
      if (host !== undefined) for (const event of lasting.at(host, attempt.startedAt)) around.add(event);
    }
    const ambient = [...around];
    const kind = findKind([...attempt.events, ...ambient]);
    const migration: Migration = { ...toMigration(one, index), kind };
    const toRoled = (event: TimedEvent, isAmbient: boolean): RoledEvent => ({
      ...event,
      role: roleOf(event, route),
      toleranceMs: clocks.get(event.host)?.toleranceMs ?? 0,
      ambient: isAmbient,
    });
    attempt.events.sort(byTime);
    const trace = (known: Migration): TracedMigration => {
      const own = attempt.events.map((event) => toRoled(event, false));
      const context = ambient.map((event) => toRoled(event, true));
      const events = context.length === 0 ? own : [...own, ...context].sort(byTime);
      return { migration: known, events, monitors: one.monitors };
    };
    return { migration, trace };
  });
  const said = collectSayings(events);
  return {
    migrations,
    hosts: describeHosts(said, names, zones, clocks),
    said,
    names,
    zones,
    diagnostics: [
      ...names.diagnostics,
      ...given.diagnostics,
      ...contradictedTimes(given, zones, clocks, contradictions, names),
    ],
  };
}

function pathsOf(events: readonly LogEvent[]): Set<string> {
  return new Set(events.map(({ path }) => path));
}

function placeEvents(events: readonly LogEvent[], names: HostNames, zones: Zones): TimedEvent[] {
  const placed: TimedEvent[] = [];
  for (const event of events) {
    const utc = zones.toUtc(event);
    if (utc === undefined) continue;
    const host = names.byKey.get(event.hostKey) ?? event.hostKey;
    placed.push(placeEvent(event, host, utc));
  }
  return placed;
}

/** In place where there is room: whoever places the same events anew has done with where they were before. */
function placeEvent(event: LogEvent, host: string, at: number): TimedEvent {
  if (!hasRoom(event)) return { ...event, host, at };
  event.host = host;
  event.at = at;
  return event;
}

function hasRoom(event: LogEvent): event is UnplacedEvent {
  return 'host' in event && 'at' in event;
}

/** The same events where the clock was right: there may be millions of them. */
function onCorrectedClocks(
  placed: readonly TimedEvent[],
  rough: readonly TimedEvent[],
  clocks: ReadonlyMap<string, ClockInfo>,
): readonly TimedEvent[] {
  if (![...clocks.values()].some(({ offsetMs }) => offsetMs !== 0)) return rough;
  const corrected = placed.map((event) => {
    const offsetMs = clocks.get(event.host)?.offsetMs ?? 0;
    return offsetMs === 0 ? event : { ...event, at: event.at - offsetMs };
  });
  return corrected.sort(byTime);
}

/** Controllers first: they see every migration. */
function referenceFirst(events: readonly TimedEvent[], hosts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const event of events)
    if (event.side === 'controller') counts.set(event.host, (counts.get(event.host) ?? 0) + 1);
  return [...hosts].sort(
    (one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || (one < other ? -1 : 1),
  );
}

function routeAttempts(
  attempts: readonly Attempt[],
  names: HostNames,
  runs: GuestRuns,
  grouped: GroupedEvents,
): RoutedAttempt[] {
  const routed: RoutedAttempt[] = [];
  const lastHost = new Map<string, { host: string; since: number }>();
  for (const attempt of attempts) {
    const last = lastHost.get(attempt.instance);
    const before =
      last !== undefined && last.since <= attempt.startedAt ? last.host : hostBefore(attempt, runs, grouped);
    const route = findRoute(attempt, names, before);
    const verdict = judge(attempt, route, runs);
    routed.push({ attempt, route, verdict, monitors: {} });
    const { instanceIsOn } = verdict;
    if (instanceIsOn === route.source || instanceIsOn === route.destination) {
      if (instanceIsOn !== undefined)
        lastHost.set(attempt.instance, { host: instanceIsOn, since: attempt.endedAt ?? attempt.lastAt });
    }
  }
  return routed;
}

/** Where the instance ran before: its QEMU log, or the compute host whose lines name it. */
function hostBefore(attempt: Attempt, runs: GuestRuns, grouped: GroupedEvents): string | undefined {
  const run = runs
    .of(attempt.instance)
    .findLast((one) => one.startedAt <= attempt.startedAt && !one.incoming);
  return run?.host ?? lastSeenOn(grouped, attempt.instance, attempt.startedAt);
}

/** "VM Stopped" of the old source may be logged inside the next migration, in which that host is the destination. */
function moveStragglers(routed: readonly RoutedAttempt[], runs: GuestRuns): void {
  const lastOf = new Map<string, RoutedAttempt>();
  for (const one of routed) {
    const { attempt, route } = one;
    const previous = lastOf.get(attempt.instance);
    lastOf.set(attempt.instance, one);
    if (previous === undefined || previous.route.source !== route.destination) continue;
    const late = attempt.events.filter(
      (event) => event.kind === 'nova.vm-stopped' && event.host === route.destination,
    );
    for (const event of late) {
      attempt.events.splice(attempt.events.indexOf(event), 1);
      previous.attempt.events.push(event);
    }
    if (late.length === 0) continue;
    for (const changed of [previous, one]) changed.verdict = judge(changed.attempt, changed.route, runs);
  }
}

function toMigration(
  { attempt, route, verdict }: RoutedAttempt,
  index: InstanceIndex,
): Omit<Migration, 'kind'> {
  const { events, instance, requestId, startedAt } = attempt;
  const migrationUuid = findMigrationUuid(attempt);
  const domain =
    index.domainOfInstance.get(instance) ?? events.find((event) => event.domain !== undefined)?.domain;
  const { source, destination } = route;
  return {
    id: migrationId(instance, startedAt),
    ...(migrationUuid === undefined ? {} : { migrationUuid }),
    ...(requestId === undefined ? {} : { requestId }),
    requestIds: [...attempt.requestIds],
    instance,
    ...(domain === undefined ? {} : { domain }),
    mode: verdict.mode,
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    startedAt: toIso(startedAt),
    ...(verdict.outcome === 'unfinished' ? {} : { endedAt: toIso(attempt.endedAt ?? attempt.lastAt) }),
    outcome: verdict.outcome,
    ...(verdict.failedPhase === undefined ? {} : { failedPhase: verdict.failedPhase }),
    ...(verdict.instanceIsOn === undefined ? {} : { instanceIsOn: verdict.instanceIsOn }),
    phases: measurePhases(events, route),
    events: foldEvents(events, route),
    links: explainLinks(attempt, migrationUuid),
    findings: [],
  };
}

/** Stable over runs and over the set of logs that happen to be given, as long as the first line is there. */
function migrationId(instance: string, startedAt: number): string {
  const second = Math.floor(startedAt / 1000);
  return `m-${createHash('sha256')
    .update(`${instance} ${String(second)}`)
    .digest('hex')
    .slice(0, 10)}`;
}

/** Named with the request's own id first: periodic tasks may list other migrations of the instance. */
function findMigrationUuid(attempt: Attempt): string | undefined {
  const named = attempt.events.filter((event) => typeof event.fields.migration_uuid === 'string');
  const own =
    named.find((event) => event.requestId !== undefined && event.requestId === attempt.requestId) ?? named[0];
  const uuid = own?.fields.migration_uuid;
  return typeof uuid === 'string' ? uuid : undefined;
}
