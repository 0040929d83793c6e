import type { CopyInterval, CopySample, Migration, TimelineEvent } from '../model/index.ts';
import type { PlotMarker, PlotPanel, PlotSeries, PlotView, Tick } from './detail-model.ts';
import { fraction, timeTicks, valueScale } from './plot-scale.ts';
import { moment } from './time.ts';
import { duration, rate, size } from './units.ts';
import type { Tone } from './report-model.ts';

/** Events worth a line across the plot, with what to call them there. */
const MARKED: Readonly<Record<string, { readonly label: string; readonly tone: Tone }>> = {
  'nova.live-migration-timed-out': { label: 'timeout', tone: 'warn' },
  'nova.live-migration-stuck': { label: 'no progress', tone: 'warn' },
  'nova.post-copy-switched': { label: 'post-copy', tone: 'plain' },
  'nova.live-migration-failure': { label: 'failed', tone: 'bad' },
  'nova.migration-cancelled': { label: 'cancelled', tone: 'warn' },
  'nova.vm-paused': { label: 'paused', tone: 'plain' },
};

interface Axis {
  readonly from: number;
  readonly length: number;
}

type Value = readonly [ms: number, value: number];

/** The course of a copy; nothing when there are fewer than two progress lines with numbers. */
export function copyPlot(migration: Migration): PlotView | undefined {
  const samples = withNumbers(migration.copy?.samples ?? []);
  if (samples.length < 2) return undefined;
  const axis = axisOf(migration, samples);
  const rates = migration.copy?.intervals ?? [];
  const hasDisk = samples.some((sample) => (sample.diskTotal ?? 0) > 0);
  const panels = [leftPanel(samples, hasDisk, axis), ratePanel(rates, axis), downtimePanel(migration, axis)];
  const last = samples.at(-1);
  return {
    panels: panels.filter((panel) => panel !== undefined),
    ticks: timeTicks(axis.length),
    markers: [...limitMarker(migration, axis), ...markers(migration.events, axis)],
    description: `From ${size(samples[0]?.memoryRemaining ?? 0)} of memory left to ${size(last?.memoryRemaining ?? 0)}, told by ${samples.length} progress lines.`,
    note: 'Rates are means between two progress lines. What the guest dirtied is derived: what was sent, less what the remainder shrank by; it comes to light when a new pass over the memory begins.',
    columns: ['Time', 'Memory left', ...(hasDisk ? ['Disk left'] : []), 'Sent', 'Dirtied'],
    rows: samples.map((sample) => tableRow(sample, hasDisk, intervalTo(sample, rates))),
  };
}

/** Before libvirt has started its job, Nova prints zeros. */
function withNumbers(samples: readonly CopySample[]): readonly CopySample[] {
  return samples.filter(
    ({ at, memoryTotal, diskTotal }) =>
      (memoryTotal > 0 || (diskTotal ?? 0) > 0) && !Number.isNaN(moment(at).ms),
  );
}

function axisOf({ phases, events }: Migration, samples: readonly CopySample[]): Axis {
  const copy = phases.filter(({ phase }) => phase === 'copy' || phase === 'switchover');
  const marked = events.filter((event) => event.kind in MARKED);
  const times = [
    ...samples.map(({ at }) => at),
    ...copy.flatMap(({ from, to }) => [from, to ?? from]),
    ...marked.map(({ at }) => at),
  ].map((at) => moment(at).ms);
  const known = times.filter((ms) => !Number.isNaN(ms));
  const from = Math.min(...known);
  return { from, length: Math.max(1, Math.max(...known) - from) };
}

function leftPanel(samples: readonly CopySample[], hasDisk: boolean, axis: Axis): PlotPanel {
  const memory = samples.map((one): Value => [moment(one.at).ms, one.memoryRemaining]);
  const disk = samples.map((one): Value => [moment(one.at).ms, one.diskRemaining ?? 0]);
  return panel('Left to copy', 1024, size, axis, [
    { name: 'memory', color: 'memory', shape: 'line', values: memory },
    ...(hasDisk ? [{ name: 'disk', color: 'disk', shape: 'line', values: disk } as const] : []),
  ]);
}

function ratePanel(rates: readonly CopyInterval[], axis: Axis): PlotPanel | undefined {
  if (rates.length === 0) return undefined;
  const steps = (of: (one: CopyInterval) => number): Value[] => [
    ...rates.map((one): Value => [moment(one.from).ms, of(one)]),
    ...rates.slice(-1).map((one): Value => [moment(one.to).ms, of(one)]),
  ];
  return panel('Rates', 1024, rate, axis, [
    { name: 'sent', color: 'sent', shape: 'step', values: steps((one) => one.sent) },
    { name: 'dirtied by the guest', color: 'dirtied', shape: 'step', values: steps((one) => one.dirtied) },
  ]);
}

function downtimePanel({ events }: Migration, axis: Axis): PlotPanel | undefined {
  const values = events.flatMap((event): Value[] => {
    const ms = event.fields.downtime_ms;
    if (event.kind !== 'nova.downtime-increased' || typeof ms !== 'number') return [];
    return [[moment(event.at).ms, ms]];
  });
  const last = values.at(-1);
  // One that never changes says in words all there is to say.
  if (last === undefined || values.every(([, ms]) => ms === last[1])) return undefined;
  const held: Value = [axis.from + axis.length, last[1]];
  const name = 'allowed downtime';
  return panel('Allowed downtime', 1000, duration, axis, [
    { name, color: 'downtime', shape: 'step', values: [...values, held] },
  ]);
}

interface Course extends Omit<PlotSeries, 'points'> {
  readonly values: readonly Value[];
}

function panel(
  title: string,
  base: 1000 | 1024,
  format: (value: number) => string,
  axis: Axis,
  courses: readonly Course[],
): PlotPanel {
  const most = Math.max(...courses.flatMap(({ values }) => values.map(([, value]) => value)));
  const scale: { readonly top: number; readonly ticks: readonly Tick[] } = valueScale(most, base, format);
  return {
    title,
    ticks: scale.ticks,
    series: courses.map(({ values, ...course }) => ({
      ...course,
      points: values.map(([ms, value]) => [
        fraction(ms - axis.from, axis.length),
        fraction(value, scale.top),
      ]),
    })),
  };
}

/** What is said again and again is marked where it was said first. */
function markers(events: readonly TimelineEvent[], axis: Axis): readonly PlotMarker[] {
  const seen = new Map<string, { readonly first: TimelineEvent; count: number }>();
  for (const event of events) {
    if (!(event.kind in MARKED)) continue;
    const known = seen.get(event.kind);
    if (known === undefined) seen.set(event.kind, { first: event, count: event.count ?? 1 });
    else known.count += event.count ?? 1;
  }
  return [...seen.values()].flatMap(({ first, count: times }) => {
    const known = MARKED[first.kind];
    if (known === undefined) return [];
    const label = times === 1 ? known.label : `${known.label} ×${times}`;
    return [{ at: fraction(moment(first.at).ms - axis.from, axis.length), tone: known.tone, label }];
  });
}

/** Where Nova's limit was over: when it acts depends on when its monitor looks next. */
function limitMarker({ phases, events }: Migration, axis: Axis): readonly PlotMarker[] {
  const begun = phases.find(({ phase }) => phase === 'copy');
  const limit = events.find(({ kind }) => kind === 'nova.live-migration-timed-out')?.fields.limit_s;
  if (begun === undefined || typeof limit !== 'number') return [];
  const at = (moment(begun.from).ms - axis.from + limit * 1000) / axis.length;
  return at > 0 && at < 1 ? [{ at, tone: 'quiet', label: `limit of ${duration(limit * 1000)}` }] : [];
}

function tableRow(sample: CopySample, hasDisk: boolean, before: CopyInterval | undefined): readonly string[] {
  const at = moment(sample.at);
  return [
    at.clock,
    size(sample.memoryRemaining),
    ...(hasDisk ? [size(sample.diskRemaining ?? 0)] : []),
    before === undefined ? '' : rate(before.sent),
    before === undefined ? '' : rate(before.dirtied),
  ];
}

/** The interval that ended when a sample was taken: not later than its line, which may be late. */
function intervalTo(
  { at, lateMs = 0 }: CopySample,
  rates: readonly CopyInterval[],
): CopyInterval | undefined {
  const taken = moment(at).ms - lateMs;
  return rates.find(({ to }) => Math.abs(moment(to).ms - taken) <= 1);
}
