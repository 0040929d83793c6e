import type { Bucket, OutcomeCounts, Spread, Statistics, SuccessRate } from '../model/index.ts';
import type { Fact, Tone } from './report-model.ts';
import { mapStrings, safeLine } from './safe-text.ts';
import type { StatsColumn, StatsModel, StatsTable } from './stats-model.ts';
import { moment, shortTime } from './time.ts';
import { count, duration, rate, share } from './units.ts';
import { PERIOD_WORDS, PHASE_WORDS } from './words.ts';

const UNKNOWN = '?';
const NONE = '–';
/** Why a cell of a percentile may be empty, once for all tables. */
const FEW = 'A percentile needs samples beyond it: p50 from 2, p95 from 20, p99 from 100 on.';

/** Turns statistics into words; names of hosts come from logs and are cleaned here. */
export function presentStatistics(statistics: Statistics): StatsModel {
  const clean = mapStrings(statistics, safeLine);
  const tables = [
    phaseTable(clean),
    downtimeTable(clean),
    causeTable(clean),
    routeTable(clean),
    hostMatrix(clean),
    periodTable(clean),
  ];
  return {
    title: title(clean),
    facts: facts(clean),
    tables: tables.filter(({ rows }) => rows.length > 0),
  };
}

function title({ total, from, to }: Statistics): string {
  if (total === 0) return 'No live migration found in these logs.';
  const span = from === undefined || to === undefined ? '' : `, ${shortTime(from)} to ${shortTime(to)}`;
  return `${count(total, 'live migration')}${span}`;
}

function facts(statistics: Statistics): readonly Fact[] {
  const { total, outcomes, success, durationMs, failedAfterMs, downtimeMs, downtimeUnknown, throughput } =
    statistics;
  if (total === 0) return [];
  const unknown = downtimeUnknown === 0 ? '' : `; not in the logs of ${downtimeUnknown} more`;
  return [
    { label: 'Outcomes', value: outcomesInWords(outcomes) },
    { label: 'Success', value: `${successInWords(success)}${leftOut(outcomes)}` },
    { label: 'Duration', value: spreadInWords(durationMs, duration, 'completed') },
    { label: 'Failed after', value: spreadInWords(failedAfterMs, duration, 'failed') },
    { label: 'Downtime', value: `${spreadInWords(downtimeMs, duration, 'completed')}${unknown}` },
    { label: 'Throughput', value: spreadInWords(throughput, rate, 'completed') },
  ].filter(({ value }) => value !== '');
}

function outcomesInWords(outcomes: OutcomeCounts): string {
  return Object.entries(outcomes)
    .filter(([, number]) => number > 0)
    .map(([outcome, number]) => `${number} ${outcome}`)
    .join(', ');
}

function successInWords({ completed, of, rate: part }: SuccessRate): string {
  return part === undefined ? 'none ran to an end' : `${completed} of ${of} (${percent(part)})`;
}

/** A rate of less than everything never rounds to everything. */
function percent(part: number): string {
  if (part > 0.995 && part < 1) return `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;
  return part === 0 ? '0 %' : share(part, 1);
}

function leftOut({ cancelled, refused, unfinished }: OutcomeCounts): string {
  const parts = Object.entries({ cancelled, refused, unfinished }).filter(([, number]) => number > 0);
  return parts.length === 0
    ? ''
    : `; not counted: ${parts.map(([word, number]) => `${number} ${word}`).join(', ')}`;
}

function spreadInWords(spread: Spread, format: (value: number) => string, of: string): string {
  const { n, min, max } = spread;
  if (n === 0 || min === undefined || max === undefined) return '';
  if (n === 1) return `${format(min)} (1 ${of})`;
  const percentiles = (['p50', 'p95', 'p99'] as const).flatMap((name) => {
    const value = spread[name];
    return value === undefined ? [] : [`${name} ${format(value)}`];
  });
  return `${percentiles.join(', ')}, from ${format(min)} to ${format(max)} (${n} ${of})`;
}

const right = (label: string): StatsColumn => ({ label, align: 'right' });
const left = (label: string): StatsColumn => ({ label, align: 'left' });
const SPREAD_COLUMNS = [right('n'), right('p50'), right('p95'), right('p99'), right('max')];

function spreadCells({ n, p50, p95, p99, max }: Spread): readonly string[] {
  const cell = (value: number | undefined): string => (value === undefined ? NONE : duration(value));
  return [String(n), cell(p50), cell(p95), cell(p99), cell(max)];
}

function phaseTable({ phases }: Statistics): StatsTable {
  return {
    id: 'phases',
    title: 'Phases of completed migrations',
    columns: [left('phase'), ...SPREAD_COLUMNS, right('inferred'), right('stopped here')],
    rows: phases.map(({ phase, durationMs, inferred, stopped }) => ({
      cells: [PHASE_WORDS[phase].name, ...spreadCells(durationMs), number(inferred), number(stopped)],
      tone: stopped > 0 ? 'warn' : 'plain',
    })),
    note: `${FEW} “Inferred”: no line of the logs marks the phase's ends. “Stopped here”: migrations that did not complete.`,
  };
}

function downtimeTable({ downtimeBuckets, downtimeMs }: Statistics): StatsTable {
  return {
    id: 'downtime',
    title: 'Downtime of completed migrations',
    columns: [left('downtime'), right('migrations'), right('share')],
    rows: trimmed(downtimeBuckets).map((bucket) => ({
      cells: [
        bucketName(bucket),
        String(bucket.count),
        bucket.count === 0 ? '' : share(bucket.count, downtimeMs.n),
      ],
      tone: 'plain',
      fraction: bucket.count / downtimeMs.n,
    })),
    note: '',
  };
}

/** Without the empty buckets behind the last that holds something. */
function trimmed(buckets: readonly Bucket[]): readonly Bucket[] {
  return buckets.slice(0, buckets.findLastIndex((bucket) => bucket.count > 0) + 1);
}

function bucketName({ from, to }: Bucket): string {
  if (to === undefined) return `${duration(from)} and more`;
  return from === 0 ? `below ${duration(to)}` : `${duration(from)} to ${duration(to)}`;
}

function causeTable({ causes }: Statistics): StatsTable {
  const most = Math.max(1, ...causes.map((cause) => cause.count));
  return {
    id: 'causes',
    title: 'Why migrations did not complete',
    columns: [left('class of the root cause'), right('migrations'), left('outcomes'), left('for example')],
    rows: causes.map((cause) => ({
      cells: [
        cause.class ?? 'no rule names a cause',
        String(cause.count),
        outcomesInWords(cause.outcomes),
        cause.migrations[0] ?? '',
      ],
      tone: 'plain',
      ...(cause.migrations[0] === undefined ? {} : { migration: cause.migrations[0] }),
      fraction: cause.count / most,
    })),
    note: '',
  };
}

function routeTable({ routes }: Statistics): StatsTable {
  return {
    id: 'routes',
    title: 'Hosts',
    columns: [
      left('from'),
      left('to'),
      right('migrations'),
      left('success'),
      right('p50'),
      right('max'),
      left('not completed'),
    ],
    rows: routes.map(({ source, destination, total, outcomes, success, durationMs }) => ({
      cells: [
        source ?? UNKNOWN,
        destination ?? UNKNOWN,
        String(total),
        success.rate === undefined ? NONE : successInWords(success),
        durationMs.p50 === undefined ? NONE : duration(durationMs.p50),
        durationMs.max === undefined ? NONE : duration(durationMs.max),
        outcomesInWords({ ...outcomes, completed: 0 }),
      ],
      tone: toneOf(outcomes),
    })),
    note: '',
  };
}

/** More hosts than these make a matrix that nobody reads. */
const MOST_HOSTS = 15;

/** From where to where, how many of how many succeeded; two hosts need no matrix. */
function hostMatrix({ routes }: Statistics): StatsTable {
  const named = routes.filter(({ source, destination }) => source !== undefined && destination !== undefined);
  const hosts = [
    ...new Set(named.flatMap(({ source = '', destination = '' }) => [source, destination])),
  ].sort();
  const isWorthIt = hosts.length > 2 && hosts.length <= MOST_HOSTS;
  const at = (from: string, to: string): string => {
    const found = named.find(({ source, destination }) => source === from && destination === to);
    return found === undefined ? '' : `${String(found.success.completed)}/${String(found.success.of)}`;
  };
  return {
    id: 'matrix',
    title: 'Succeeded, from host (row) to host (column)',
    columns: [left('from'), ...hosts.map(right)],
    rows: isWorthIt
      ? hosts.map((from) => ({ cells: [from, ...hosts.map((to) => at(from, to))], tone: 'plain' }))
      : [],
    note: isWorthIt ? 'Cancelled and refused migrations are not counted.' : '',
  };
}

function periodTable({ periods, periodUnit }: Statistics): StatsTable {
  const unit = PERIOD_WORDS[periodUnit ?? 'day'];
  const most = Math.max(1, ...periods.map(({ total }) => total));
  return {
    id: 'periods',
    title: `By ${unit} (UTC)`,
    columns: [left(unit), right('migrations'), left('outcomes')],
    rows: periods.map(({ from, total, outcomes }) => ({
      cells: [periodName(from, periodUnit), String(total), outcomesInWords(outcomes)],
      tone: toneOf(outcomes),
      fraction: total / most,
    })),
    note: '',
  };
}

function periodName(from: string, unit: Statistics['periodUnit']): string {
  const { date, clock } = moment(from);
  if (unit === 'hour') return `${date} ${clock.slice(0, 5)}`;
  return unit === 'month' ? date.slice(0, 7) : date;
}

function toneOf({ failed, cancelled, refused, unfinished }: OutcomeCounts): Tone {
  if (failed > 0) return 'bad';
  return cancelled + refused + unfinished > 0 ? 'warn' : 'plain';
}

function number(value: number): string {
  return value === 0 ? '' : String(value);
}
