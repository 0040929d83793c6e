import type { CopyEnding, Estimate, Migration } from '../model/index.ts';
import type { RoledEvent } from '../timeline/build-timeline.ts';
import { hasNumbers, measureStretches, type Stretch } from './measure-intervals.ts';
import { qemuTime, type QemuFigures } from './qemu-figures.ts';
import type { ReadSample } from './read-samples.ts';
import { measureThroughput } from './throughput.ts';

/** What was seen of a copy while the guest could run and change its memory. */
export interface CopyCourse {
  /** When memory began to flow. */
  readonly start: CourseStart | undefined;
  /** When the copy was over, converged or not; nothing when the logs stop before. */
  readonly until: number | undefined;
  readonly samples: readonly ReadSample[];
  /** Between samples; the first may begin at `start`, where all memory was left. */
  readonly stretches: readonly Stretch[];
  readonly passMarks: QemuFigures['passes'];
  /** Bytes of memory per second, while memory alone was sent. */
  readonly throughput: Estimate | undefined;
  readonly memoryTotal: number | undefined;
}

/** `logged`: a line marks it; otherwise it was then or later, since by then nothing had been sent. */
export interface CourseStart {
  readonly at: number;
  readonly isLogged: boolean;
}

/** Puts together what both Nova and QEMU said of a copy up to its end, or up to a forced pause. */
export function followCourse(
  migration: Migration,
  events: readonly RoledEvent[],
  figures: QemuFigures,
  nova: readonly ReadSample[],
  ending: CopyEnding,
): CopyCourse {
  const until = endOf(migration, ending);
  const before = ({ readAt }: ReadSample): boolean => until === undefined || readAt <= until + TURN_MS;
  const samples = merge(nova, figures.samples)
    .filter(({ sample }) => hasNumbers(sample))
    .filter(before);
  const start = startOf(events, figures, nova);
  const opened = openedBy(start, samples);
  const stretches = measureStretches(opened === undefined ? samples : [opened, ...samples]);
  const isGuessed = opened !== undefined && start?.isLogged === false;
  const throughput = throughputOf(stretches, isGuessed);
  const memoryTotal = samples.findLast(({ sample }) => sample.memoryTotal > 0)?.sample.memoryTotal;
  const passMarks = figures.passes.filter(({ at }) => until === undefined || at <= until);
  return { start, until, samples, stretches, passMarks, throughput, memoryTotal };
}

/** Of stretches in which nothing but memory was sent, and whose beginning is known, where there are any. */
function throughputOf(stretches: readonly Stretch[], isGuessed: boolean): Estimate | undefined {
  const alone = stretches.filter(({ activity }) => activity === 'memory');
  const busy = alone.length > 0 ? alone : stretches;
  const known = isGuessed ? busy.filter((one) => one !== stretches[0]) : busy;
  const measured = measureThroughput(known, (one) => one.memory);
  if (measured !== undefined || !isGuessed) return measured;
  const least = measureThroughput(busy, (one) => one.memory);
  return least === undefined ? undefined : { value: least.value, low: least.low ?? least.value };
}

/**
 * QEMU's replies are what Nova prints seconds later: of two samples in the same half second the reply stays.
 */
function merge(nova: readonly ReadSample[], qemu: readonly ReadSample[]): ReadSample[] {
  if (qemu.length === 0) return [...nova];
  const own = nova.filter(
    ({ sample, readAt }) =>
      !qemu.some(
        (reply) =>
          Math.abs(reply.readAt - readAt) < SAME_MS ||
          reply.sample.memoryProcessed === sample.memoryProcessed,
      ),
  );
  // Their elapsed times count from different starts, and only Nova's know of disks.
  const last = qemu.at(-1)?.readAt ?? 0;
  const disk = nova.some(({ sample }) => (sample.diskTotal ?? 0) > 0);
  return disk ? [...nova] : [...qemu, ...own.filter(({ readAt }) => readAt > last)];
}

const SAME_MS = 500;
/** Nova's monitor reads the figures, then acts on its limits, then prints what it had read. */
const TURN_MS = 600;

function endOf(migration: Migration, ending: CopyEnding): number | undefined {
  if (ending.type === 'forced-pause' || ending.type === 'post-copy') return Date.parse(ending.at);
  const phases = migration.phases.filter(({ phase }) => phase === 'copy');
  const ended = phases.at(-1)?.to;
  if (ended !== undefined && ending.type !== 'open') return Date.parse(ended);
  return undefined;
}

/**
 * Libvirt writes "initiating migration" into the guest's log when the disks have gone over and memory begins
 * (qemuMigrationSrcRun in src/qemu/qemu_migration.c).
 */
function startOf(
  events: readonly RoledEvent[],
  { passes }: QemuFigures,
  nova: readonly ReadSample[],
): CourseStart | undefined {
  const pass = passes.find(({ number }) => number === 1);
  if (pass !== undefined) return { at: pass.at, isLogged: true };
  const initiated = events.find(({ kind, role }) => kind === 'qemu.migration-initiated' && role === 'source');
  if (initiated !== undefined) return { at: qemuTime(initiated), isLogged: true };
  // Zeros: the job had not begun to send by then.
  const waiting = nova.findLast(({ sample }) => !hasNumbers(sample))?.readAt;
  const first = nova.find(({ sample }) => hasNumbers(sample))?.readAt;
  if (waiting === undefined || first === undefined || waiting >= first) return undefined;
  return { at: waiting, isLogged: false };
}

/** A sample for the moment at which nothing had been sent, where the first real one shows memory alone. */
function openedBy(start: CourseStart | undefined, samples: readonly ReadSample[]): ReadSample | undefined {
  const first = samples[0];
  if (start === undefined || first === undefined || first.readAt <= start.at) return undefined;
  const { memoryTotal, diskTotal } = first.sample;
  if (memoryTotal === 0 || (diskTotal ?? 0) > 0) return undefined;
  const at = new Date(Math.round(start.at)).toISOString();
  return {
    readAt: start.at,
    sample: { at, elapsedS: 0, memoryProcessed: 0, memoryRemaining: memoryTotal, memoryTotal },
  };
}
