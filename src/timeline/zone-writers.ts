import type { LogEvent } from '../model/index.ts';
import type { ZoneRule } from './zone-names.ts';

/** A printed time and who printed it where. */
export type Stamp = Pick<LogEvent, 'path' | 'pid' | 'line' | 'clock' | 'wallMs'>;

/** Lines of one process in one zone: the clocks were not put forward or back between them. */
export interface ZoneSegment {
  readonly writer: Writer;
  readonly firstLine: number;
  /** The local time went back just before, as it does when summer time ends. */
  afterSetBack: boolean;
  /** Something proves `afterSetBack`, where all its times are in an hour that summer time's end repeats. */
  isHourKnown: boolean;
  firstMs: number;
  lastMs: number;
  rule: ZoneRule | undefined;
  basis: string;
}

/** One process of one log file: the smallest thing that has one zone at a time (a restart may change TZ). */
export interface Writer {
  readonly hostKey: string;
  readonly path: string;
  readonly pid: string;
  /** By line. */
  segments: ZoneSegment[];
}

/** A difference between local time and UTC that some line proves, in quarters of an hour. */
export interface Observation {
  readonly line: number;
  readonly quarters: number;
}

/** Local times that go back by this much within one process went back on purpose; less is disorder. */
const SET_BACK_MS = 20 * 60_000;

/** A line with its local time; events stand for themselves, as there may be a million of them. */
type LocalTime = Pick<LogEvent, 'line'> & { readonly wallMs: number };

export class Writers {
  private readonly byPath = new Map<string, Map<string, Writer>>();
  private readonly writers: Writer[] = [];
  private readonly times = new Map<Writer, LocalTime[]>();

  constructor(events: readonly LogEvent[]) {
    for (const event of events) {
      if (!hasLocalTime(event)) continue;
      const writer = this.writerOf(event) ?? this.addWriter(event);
      const times = this.times.get(writer);
      if (times) times.push(event);
      else this.times.set(writer, [event]);
    }
    for (const [writer, times] of this.times) {
      times.sort((one, other) => one.line - other.line);
      const cuts = [0];
      let latest = Number.NEGATIVE_INFINITY;
      for (const [position, { wallMs }] of times.entries()) {
        if (wallMs < latest - SET_BACK_MS) {
          cuts.push(position);
          latest = wallMs;
        }
        latest = Math.max(latest, wallMs);
      }
      this.cut(writer, cuts, () => true);
    }
  }

  /** Drops what only cutting needs: a reference to each line that was read. */
  forgetTimes(): void {
    this.times.clear();
  }

  all(): readonly Writer[] {
    return this.writers;
  }

  /** Whether the zone of any line is yet to be found. */
  areOpen(): boolean {
    return this.writers.some(({ segments }) => segments.some(({ rule }) => rule === undefined));
  }

  segments(): ZoneSegment[] {
    return this.all().flatMap((writer) => writer.segments);
  }

  /** Whether the zone of any line is found. */
  areAnyKnown(): boolean {
    return this.writers.some(({ segments }) => segments.some(({ rule }) => rule !== undefined));
  }

  segmentOf(stamp: Stamp): ZoneSegment | undefined {
    const segments = this.writerOf(stamp)?.segments ?? [];
    if (segments.length === 1) return segments[0];
    const { line } = stamp;
    return segments.findLast((one) => one.firstLine <= line) ?? segments[0];
  }

  writerOf({ path, pid }: Stamp): Writer | undefined {
    return this.byPath.get(path)?.get(pid ?? '');
  }

  private addWriter({ hostKey, path, pid = '' }: LogEvent): Writer {
    const writer: Writer = { hostKey, path, pid, segments: [] };
    const byPid = this.byPath.get(path) ?? new Map<string, Writer>();
    this.byPath.set(path, byPid.set(pid, writer));
    this.writers.push(writer);
    return writer;
  }

  /** Cuts a writer's lines where what they prove changes, at the longest pause between the two proofs. */
  cutWhereProofChanges(writer: Writer, observations: readonly Observation[]): void {
    const times = this.times.get(writer) ?? [];
    const starts = new Set(writer.segments.map((one) => one.firstLine));
    const added = new Set<number>();
    const inOrder = [...observations].sort((one, other) => one.line - other.line);
    for (const [position, next] of inOrder.entries()) {
      const before = inOrder[position - 1];
      if (before === undefined || before.quarters === next.quarters) continue;
      if (writer.segments.some((one) => one.firstLine > before.line && one.firstLine <= next.line)) continue;
      added.add(longestPause(times, before.line, next.line));
    }
    if (added.size === 0) return;
    const cuts = [...times.keys()].filter((position) => {
      const line = times[position]?.line ?? 0;
      return position === 0 || starts.has(line) || added.has(line);
    });
    this.cut(writer, cuts, (line) => !added.has(line));
  }

  private cut(writer: Writer, cuts: readonly number[], isSetBack: (line: number) => boolean): void {
    const times = this.times.get(writer) ?? [];
    writer.segments = cuts.flatMap((from, index) => {
      const own = times.slice(from, cuts[index + 1]);
      const [first] = own;
      if (first === undefined) return [];
      const segment: ZoneSegment = {
        writer,
        firstLine: first.line,
        afterSetBack: index > 0 && isSetBack(first.line),
        isHourKnown: cuts.length > 1,
        firstMs: first.wallMs,
        lastMs: first.wallMs,
        rule: undefined,
        basis: '',
      };
      for (const { wallMs } of own) {
        segment.firstMs = Math.min(segment.firstMs, wallMs);
        segment.lastMs = Math.max(segment.lastMs, wallMs);
      }
      return [segment];
    });
  }
}

function hasLocalTime(event: LogEvent): event is LogEvent & LocalTime {
  return event.clock !== 'utc' && event.wallMs !== undefined;
}

/** The line that follows the longest pause after `from`, up to and with `to`. */
function longestPause(times: readonly LocalTime[], from: number, to: number): number {
  let best = { line: to, pause: Number.NEGATIVE_INFINITY };
  for (const [position, { line, wallMs }] of times.entries()) {
    const before = times[position - 1];
    if (before === undefined || line <= from || line > to) continue;
    const pause = wallMs - before.wallMs;
    if (pause > best.pause) best = { line, pause };
  }
  return best.line;
}
