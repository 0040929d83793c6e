import type { LogEvent } from '../model/index.ts';
import type { InstanceIndex } from './instances.ts';
import { fixedZone } from './zone-names.ts';
import type { Observation, Writer, Writers, ZoneSegment } from './zone-writers.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

/** Two lines that one clock stamps at one moment differ by less than this. */
const SAME_CLOCK_MS = MINUTE_MS;
/** A request is handled everywhere within a minute or so of itself, on clocks that may be wrong by minutes. */
const SAME_REQUEST_MS = 12 * MINUTE_MS;
/** Of a request handled over and over, this many lines of one process tell enough. */
const LINES_PER_REQUEST = 4;
/** Of a kind of line about one guest, this many tell enough. */
const LINES_PER_GUEST = 50;

/** Offsets that some place on Earth keeps, in quarters of an hour; other differences of two lines are no zone. */
const REAL_QUARTERS: readonly number[] = [
  ...Array.from({ length: 27 }, (_, hour) => (hour - 12) * 4),
  ...[-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75].map((hours) => hours * 4),
].sort((one, other) => Math.abs(one) - Math.abs(other) || one - other);

/** `nova.virt.driver` prints the event's own time as seconds since 1970 beside its local time. */
export function fromEpochs(events: readonly LogEvent[], writers: Writers): void {
  const seen = new Observations(writers);
  for (const event of events) {
    if (event.wallMs === undefined || event.clock === 'utc') continue;
    const { epoch } = event.fields;
    if (typeof epoch !== 'number') continue;
    seen.add(event, quarterOf(event.wallMs - epoch * 1000));
  }
  seen.settle('epoch times in its own lines');
}

/** Nova's line and the line of the guest's log (UTC) that happen together on one host. */
export const TOGETHER: ReadonlyMap<string, string> = new Map([
  ['nova.vm-started', 'qemu.started'],
  ['nova.instance-spawned', 'qemu.started'],
  ['nova.downtime-increased', 'qemu.migration-initiated'],
  ['nova.migration-running', 'qemu.migration-initiated'],
  ['nova.migration-completed', 'qemu.shut-down'],
  ['nova.post-live-migration-started', 'qemu.shut-down'],
  ['nova.live-migration-failure', 'qemu.shut-down'],
]);

/** What a host's own guests' logs, which are in UTC, say about the local times beside them. */
export function fromGuestLogs(events: readonly LogEvent[], index: InstanceIndex, writers: Writers): void {
  if (!writers.areOpen()) return;
  const guestTimes = new Map<string, number[]>();
  const keyOf = (event: LogEvent, kind: string): string | undefined => {
    const instance = index.instanceOf(event);
    return instance === undefined ? undefined : `${event.hostKey}\n${instance}\n${kind}`;
  };
  for (const event of events) {
    const key = event.clock === 'utc' ? keyOf(event, event.kind) : undefined;
    if (key === undefined || event.wallMs === undefined) continue;
    const times = guestTimes.get(key);
    if (times === undefined) guestTimes.set(key, [event.wallMs]);
    else if (times.length < LINES_PER_GUEST) times.push(event.wallMs);
  }
  if (guestTimes.size === 0) return;
  const used = new Map<string, number>();
  const seen = new Observations(writers);
  for (const event of events) {
    const kind = event.clock === 'utc' ? undefined : TOGETHER.get(event.kind);
    const key = kind === undefined ? undefined : keyOf(event, kind);
    if (key === undefined || event.wallMs === undefined) continue;
    const count = (used.get(`${key}\n${event.kind}`) ?? 0) + 1;
    used.set(`${key}\n${event.kind}`, count);
    if (count > LINES_PER_GUEST) continue;
    const togetherAt = event.wallMs - elapsedMs(event);
    const quarters = (guestTimes.get(key) ?? []).map((utc) => quarterOf(togetherAt - utc));
    seen.add(event, ...quarters);
  }
  seen.settle("the guest's QEMU log, which is in UTC");
}

/** A request is handled everywhere at about the same moment, so known processes tell the zone of others. */
export function fromRequests(events: readonly LogEvent[], writers: Writers): void {
  if (!writers.areOpen() || !writers.areAnyKnown()) return;
  const basis = 'requests it shares with processes whose zone is known';
  spreadZones(linesOfRequests(events, writers), SAME_REQUEST_MS, basis);
}

/**
 * Where no zone is known at all, requests still tell how far processes are apart: the one that handles most of them is
 * taken to write UTC. Clocks that are right leave less between two lines of a request than known zones may.
 */
export function fromRequestsAlone(events: readonly LogEvent[], writers: Writers): void {
  if (writers.areAnyKnown()) return;
  const requests = linesOfRequests(events, writers);
  const counts = new Map<ZoneSegment, number>();
  for (const lines of requests)
    for (const segment of lines.keys()) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  const [reference] = [...counts.keys()].sort(
    (one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0),
  );
  if (reference === undefined) return;
  reference.rule = fixedZone(0);
  reference.basis = 'assumed: nothing in the bundle tells';
  spreadZones(requests, SAME_CLOCK_MS, 'requests it shares with processes that are assumed to write UTC');
  const settled = [...counts.keys()].filter(({ rule }) => rule !== undefined);
  if (settled.some(({ rule, lastMs }) => rule?.offsetAt(lastMs, false) !== 0)) return;
  for (const segment of settled) segment.rule = undefined;
}

function spreadZones(
  requests: readonly ReadonlyMap<ZoneSegment, readonly number[]>[],
  toleranceMs: number,
  basis: string,
): void {
  for (let changed = true; changed;) {
    const votes = new Votes();
    for (const lines of requests) {
      const known = utcTimes(lines, () => true);
      if (known.length === 0) continue;
      for (const [segment, times] of lines) {
        if (segment.rule !== undefined) continue;
        for (const wallMs of times) votes.add(segment, nearestReal(wallMs, known, toleranceMs));
      }
    }
    changed = votes.settle(basis);
  }
}

/** Which of two hours that print the same the requests speak for that are handled elsewhere, too. */
export function tellRepeatedHours(events: readonly LogEvent[], writers: Writers): void {
  if (!writers.segments().some(isUnclear)) return;
  const requests = linesOfRequests(events, writers);
  for (let changed = true; changed;) {
    changed = false;
    const ballots = new Map<ZoneSegment, number>();
    for (const lines of requests) {
      const known = utcTimes(lines, (segment) => !isUnclear(segment));
      for (const [segment, times] of lines) {
        if (known.length === 0 || !isUnclear(segment)) continue;
        const gap = (second: boolean) =>
          Math.min(
            ...times.flatMap((wallMs) =>
              known.map((utc) => Math.abs(wallMs - (segment.rule?.offsetAt(wallMs, second) ?? 0) - utc)),
            ),
          );
        ballots.set(segment, (ballots.get(segment) ?? 0) + Math.sign(gap(false) - gap(true)));
      }
    }
    for (const [segment, balance] of ballots) {
      segment.afterSetBack = balance > 0;
      segment.isHourKnown = true;
      changed = true;
    }
  }
}

function isUnclear({ rule, isHourKnown, firstMs, lastMs }: ZoneSegment): boolean {
  const isRepeated = (wallMs: number) => rule?.offsetAt(wallMs, false) !== rule?.offsetAt(wallMs, true);
  return !isHourKnown && isRepeated(firstMs) && isRepeated(lastMs);
}

/** For each request the printed times of each process that handles it. */
function linesOfRequests(
  events: readonly LogEvent[],
  writers: Writers,
): readonly ReadonlyMap<ZoneSegment, readonly number[]>[] {
  const requests = new Map<string, Map<ZoneSegment, number[]>>();
  for (const event of events) {
    const { requestId, clock, wallMs } = event;
    if (requestId === undefined || clock === 'utc' || wallMs === undefined) continue;
    const segment = writers.segmentOf(event);
    if (segment === undefined) continue;
    const lines = requests.get(requestId) ?? new Map<ZoneSegment, number[]>();
    requests.set(requestId, lines);
    const times = lines.get(segment);
    if (times === undefined) lines.set(segment, [wallMs]);
    else if (times.length < LINES_PER_REQUEST) times.push(wallMs);
  }
  return [...requests.values()];
}

function utcTimes(
  lines: ReadonlyMap<ZoneSegment, readonly number[]>,
  isWanted: (segment: ZoneSegment) => boolean,
): number[] {
  return [...lines].flatMap(([segment, times]) => {
    const { rule, afterSetBack } = segment;
    if (rule === undefined || !isWanted(segment)) return [];
    return times.map((wallMs) => wallMs - rule.offsetAt(wallMs, afterSetBack));
  });
}

/** A progress line says how long ago the migration began: it is that moment that the guest's log has, too. */
function elapsedMs({ fields: { elapsed_s } }: LogEvent): number {
  return typeof elapsed_s === 'number' ? elapsed_s * 1000 : 0;
}

function nearestReal(wallMs: number, known: readonly number[], toleranceMs: number): number | undefined {
  let best: { readonly quarters: number; readonly rest: number } | undefined;
  for (const utc of known) {
    for (const quarters of REAL_QUARTERS) {
      const rest = Math.abs(wallMs - utc - quarters * QUARTER_MS);
      if (rest <= toleranceMs && rest < (best?.rest ?? Number.POSITIVE_INFINITY)) best = { quarters, rest };
    }
  }
  return best?.quarters;
}

function quarterOf(differenceMs: number): number | undefined {
  const quarters = Math.round(differenceMs / QUARTER_MS);
  const isNear = Math.abs(differenceMs - quarters * QUARTER_MS) <= SAME_CLOCK_MS;
  return isNear && REAL_QUARTERS.includes(quarters) ? quarters : undefined;
}

/** What lines prove, kept by line so that a change of the zone inside a log shows. */
class Observations {
  private readonly writers: Writers;
  private readonly byWriter = new Map<Writer, Observation[]>();
  private readonly all: { readonly event: LogEvent; readonly quarters: number }[] = [];

  constructor(writers: Writers) {
    this.writers = writers;
  }

  add(event: LogEvent, ...candidates: readonly (number | undefined)[]): void {
    const possible = [...new Set(candidates.filter((one) => one !== undefined))];
    for (const quarters of possible) this.all.push({ event, quarters });
    const writer = this.writers.writerOf(event);
    const [only] = possible;
    if (writer === undefined || only === undefined || possible.length > 1) return;
    const list = this.byWriter.get(writer);
    if (list) list.push({ line: event.line, quarters: only });
    else this.byWriter.set(writer, [{ line: event.line, quarters: only }]);
  }

  settle(basis: string): void {
    for (const [writer, list] of this.byWriter) {
      if (writer.segments.every((one) => one.rule === undefined))
        this.writers.cutWhereProofChanges(writer, withoutLoners(list));
    }
    const votes = new Votes();
    for (const { event, quarters } of this.all) {
      const segment = this.writers.segmentOf(event);
      if (segment !== undefined) votes.add(segment, quarters);
    }
    votes.settle(basis);
  }
}

/** A proof that differs from both its neighbours is a line that came late, not a change of zone. */
function withoutLoners(list: readonly Observation[]): Observation[] {
  return list.filter(({ quarters }, position) => {
    const near = [list[position - 1], list[position + 1]].filter((one) => one !== undefined);
    return near.length < 2 || near.some((one) => one.quarters === quarters);
  });
}

/** Counts what the lines of each segment prove. */
class Votes {
  private readonly ballots = new Map<ZoneSegment, Map<number, number>>();

  add(segment: ZoneSegment, quarters: number | undefined): void {
    if (quarters === undefined) return;
    const ballot = this.ballots.get(segment) ?? new Map<number, number>();
    ballot.set(quarters, (ballot.get(quarters) ?? 0) + 1);
    this.ballots.set(segment, ballot);
  }

  settle(basis: string): boolean {
    let changed = false;
    for (const [segment, ballot] of this.ballots) {
      if (segment.rule !== undefined) continue;
      const [winner] = [...ballot].sort(([a, one], [b, other]) => other - one || Math.abs(a) - Math.abs(b));
      segment.rule = fixedZone((winner?.[0] ?? 0) * QUARTER_MS);
      segment.basis = basis;
      changed = true;
    }
    return changed;
  }
}
