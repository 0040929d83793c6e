import type { CopyAnalysis, CopyCoarseness, HostFacts, Migration } from '../model/index.ts';
import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';
import { chooseRemedies } from './choose-remedies.ts';
import { followCourse, type CopyCourse } from './copy-course.ts';
import { findDirtyRate } from './dirty-rate.ts';
import { plannedAt, type PlannedStep } from './downtime-steps.ts';
import { findEnding } from './find-ending.ts';
import { findPasses } from './find-passes.ts';
import { foresee } from './foresee.ts';
import { judgeCopy } from './judge-copy.ts';
import { measureStretches, hasNumbers, toInterval, type Stretch } from './measure-intervals.ts';
import { findLimits } from './nova-limits.ts';
import { findNeeds, predictCopy } from './predict-copy.ts';
import { QEMU_DOWNTIME_MS } from './project-copy.ts';
import type { OptionReaders } from './option-reader.ts';
import { readQemuFigures } from './qemu-figures.ts';
import { readSamples, type ReadSample } from './read-samples.ts';
import { measureThroughput } from './throughput.ts';

/** What is known of Nova on the source. */
export interface CopySettings {
  readonly facts: HostFacts | undefined;
  /** Shared by all migrations of a run. */
  readonly readers: OptionReaders;
}

/** Measures a migration's copy and judges it; nothing when the logs hold no sign that it began. */
export function analyzeCopy(traced: TracedMigration, settings: CopySettings): CopyAnalysis | undefined {
  const { migration, events } = traced;
  const own = events.filter((event) => !event.ambient && event.role !== 'destination');
  const nova = readSamples(own);
  const figures = readQemuFigures(traced);
  const isSilent = !nova.some(({ sample }) => hasNumbers(sample)) && figures.samples.length > 0;
  const samples = isSilent ? figures.samples : nova;
  if (samples.length === 0) return undefined;
  const ending = findEnding(migration, own);
  const course = followCourse(migration, own, figures, nova, ending);
  const found = findPasses(course);
  const numbered = samples.filter(({ sample }) => hasNumbers(sample));
  const totals = lastFigures(numbered);
  const { limits, plan, steps, options } = findLimits({
    events: own,
    ...settings,
    figures,
    kind: migration.kind,
    memoryTotal: totals.memoryTotal ?? course.memoryTotal,
    diskTotal: totals.diskTotal,
    throughput: course.throughput,
  });
  const startedAt = countingFrom(own, nova.length > 0 ? nova : samples);
  const timeoutS = limits.completionTimeoutS?.value;
  const outlook = foresee(course, found, { startedAt, plan, timeoutS });
  const autoConverge = limits.autoConverge?.value === true;
  const verdict = judgeCopy({ ending, course, found, outlook, figures, nova, autoConverge });
  const prediction = predictCopy(course, outlook, verdict, limits, startedAt);
  const needed = findNeeds(course, found, outlook, prediction, limits);
  const dirtyRate = findDirtyRate(course, found, figures, verdict, outlook);
  const left = outlook?.level.bytes.value ?? course.samples.at(-1)?.sample.memoryRemaining;
  const stretches = measureStretches(samples);
  const diskThroughput = measureThroughput(stretches, (one) => one.disk);
  const allowance = allowanceOf(course, plan, startedAt, limits.downtimeMs?.value);
  const last = found.levels.at(-1);
  return {
    samples: samples.map(({ sample }) => sample),
    intervals: stretches.map(toInterval),
    passes: found.passes,
    downtimeSteps: steps,
    coarseness: measureCoarseness(numbered, stretches, migration, figures.samples.length > 0),
    durationMs: (samples.at(-1)?.readAt ?? 0) - (samples[0]?.readAt ?? 0),
    ...totals,
    ...(course.throughput === undefined ? {} : { throughput: course.throughput }),
    ...(diskThroughput === undefined ? {} : { diskThroughput }),
    ...(dirtyRate === undefined ? {} : { dirtyRate }),
    ...(last === undefined ? {} : { dirtiedPerPass: roundBytes(last.bytes) }),
    ...(allowance === undefined ? {} : { downtimeAllowance: allowance }),
    limits,
    ...(prediction === undefined ? {} : { prediction }),
    needed,
    ending,
    verdict,
    remedies: chooseRemedies({ verdict, limits, needed, options, throughput: course.throughput, left }),
  };
}

/** Nova counts from the start of its monitor (_live_migration_monitor in nova/virt/libvirt/driver.py). */
function countingFrom(events: readonly RoledEvent[], samples: readonly ReadSample[]): number {
  const monitor = events.find(({ kind }) => kind === 'nova.monitoring-started');
  if (monitor !== undefined) return monitor.at;
  return Math.min(...samples.map(({ sample, readAt }) => readAt - sample.elapsedS * 1000));
}

function allowanceOf(
  { throughput, samples, until }: CopyCourse,
  plan: readonly PlannedStep[],
  startedAt: number,
  final: number | undefined,
): CopyAnalysis['downtimeAllowance'] {
  const seenTo = until ?? samples.at(-1)?.readAt;
  if (throughput === undefined || seenTo === undefined) return undefined;
  const finalDowntimeMs = plan.at(-1)?.ms ?? final ?? QEMU_DOWNTIME_MS;
  const downtimeMs = plannedAt(plan, (seenTo - startedAt) / 1000) ?? finalDowntimeMs;
  const bytes = (ms: number): number => Math.round((throughput.value * ms) / 1000);
  return { bytes: bytes(downtimeMs), downtimeMs, finalBytes: bytes(finalDowntimeMs), finalDowntimeMs };
}

function roundBytes({ value, low, high }: { value: number; low: number; high: number }): {
  value: number;
  low: number;
  high: number;
} {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) };
}

function lastFigures(
  numbered: readonly ReadSample[],
): Partial<
  Pick<CopyAnalysis, 'memoryTotal' | 'memoryRemaining' | 'memoryProcessed' | 'diskTotal' | 'diskRemaining'>
> {
  const last = numbered.at(-1)?.sample;
  if (last === undefined) return {};
  return {
    ...(last.memoryTotal > 0
      ? {
          memoryTotal: last.memoryTotal,
          memoryRemaining: last.memoryRemaining,
          memoryProcessed: last.memoryProcessed,
        }
      : {}),
    ...(last.diskTotal !== undefined && last.diskTotal > 0
      ? { diskTotal: last.diskTotal, diskRemaining: last.diskRemaining ?? 0 }
      : {}),
  };
}

/** Nova logs its progress every 5 s, and every 30 s of it at INFO. */
const INFO_GAP_MS = 20_000;

function measureCoarseness(
  numbered: readonly ReadSample[],
  stretches: readonly Stretch[],
  { phases }: Migration,
  hasFigures: boolean,
): CopyCoarseness {
  const gaps = stretches.map(({ from, to }) => Math.round(to - from)).sort((one, other) => one - other);
  const medianGapMs = gaps[Math.floor(gaps.length / 2)];
  const longestGapMs = gaps.at(-1);
  const lastAt = numbered.at(-1)?.readAt;
  const ended = phases.find(({ phase }) => phase === 'copy')?.to;
  const unseenEndMs = lastAt === undefined || ended === undefined ? undefined : Date.parse(ended) - lastAt;
  const byNova = (medianGapMs ?? 0) >= INFO_GAP_MS ? 'info' : 'debug';
  return {
    samples: numbered.length,
    ...(medianGapMs === undefined ? {} : { medianGapMs }),
    ...(longestGapMs === undefined ? {} : { longestGapMs }),
    ...(unseenEndMs === undefined || unseenEndMs < 0 ? {} : { unseenEndMs: Math.round(unseenEndMs) }),
    detail: hasFigures ? 'qemu' : numbered.length === 0 ? 'none' : byNova,
  };
}
