import type { HostFile } from '../bundle/bundle.ts';
import { readReportTimes } from '../bundle/zone-files.ts';
import type { LogEvent } from '../model/index.ts';
import { moveYears, type Span, spanOf, yearsBetween } from '../records/year-guess.ts';
import type { SourceStats } from '../timeline/source-stats.ts';

/** What tells when a log was written. */
interface DatedLog {
  readonly stats: SourceStats;
  readonly events: readonly LogEvent[];
}

/** Of logs before the last year nobody can say which one it was. */
const YEAR_MS = 365 * 86_400_000;
const DAY_MS = 86_400_000;

/** A time as it was read. */
type ReadStamp = Pick<LogEvent, 'wallMs' | 'clock'>;

const hasYear = ({ clock }: ReadStamp): boolean => clock !== 'yearless';
const hasNoYear = ({ clock }: ReadStamp): boolean => clock === 'yearless';

/**
 * Gives logs whose stamps have no year (syslog's, journalctl's) the one in which the other logs of their host lie, or
 * the one before the report was made of it, or else the one in which the logs of all hosts lie. Where nothing tells a
 * year, the made-up one stays: the time between the lines is right.
 */
export function settleYears<Log extends DatedLog>(
  logs: readonly Log[],
  hostFiles: readonly HostFile[],
): readonly Log[] {
  const told = new Map<string, Span>();
  let all: Span | undefined;
  for (const { stats } of logs) {
    const span = spanOfStamps(stats, hasYear);
    if (span === undefined) continue;
    const { hostKey } = stats.source;
    told.set(hostKey, join(told.get(hostKey), span));
    all = join(all, span);
  }
  const reportTimes = readReportTimes(hostFiles);
  return logs.map((log) => {
    const span = spanOfStamps(log.stats, hasNoYear);
    if (span === undefined) return log;
    const { hostKey } = log.stats.source;
    const other = told.get(hostKey) ?? yearBefore(reportTimes.get(hostKey)) ?? all;
    return other === undefined ? log : moved(log, yearsBetween(span, other));
  });
}

function yearBefore(ms: number | undefined): Span | undefined {
  return ms === undefined ? undefined : { from: ms - YEAR_MS, to: ms + DAY_MS };
}

function moved<Log extends DatedLog>(log: Log, years: number): Log {
  const move = <Stamp extends ReadStamp>(stamp: Stamp): Stamp => {
    const { wallMs } = stamp;
    return wallMs === undefined || hasYear(stamp)
      ? stamp
      : { ...stamp, wallMs: moveYears(wallMs, years), clock: 'local' };
  };
  const { first, last } = log.stats;
  const stats = { ...log.stats, first: first && move(first), last: last && move(last) };
  return { ...log, stats, events: log.events.map(move) };
}

/** From the first to the last of a log's stamps, as far as they are wanted. */
function spanOfStamps(
  { first, last }: SourceStats,
  isWanted: (stamp: ReadStamp) => boolean,
): Span | undefined {
  const stamps = [first, last]
    .filter((stamp) => stamp !== undefined)
    .filter(isWanted)
    .flatMap(({ wallMs }) => wallMs ?? []);
  return spanOf(stamps);
}

function join(one: Span | undefined, other: Span): Span {
  if (one === undefined) return other;
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}
