import type { TracedMigration } from '../timeline/build-timeline.ts';
import { analyzeCopy, type CopySettings } from './analyze-copy.ts';
import { analyzeDowntime, shortDowntime } from './analyze-downtime.ts';

/** Puts the course of a migration's copy and the blackout of its guest into it, as far as the logs tell. */
export function measureMigration(traced: TracedMigration, settings: CopySettings): TracedMigration {
  const copy = analyzeCopy(traced, settings);
  const downtime = analyzeDowntime(traced);
  const downtimeMs = shortDowntime(downtime);
  const migration = {
    ...traced.migration,
    ...(copy === undefined ? {} : { copy }),
    ...(downtimeMs === undefined ? {} : { downtimeMs }),
    ...(downtime === undefined ? {} : { downtime }),
  };
  return { ...traced, migration };
}
