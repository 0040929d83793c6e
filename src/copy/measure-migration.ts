import type { Migration } from '../model/index.ts';
import type { TracedMigration } from '../timeline/build-timeline.ts';
import { analyzeCopy, type CopySettings } from './analyze-copy.ts';
import { analyzeDowntime, shortDowntime } from './analyze-downtime.ts';

/** A migration with the course of its copy and the blackout of its guest, as far as the logs tell. */
export function measureMigration(traced: TracedMigration, settings: CopySettings): Migration {
  const copy = analyzeCopy(traced, settings);
  const downtime = analyzeDowntime(traced);
  const downtimeMs = shortDowntime(downtime);
  return {
    ...traced.migration,
    ...(copy === undefined ? {} : { copy }),
    ...(downtimeMs === undefined ? {} : { downtimeMs }),
    ...(downtime === undefined ? {} : { downtime }),
  };
}
