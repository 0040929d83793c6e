import type { Coverage, Migration } from '../model/index.ts';
import { moment } from './time.ts';

/** Services of a migration that runs are silent for shorter than this: nova-compute has something to do every minute. */
const SILENT_MS = 2 * 60_000;

/** How the logs leave a migration that has no end in them. */
export interface OpenEnd {
  /** They end with it; otherwise they go on, and it is gone from them. */
  readonly isRunning: boolean;
  readonly lastSeen: string;
  /** When they end, where that is known. */
  readonly until: string | undefined;
}

/** What nova-compute wrote last on the hosts of the migration tells whether anything more could have been read of it. */
export function openEnd({ startedAt, source, destination, events }: Migration, coverage: Coverage): OpenEnd {
  const lastSeen = latest(events.flatMap(({ at, until }) => [at, until ?? at])) ?? startedAt;
  const endOn = (host: string | undefined): string | undefined =>
    latest(
      coverage.hosts
        .filter((one) => host === undefined || one.host === host)
        .flatMap(({ logs }) => logs.flatMap(({ kind, to }) => (kind === 'nova-compute' ? (to ?? []) : []))),
    );
  const until = (source && endOn(source)) ?? (destination && endOn(destination)) ?? endOn(undefined);
  const isRunning = until !== undefined && moment(until).ms - moment(lastSeen).ms <= SILENT_MS;
  return { isRunning, lastSeen, until };
}

function latest(times: readonly string[]): string | undefined {
  return [...times].sort((one, other) => moment(one).ms - moment(other).ms).at(-1);
}
