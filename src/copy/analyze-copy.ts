import type { CopyAnalysis, CopyCoarseness, DowntimeStep, Migration } from '../model/index.ts';
import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';
import { findEnding } from './find-ending.ts';
import { measureStretches, hasNumbers, toInterval, type Stretch } from './measure-intervals.ts';
import { numberIn, readSamples, type ReadSample } from './read-samples.ts';
import { measureThroughput } from './throughput.ts';

/** Measures a migration's copy and judges it; nothing when the logs hold no sign that it began. */
export function analyzeCopy({ migration, events }: TracedMigration): CopyAnalysis | undefined {
  const own = events.filter((event) => !event.ambient && event.role !== 'destination');
  const samples = readSamples(own);
  if (samples.length === 0) return undefined;
  const stretches = measureStretches(samples);
  const last = samples.at(-1);
  const ending = findEnding(migration, own);
  const numbered = samples.filter(({ sample }) => hasNumbers(sample));
  const throughput = measureThroughput(stretches, (one) => one.memory);
  const diskThroughput = measureThroughput(stretches, (one) => one.disk);
  return {
    samples: samples.map(({ sample }) => sample),
    intervals: stretches.map(toInterval),
    passes: [],
    downtimeSteps: own.flatMap(toDowntimeStep),
    coarseness: measureCoarseness(numbered, stretches, migration),
    durationMs: (last?.readAt ?? 0) - (samples[0]?.readAt ?? 0),
    ...lastFigures(numbered),
    ...(throughput === undefined ? {} : { throughput }),
    ...(diskThroughput === undefined ? {} : { diskThroughput }),
    limits: { bandwidthReached: false },
    needed: {},
    ending,
    verdict:
      ending.type === 'switched-over'
        ? { type: 'converged', passes: 0, certainty: 'certain' }
        : {
            type: 'not-enough-data',
            why: numbered.length === 0 ? 'no-numbers' : 'one-sample',
            certainty: 'certain',
          },
    remedies: [],
  };
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

function toDowntimeStep({ kind, fields, at }: RoledEvent): DowntimeStep[] {
  const downtimeMs = numberIn(fields, 'downtime_ms');
  if (kind !== 'nova.downtime-increased' || downtimeMs === undefined) return [];
  return [
    { at: new Date(Math.round(at)).toISOString(), downtimeMs, afterS: numberIn(fields, 'elapsed_s') ?? 0 },
  ];
}

/** Nova logs its progress every 5 s, and every 30 s of it at INFO. */
const INFO_GAP_MS = 20_000;

function measureCoarseness(
  numbered: readonly ReadSample[],
  stretches: readonly Stretch[],
  { phases }: Migration,
): CopyCoarseness {
  const gaps = stretches.map(({ from, to }) => Math.round(to - from)).sort((one, other) => one - other);
  const medianGapMs = gaps[Math.floor(gaps.length / 2)];
  const longestGapMs = gaps.at(-1);
  const lastAt = numbered.at(-1)?.readAt;
  const ended = phases.find(({ phase }) => phase === 'copy')?.to;
  const unseenEndMs = lastAt === undefined || ended === undefined ? undefined : Date.parse(ended) - lastAt;
  return {
    samples: numbered.length,
    ...(medianGapMs === undefined ? {} : { medianGapMs }),
    ...(longestGapMs === undefined ? {} : { longestGapMs }),
    ...(unseenEndMs === undefined || unseenEndMs < 0 ? {} : { unseenEndMs: Math.round(unseenEndMs) }),
    detail: numbered.length === 0 ? 'none' : (medianGapMs ?? 0) >= INFO_GAP_MS ? 'info' : 'debug',
  };
}
