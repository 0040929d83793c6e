import type { CopySample, Fields, TimedEvent } from '../model/index.ts';

/** A sample with the moment at which its figures were read, as well as the logs tell. */
export interface ReadSample {
  readonly sample: CopySample;
  /** Corrected UTC in ms. */
  readonly readAt: number;
}

/**
 * Reads the monitor's progress lines.
 *
 * Nova reads the figures, notes the elapsed time, saves its progress in the database and only then logs the line
 * (nova/virt/libvirt/driver.py, _live_migration_monitor): a slow conductor makes the line late, which the elapsed
 * time in it gives away.
 */
export function readSamples(events: readonly TimedEvent[]): ReadSample[] {
  const progress = events.flatMap((event) => {
    const sample = toSample(event);
    return sample === undefined ? [] : [{ at: event.at, sample }];
  });
  const startedBy = Math.min(...progress.map(({ at, sample }) => at - sample.elapsedS * 1000));
  return progress.map(({ at, sample }) => {
    const latest = startedBy + (sample.elapsedS + 1) * 1000;
    const lateMs = Math.round(at - latest);
    return lateMs <= 0 ? { sample, readAt: at } : { sample: { ...sample, lateMs }, readAt: latest };
  });
}

function toSample({ kind, fields, at }: TimedEvent): CopySample | undefined {
  if (kind !== 'nova.migration-running') return undefined;
  const memoryProcessed = numberIn(fields, 'memory_processed');
  const memoryRemaining = numberIn(fields, 'memory_remaining');
  const memoryTotal = numberIn(fields, 'memory_total');
  if (memoryProcessed === undefined || memoryRemaining === undefined || memoryTotal === undefined)
    return undefined;
  const diskTotal = numberIn(fields, 'disk_total');
  return {
    at: new Date(Math.round(at)).toISOString(),
    elapsedS: numberIn(fields, 'elapsed_s') ?? 0,
    memoryProcessed,
    memoryRemaining,
    memoryTotal,
    ...(diskTotal === undefined
      ? {}
      : {
          diskProcessed: numberIn(fields, 'disk_processed') ?? 0,
          diskRemaining: numberIn(fields, 'disk_remaining') ?? 0,
          diskTotal,
        }),
  };
}

/** A field that holds a number; nothing for a number that is none or that no counter can show. */
export function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
