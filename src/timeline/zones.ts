import type { LogEvent, ZoneInfo } from '../model/index.ts';
import type { InstanceIndex } from './instances.ts';
import { groupBy } from './group-by.ts';
import {
  fromEpochs,
  fromGuestLogs,
  fromRequests,
  fromRequestsAlone,
  tellRepeatedHours,
} from './zone-evidence.ts';
import { fixedZone, readZone, type ZoneRule } from './zone-names.ts';
import { Writers, type Stamp, type Writer, type ZoneSegment } from './zone-writers.ts';

export type { Stamp } from './zone-writers.ts';

/** A host's zone as its files give it: an IANA name tells more than an offset, it knows summer time. */
export interface ZoneHint {
  readonly hostKey: string;
  readonly offsetMinutes?: number;
  readonly zoneName?: string;
  readonly basis: string;
}

/** A zone as the user gives it; it outranks everything that the logs say. */
export interface GivenZone {
  readonly covers: (writer: Writer) => boolean;
  readonly rule: ZoneRule;
  readonly basis: string;
}

/** Lines that prove another zone than the one that was given for them. */
export interface ZoneContradiction {
  readonly segment: ZoneSegment;
  readonly provenMs: number;
  /** What proves it. */
  readonly basis: string;
}

export interface Zones {
  /** UTC in ms of a printed time. */
  readonly toUtc: (stamp: Stamp) => number | undefined;
  readonly infoOf: (hostKey: string) => ZoneInfo;
  /** The first for each log. */
  readonly contradictions: readonly ZoneContradiction[];
}

/**
 * Finds the zone in which each process wrote its local times, from the surest sign to the weakest: what the user
 * says, the epoch time that Nova prints in lifecycle events, QEMU's UTC log of the same guest on the same host,
 * requests shared with processes whose zone is known, the host's own files, what requests tell of the distance between
 * processes alone, neighbours in the same file, and at last UTC. Where the clocks were put forward or back inside a log,
 * each stretch has its own zone.
 */
export function findZones(
  events: readonly LogEvent[],
  index: InstanceIndex,
  hints: readonly ZoneHint[],
  given: readonly GivenZone[] = [],
): Zones {
  const writers = new Writers(events);
  fromEpochs(events, writers);
  fromGuestLogs(events, index, writers);
  for (const hint of hints) nameProven(writers, hint);
  const contradictions = override(writers, given);
  fromRequests(events, writers);
  for (const hint of hints) settleHost(writers, hint);
  fromRequests(events, writers);
  fromRequestsAlone(events, writers);
  fromNeighbours(writers.segments());
  tellRepeatedHours(events, writers);
  writers.forgetTimes();
  const byHost = groupBy(writers.segments(), (segment) => segment.writer.hostKey);
  return {
    toUtc: (stamp) => {
      if (stamp.wallMs === undefined || stamp.clock === 'utc') return stamp.wallMs;
      const segment = writers.segmentOf(stamp);
      return segment === undefined ? stamp.wallMs : toUtc(segment, stamp.wallMs);
    },
    infoOf: (hostKey) => describeZone(byHost.get(hostKey) ?? []),
    contradictions: [...groupBy(contradictions, ({ segment }) => segment.writer.path).values()].flatMap(
      (list) => list.slice(0, 1),
    ),
  };
}

function toUtc({ rule, afterSetBack }: ZoneSegment, wallMs: number): number {
  return wallMs - (rule?.offsetAt(wallMs, afterSetBack) ?? 0);
}

function offsetOf(segment: ZoneSegment): number {
  return segment.lastMs - toUtc(segment, segment.lastMs);
}

/** Puts the user's zone in the place of a proven one; says where the two differ. Of several the last counts. */
function override(writers: Writers, given: readonly GivenZone[]): ZoneContradiction[] {
  return writers.segments().flatMap((segment) => {
    const one = given.findLast(({ covers }) => covers(segment.writer));
    if (one === undefined) return [];
    const { rule: proven, basis } = segment;
    const agrees = proven === undefined || takeName(segment, one.rule);
    segment.rule = one.rule;
    segment.basis = one.basis;
    return agrees ? [] : [{ segment, provenMs: proven.offsetAt(segment.lastMs, false), basis }];
  });
}

/** Gives proven offsets the name that the host's files give its zone, where the two agree. */
function nameProven(writers: Writers, { hostKey, zoneName }: ZoneHint): void {
  const named = zoneName === undefined ? undefined : readZone(zoneName);
  if (named === undefined) return;
  for (const segment of writers.segments())
    if (segment.writer.hostKey === hostKey && segment.rule !== undefined) takeName(segment, named);
}

/**
 * Takes a named zone for a proven offset that it keeps somewhere in these lines, and says whether it does: summer time
 * may have begun between them.
 */
function takeName(segment: ZoneSegment, named: ZoneRule): boolean {
  const { rule: proven, firstMs, lastMs, afterSetBack } = segment;
  for (const wallMs of [lastMs, firstMs]) {
    const offset = proven?.offsetAt(wallMs, afterSetBack);
    // A log that begins in the hour that summer time's end repeats does not show itself which of the two it is.
    for (const second of [afterSetBack, !afterSetBack]) {
      if (named.offsetAt(wallMs, second) !== offset) continue;
      segment.afterSetBack = second;
      segment.isHourKnown = true;
      segment.rule = named;
      return true;
    }
  }
  return false;
}

function settleHost(writers: Writers, { hostKey, offsetMinutes, zoneName, basis }: ZoneHint): void {
  const named = zoneName === undefined ? undefined : readZone(zoneName);
  const rule = named ?? (offsetMinutes === undefined ? undefined : fixedZone(offsetMinutes * 60_000));
  if (rule === undefined) return;
  for (const segment of writers.segments()) {
    if (segment.writer.hostKey !== hostKey || segment.rule !== undefined) continue;
    segment.rule = rule;
    segment.basis = basis;
  }
}

/** The zone of other lines of the file or the host, the one that leaves the smallest gap between them. */
function fromNeighbours(segments: readonly ZoneSegment[]): void {
  const settled = segments.filter((one) => one.rule !== undefined);
  const byPath = groupBy(settled, (one) => one.writer.path);
  const byHost = groupBy(settled, (one) => one.writer.hostKey);
  const byName = groupBy(settled, (one) => nameOfFile(one.writer.path));
  for (const segment of segments) {
    if (segment.rule !== undefined) continue;
    const near = byPath.get(segment.writer.path) ?? byHost.get(segment.writer.hostKey);
    segment.rule =
      near === undefined
        ? fixedZone(mostUsual(byName.get(nameOfFile(segment.writer.path)) ?? settled))
        : nearestRule(segment, near);
    segment.basis =
      near !== undefined
        ? 'the other lines of this host'
        : settled.length > 0
          ? 'assumed to be the zone of the other hosts'
          : 'assumed: nothing in the bundle tells';
  }
}

function nearestRule(segment: ZoneSegment, near: readonly ZoneSegment[]): ZoneRule {
  let best = { rule: fixedZone(0), gap: Number.POSITIVE_INFINITY };
  for (const offset of new Set([...near.map(offsetOf), 0])) {
    const rule = fixedZone(offset);
    for (const one of near) {
      const before = toUtc(one, one.firstMs) - (segment.lastMs - offset);
      const after = segment.firstMs - offset - toUtc(one, one.lastMs);
      const gap = Math.max(0, before, after);
      if (gap < best.gap) best = { rule, gap };
    }
  }
  return best.rule;
}

/** Hosts of one kind are set up alike, compute hosts in another way than controllers. */
function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function mostUsual(settled: readonly ZoneSegment[]): number {
  const counts = new Map<number, number>();
  for (const segment of settled) counts.set(offsetOf(segment), (counts.get(offsetOf(segment)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

/** The zone of the host's last lines, and those of its lines that differ from it. */
function describeZone(segments: readonly ZoneSegment[]): ZoneInfo {
  const ends = (segment: ZoneSegment) => toUtc(segment, segment.lastMs);
  const last = [...segments].sort((one, other) => ends(other) - ends(one))[0];
  if (last === undefined) return { offsetMinutes: 0, basis: 'all its logs are in UTC' };
  const others = segments
    .filter((one) => offsetOf(one) !== offsetOf(last))
    .map((segment) => ({
      process: nameOf(segment),
      offsetMinutes: offsetOf(segment) / 60_000,
      basis: segment.basis,
    }));
  return {
    offsetMinutes: offsetOf(last) / 60_000,
    basis: last.basis,
    ...(others.length === 0 ? {} : { others }),
  };
}

function nameOf({ writer, firstLine }: ZoneSegment): string {
  const name = writer.pid === '' ? writer.path : `${writer.path}, process ${writer.pid}`;
  return writer.segments.length === 1 ? name : `${name}, from line ${String(firstLine)}`;
}
