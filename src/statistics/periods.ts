import type { Migration, PeriodStatistics, PeriodUnit } from '../model/index.ts';
import { countOutcomes } from './outcome-counts.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Up to how long a span is shown in which unit: a table that a person still reads. */
const UNITS: readonly { readonly unit: PeriodUnit; readonly upTo: number }[] = [
  { unit: 'hour', upTo: 2 * DAY_MS },
  { unit: 'day', upTo: 62 * DAY_MS },
  { unit: 'week', upTo: 730 * DAY_MS },
  { unit: 'month', upTo: Infinity },
];

export interface Periods {
  readonly periodUnit?: PeriodUnit;
  readonly periods: readonly PeriodStatistics[];
}

/** Migrations by when they began, without gaps: an hour in which nothing moved is a row, too. */
export function periodsOf(migrations: readonly Migration[]): Periods {
  const starts = migrations.map(({ startedAt }) => Date.parse(startedAt)).filter(Number.isFinite);
  if (starts.length === 0) return { periods: [] };
  const first = starts.reduce((one, other) => Math.min(one, other));
  const last = starts.reduce((one, other) => Math.max(one, other));
  const unit = UNITS.find(({ upTo }) => last - first <= upTo)?.unit ?? 'month';
  const byStart = Map.groupBy(migrations, ({ startedAt }) => beginning(Date.parse(startedAt), unit));
  const periods: PeriodStatistics[] = [];
  for (let from = beginning(first, unit); from <= last; from = following(from, unit)) {
    const own = byStart.get(from) ?? [];
    periods.push({
      from: new Date(from).toISOString(),
      to: new Date(following(from, unit)).toISOString(),
      total: own.length,
      outcomes: countOutcomes(own),
    });
  }
  return { periodUnit: unit, periods };
}

/** The beginning of the hour, day, week (Monday) or month, in UTC. */
function beginning(ms: number, unit: PeriodUnit): number {
  const time = new Date(ms);
  const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()];
  switch (unit) {
    case 'hour':
      return ms - (((ms % HOUR_MS) + HOUR_MS) % HOUR_MS);
    case 'day':
      return Date.UTC(year, month, day);
    case 'week':
      return Date.UTC(year, month, day - ((time.getUTCDay() + 6) % 7));
    case 'month':
      return Date.UTC(year, month, 1);
  }
}

function following(from: number, unit: PeriodUnit): number {
  const time = new Date(from);
  switch (unit) {
    case 'hour':
      return from + HOUR_MS;
    case 'day':
      return from + DAY_MS;
    case 'week':
      return from + 7 * DAY_MS;
    case 'month':
      return Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 1);
  }
}
