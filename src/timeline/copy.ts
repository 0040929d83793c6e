import type { CopyAnalysis, CopySample, TimedEvent } from '../model/index.ts';
import { toIso } from './phases.ts';

/** Reads the monitor's progress lines: bytes that were still to go and bytes that went over the wire. */
export function readCopy(events: readonly TimedEvent[]): CopyAnalysis | undefined {
  const samples = events.flatMap(toSample);
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const begun = samples.find((sample) => sample.memoryTotal > 0);
  const durationMs = Date.parse(last.at) - Date.parse(first.at);
  const measured = begun === undefined ? undefined : throughputOf(begun, last);
  return {
    samples,
    durationMs,
    ...(last.memoryTotal > 0
      ? {
          memoryTotal: last.memoryTotal,
          memoryRemaining: last.memoryRemaining,
          memoryProcessed: last.memoryProcessed,
        }
      : {}),
    ...(measured === undefined ? {} : { throughput: measured }),
  };
}

function throughputOf(first: CopySample, last: CopySample): number | undefined {
  const seconds = (Date.parse(last.at) - Date.parse(first.at)) / 1000;
  if (seconds <= 0) return undefined;
  return Math.round((last.memoryProcessed - first.memoryProcessed) / seconds);
}

function toSample(event: TimedEvent): CopySample[] {
  if (event.kind !== 'nova.migration-running') return [];
  const number = (name: string): number | undefined => {
    const value = event.fields[name];
    return typeof value === 'number' ? value : undefined;
  };
  const processed = number('memory_processed');
  const remaining = number('memory_remaining');
  const total = number('memory_total');
  if (processed === undefined || remaining === undefined || total === undefined) return [];
  const diskTotal = number('disk_total');
  return [
    {
      at: toIso(event.at),
      elapsedS: number('elapsed_s') ?? 0,
      memoryProcessed: processed,
      memoryRemaining: remaining,
      memoryTotal: total,
      ...(diskTotal === undefined
        ? {}
        : {
            diskProcessed: number('disk_processed') ?? 0,
            diskRemaining: number('disk_remaining') ?? 0,
            diskTotal,
          }),
    },
  ];
}
