import type { LogEvent, ZoneInfo } from '../model/index.ts';
import type { InstanceIndex } from './instances.ts';

const QUARTER_MS = 15 * 60_000;
/** Two clocks that tell the same moment may still differ by this much and be in the same quarter. */
const NEAR_MS = 5 * 60_000;

/** One process of one log file: the smallest thing that has one zone (a restart may change TZ). */
interface Writer {
  readonly id: string;
  readonly hostKey: string;
  readonly path: string;
  readonly pid: string;
  readonly firstLine: number;
  firstMs: number;
  lastMs: number;
  offsetMs: number | undefined;
  basis: string;
}

/** A host's zone as its files or the user give it. */
export interface ZoneHint {
  readonly hostKey: string;
  readonly offsetMinutes: number;
  readonly basis: string;
}

/** A printed time and who printed it. */
export type Stamp = Pick<LogEvent, 'path' | 'pid' | 'clock' | 'wallMs'>;

export interface Zones {
  /** UTC in ms of a printed time. */
  readonly toUtc: (stamp: Stamp) => number | undefined;
  readonly infoOf: (hostKey: string) => ZoneInfo;
}

/**
 * Finds the zone in which each process wrote its local times, from the surest sign to the weakest: the epoch time
 * that Nova prints in lifecycle events, QEMU's UTC log of the same guest on the same host, the host's own files,
 * requests shared with processes whose zone is known, neighbours in the same file, and at last UTC.
 */
export function findZones(
  events: readonly LogEvent[],
  index: InstanceIndex,
  hints: readonly ZoneHint[],
): Zones {
  const writers = collectWriters(events);
  fromEpochs(events, writers);
  fromGuestLogs(events, index, writers);
  fromRequests(events, writers);
  fromHints(hints, writers);
  fromRequests(events, writers);
  fromNeighbours(writers);
  return {
    toUtc: (stamp) => {
      if (stamp.wallMs === undefined || stamp.clock === 'utc') return stamp.wallMs;
      return stamp.wallMs - (writers.get(writerId(stamp))?.offsetMs ?? 0);
    },
    infoOf: (hostKey) => describeZone([...writers.values()].filter((one) => one.hostKey === hostKey)),
  };
}

function writerId({ path, pid }: Stamp): string {
  return `${path}\n${pid ?? ''}`;
}

function collectWriters(events: readonly LogEvent[]): Map<string, Writer> {
  const writers = new Map<string, Writer>();
  for (const event of events) {
    if (event.clock === 'utc' || event.wallMs === undefined) continue;
    const id = writerId(event);
    const known = writers.get(id);
    if (known === undefined) {
      const { hostKey, path, line, wallMs, pid = '' } = event;
      const times = { firstMs: wallMs, lastMs: wallMs };
      writers.set(id, { id, hostKey, path, pid, firstLine: line, ...times, offsetMs: undefined, basis: '' });
    } else {
      known.firstMs = Math.min(known.firstMs, event.wallMs);
      known.lastMs = Math.max(known.lastMs, event.wallMs);
    }
  }
  return writers;
}

/** `nova.virt.driver` prints the event's own time as seconds since 1970 beside its local time. */
function fromEpochs(events: readonly LogEvent[], writers: Map<string, Writer>): void {
  const votes = new Votes();
  for (const event of events) {
    const epoch = event.fields.epoch;
    if (typeof epoch !== 'number' || event.wallMs === undefined || event.clock === 'utc') continue;
    votes.add(writerId(event), event.wallMs - epoch * 1000, 60_000);
  }
  votes.settle(writers, 'epoch times in its own lines');
}

/** Nova's line and the line of the guest's log (UTC) that happen together on one host. */
const TOGETHER: ReadonlyMap<string, readonly string[]> = new Map([
  ['nova.vm-started', ['qemu.started']],
  ['nova.instance-spawned', ['qemu.started']],
  ['nova.downtime-increased', ['qemu.migration-initiated']],
  ['nova.migration-running', ['qemu.migration-initiated']],
  ['nova.migration-completed', ['qemu.shut-down']],
  ['nova.post-live-migration-started', ['qemu.shut-down']],
  ['nova.live-migration-failure', ['qemu.shut-down']],
]);

function fromGuestLogs(
  events: readonly LogEvent[],
  index: InstanceIndex,
  writers: Map<string, Writer>,
): void {
  const guestTimes = new Map<string, number[]>();
  for (const event of events) {
    const instance = index.instanceOf(event);
    if (event.clock !== 'utc' || event.wallMs === undefined || instance === undefined) continue;
    const key = `${event.hostKey}\n${instance}\n${event.kind}`;
    const times = guestTimes.get(key);
    if (times) times.push(event.wallMs);
    else guestTimes.set(key, [event.wallMs]);
  }
  const votes = new Votes();
  for (const event of events) {
    if (event.clock === 'utc' || event.wallMs === undefined) continue;
    const instance = index.instanceOf(event);
    if (instance === undefined) continue;
    for (const kind of TOGETHER.get(event.kind) ?? []) {
      for (const utc of guestTimes.get(`${event.hostKey}\n${instance}\n${kind}`) ?? []) {
        votes.add(writerId(event), event.wallMs - utc, 60_000);
      }
    }
  }
  votes.settle(writers, "the guest's QEMU log, which is in UTC");
}

/** A request is handled everywhere within a minute or so of itself. */
function fromRequests(events: readonly LogEvent[], writers: Map<string, Writer>): void {
  const byRequest = new Map<string, LogEvent[]>();
  for (const event of events) {
    if (event.requestId === undefined || event.clock === 'utc' || event.wallMs === undefined) continue;
    const list = byRequest.get(event.requestId);
    if (list === undefined) byRequest.set(event.requestId, [event]);
    else if (list.length < 200) list.push(event);
  }
  for (let changed = true; changed;) {
    const votes = new Votes();
    for (const list of byRequest.values()) {
      const known = list.flatMap((event) => {
        const offset = writers.get(writerId(event))?.offsetMs;
        return offset === undefined || event.wallMs === undefined ? [] : [event.wallMs - offset];
      });
      if (known.length === 0) continue;
      for (const event of list) {
        if (event.wallMs === undefined || writers.get(writerId(event))?.offsetMs !== undefined) continue;
        const nearest = nearestQuarter(event.wallMs, known);
        if (nearest !== undefined) votes.add(writerId(event), nearest, NEAR_MS);
      }
    }
    changed = votes.settle(writers, 'requests it shares with hosts whose zone is known');
  }
}

function nearestQuarter(wallMs: number, known: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const utc of known) {
    const difference = wallMs - utc;
    if (best === undefined || residual(difference) < residual(best)) best = difference;
  }
  return best;
}

function residual(ms: number): number {
  return Math.abs(ms - Math.round(ms / QUARTER_MS) * QUARTER_MS);
}

function fromHints(hints: readonly ZoneHint[], writers: Map<string, Writer>): void {
  for (const hint of hints) {
    for (const writer of writers.values()) {
      if (writer.hostKey !== hint.hostKey || writer.offsetMs !== undefined) continue;
      writer.offsetMs = hint.offsetMinutes * 60_000;
      writer.basis = hint.basis;
    }
  }
}

/** The zone of another process of the host, the one that leaves the smallest gap in the file. */
function fromNeighbours(writers: Map<string, Writer>): void {
  const all = [...writers.values()].sort((one, other) => one.firstLine - other.firstLine);
  const settled = all.filter((one) => one.offsetMs !== undefined);
  for (const writer of all) {
    if (writer.offsetMs !== undefined) continue;
    const sameFile = settled.filter((one) => one.path === writer.path);
    const candidates =
      sameFile.length > 0 ? sameFile : settled.filter((one) => one.hostKey === writer.hostKey);
    const offsets = new Set([...candidates.map((one) => one.offsetMs ?? 0), 0]);
    let best = { offset: 0, gap: Number.POSITIVE_INFINITY };
    for (const offset of offsets) {
      for (const one of candidates) {
        const gap = gapBetween(writer, offset, one);
        if (gap < best.gap) best = { offset, gap };
      }
    }
    writer.offsetMs = candidates.length === 0 ? mostUsual(settled) : best.offset;
    writer.basis =
      candidates.length > 0
        ? 'the other lines of this host'
        : settled.length > 0
          ? 'assumed to be the zone of the other hosts'
          : 'assumed: nothing in the bundle tells';
  }
}

function gapBetween(writer: Writer, offset: number, other: Writer): number {
  const otherOffset = other.offsetMs ?? 0;
  const before = other.firstMs - otherOffset - (writer.lastMs - offset);
  const after = writer.firstMs - offset - (other.lastMs - otherOffset);
  return Math.max(0, before, after);
}

function mostUsual(settled: readonly Writer[]): number {
  const counts = new Map<number, number>();
  for (const { offsetMs = 0 } of settled) counts.set(offsetMs, (counts.get(offsetMs) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

/** Collects differences between local time and UTC, and keeps those that lie near a whole quarter of an hour. */
class Votes {
  private readonly byWriter = new Map<string, Map<number, number>>();

  add(id: string, differenceMs: number, nearMs: number): void {
    const quarters = Math.round(differenceMs / QUARTER_MS);
    if (residual(differenceMs) > nearMs || Math.abs(quarters) > 14 * 4) return;
    const ballot = this.byWriter.get(id) ?? new Map<number, number>();
    ballot.set(quarters, (ballot.get(quarters) ?? 0) + 1);
    this.byWriter.set(id, ballot);
  }

  settle(writers: Map<string, Writer>, basis: string): boolean {
    let changed = false;
    for (const [id, ballot] of this.byWriter) {
      const writer = writers.get(id);
      if (writer === undefined || writer.offsetMs !== undefined) continue;
      const [quarters] = [...ballot].sort(
        ([a, one], [b, other]) => other - one || Math.abs(a) - Math.abs(b),
      )[0] ?? [0];
      writer.offsetMs = quarters * QUARTER_MS;
      writer.basis = basis;
      changed = true;
    }
    return changed;
  }
}

function describeZone(writers: readonly Writer[]): ZoneInfo {
  const last = [...writers].sort(
    (one, other) => other.lastMs - (other.offsetMs ?? 0) - (one.lastMs - (one.offsetMs ?? 0)),
  )[0];
  if (last === undefined) return { offsetMinutes: 0, basis: 'all its logs are in UTC' };
  const offsetMs = last.offsetMs ?? 0;
  const others = writers
    .filter((one) => one.offsetMs !== offsetMs)
    .map((one) => ({
      process: one.pid === '' ? one.path : `${one.path}, process ${one.pid}`,
      offsetMinutes: (one.offsetMs ?? 0) / 60_000,
      basis: one.basis,
    }));
  return {
    offsetMinutes: offsetMs / 60_000,
    basis: last.basis,
    ...(others.length === 0 ? {} : { others }),
  };
}
