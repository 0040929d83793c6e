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

export class Writers {
  private readonly byId = new Map<string, Writer>();
  private readonly times = new Map<Writer, { readonly line: number; readonly wallMs: number }[]>();

  constructor(events: readonly LogEvent[]) {
    for (const { hostKey, path, pid = '', line, clock, wallMs } of events) {
      if (clock === 'utc' || wallMs === undefined) continue;
      const id = idOf(path, pid);
      const writer = this.byId.get(id) ?? { hostKey, path, pid, segments: [] };
      this.byId.set(id, writer);
      const times = this.times.get(writer);
      if (times) times.push({ line, wallMs });
      else this.times.set(writer, [{ line, wallMs }]);
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

  all(): readonly Writer[] {
    return [...this.byId.values()];
  }

  segments(): ZoneSegment[] {
    return this.all().flatMap((writer) => writer.segments);
  }

  segmentOf({ path, pid, line }: Stamp): ZoneSegment | undefined {
    const segments = this.byId.get(idOf(path, pid ?? ''))?.segments ?? [];
    return segments.findLast((one) => one.firstLine <= line) ?? segments[0];
  }

  writerOf({ path, pid }: Stamp): Writer | undefined {
    return this.byId.get(idOf(path, pid ?? ''));
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

function idOf(path: string, pid: string): string {
  return `${path}\n${pid}`;
}

/** The line that follows the longest pause after `from`, up to and with `to`. */
function longestPause(
  times: readonly { readonly line: number; readonly wallMs: number }[],
  from: number,
  to: number,
): number {
  let best = { line: to, pause: Number.NEGATIVE_INFINITY };
  for (const [position, { line, wallMs }] of times.entries()) {
    const before = times[position - 1];
    if (before === undefined || line <= from || line > to) continue;
    const pause = wallMs - before.wallMs;
    if (pause > best.pause) best = { line, pause };
  }
  return best.line;
}
