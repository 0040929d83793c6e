import type { Based, CopyLimits, DowntimeStep, Estimate, HostFacts, MigrationKind } from '../model/index.ts';
import type { RoledEvent } from '../timeline/build-timeline.ts';
import { computePlan, loggedPlan, readDowntimeSteps, type PlannedStep } from './downtime-steps.ts';
import type { OptionReader, OptionReaders } from './option-reader.ts';
import type { QemuFigures } from './qemu-figures.ts';
import { numberIn } from './read-samples.ts';

export interface NovaLimits {
  readonly limits: CopyLimits;
  readonly plan: readonly PlannedStep[];
  readonly steps: readonly DowntimeStep[];
  readonly options: OptionReader;
}

interface LimitInput {
  /** The source's and the controllers'. */
  readonly events: readonly RoledEvent[];
  readonly facts: HostFacts | undefined;
  readonly readers: OptionReaders;
  readonly figures: QemuFigures;
  readonly kind: MigrationKind;
  readonly memoryTotal: number | undefined;
  readonly diskTotal: number | undefined;
  /** Memory per second, as measured. */
  readonly throughput: Estimate | undefined;
}

const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** Finds what Nova allowed this guest: by log lines where they tell, else by options, else by the defaults. */
export function findLimits(input: LimitInput): NovaLimits {
  const { events, facts, readers, figures, throughput } = input;
  const options = readers.of(facts, events);
  const steps = readDowntimeSteps(events);
  const logged = loggedPlan(events);
  const dataGiB = findDataGiB(input, options, steps, logged);
  const plan = logged.length > 0 ? logged : dataGiB === undefined ? [] : computePlan(options, dataGiB.value);
  const bandwidth = findBandwidth(figures, options);
  const copying = findCopying(figures, options);
  const timeoutS = findCompletionTimeout(events, options, dataGiB);
  const progressTimeoutS = options.number('live_migration_progress_timeout');
  const downtimeMs = findDowntime(logged, options);
  const action = findTimeoutAction(options);
  const isReached = isLimited(throughput, bandwidth);
  const linkMbit = isReached ? undefined : linkOf(throughput);
  return {
    options,
    plan,
    steps,
    limits: {
      ...(options.range === undefined ? {} : { release: options.range }),
      ...(dataGiB === undefined ? {} : { dataGiB }),
      ...(timeoutS === undefined ? {} : { completionTimeoutS: timeoutS }),
      ...(progressTimeoutS === undefined || options.lacks('live_migration_progress_timeout')
        ? {}
        : { progressTimeoutS }),
      ...(action === undefined ? {} : { timeoutAction: action }),
      ...(downtimeMs === undefined ? {} : { downtimeMs }),
      ...(bandwidth === undefined ? {} : { bandwidth }),
      ...copying,
      ...(linkMbit === undefined ? {} : { linkMbit }),
      bandwidthReached: isReached,
    },
  };
}

/**
 * The GiB by which Nova multiplies its limits (_live_migration_data_gb in nova/virt/libvirt/driver.py): the flavor's
 * memory and the size of each copied disk file, each at least 2. Logged limits and delays tell it backwards.
 */
function findDataGiB(
  { events, kind, memoryTotal, diskTotal }: LimitInput,
  options: OptionReader,
  steps: readonly DowntimeStep[],
  plan: readonly PlannedStep[],
): CopyLimits['dataGiB'] {
  const least = Math.max(LEAST_GIB, ((memoryTotal ?? 0) / GIB) * 0.9);
  const limit = limitOf(events);
  const perGiB = options.number('live_migration_completion_timeout')?.value;
  const fromLimit = backwards(limit, perGiB, least);
  if (fromLimit !== undefined) return { ...fromLimit, basis: 'logged' };
  const marks = plan.length > 1 ? plan.map(({ afterS }) => afterS) : steps.map(({ afterS }) => afterS);
  const apart = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
  const delay = Math.min(...apart.filter((one) => one > 0));
  const fromDelay = backwards(delay, options.number('live_migration_downtime_delay')?.value, least);
  if (fromDelay !== undefined) return { ...fromDelay, basis: 'logged' };
  if (memoryTotal === undefined || memoryTotal === 0) return undefined;
  const memory = Math.max(LEAST_GIB, memoryTotal / GIB);
  if (kind !== 'block') return { value: memory, low: Math.max(LEAST_GIB, memory * 0.95), basis: 'inferred' };
  // The disk that is shown is what was copied of it, over all disks.
  const disk = Math.max(LEAST_GIB, (diskTotal ?? 0) / GIB);
  return { value: memory + disk, low: memory, basis: 'inferred' };
}

const LEAST_GIB = 2;

/** Nova cuts the product to whole seconds; less than a guest of this size can have means that the option was set. */
function backwards(
  seconds: number | undefined,
  perGiB: number | undefined,
  least: number,
): Estimate | undefined {
  if (seconds === undefined || !Number.isFinite(seconds) || perGiB === undefined || perGiB <= 0)
    return undefined;
  const high = (seconds + 1) / perGiB;
  return high < least ? undefined : { value: seconds / perGiB, low: seconds / perGiB, high };
}

function limitOf(events: readonly RoledEvent[]): number | undefined {
  const line = events.find(({ kind }) => kind === 'nova.live-migration-timed-out');
  return line === undefined ? undefined : numberIn(line.fields, 'limit_s');
}

function findCompletionTimeout(
  events: readonly RoledEvent[],
  options: OptionReader,
  dataGiB: CopyLimits['dataGiB'],
): Based<number> | undefined {
  const logged = limitOf(events);
  if (logged !== undefined) return { value: logged, basis: 'logged' };
  const perGiB = options.number('live_migration_completion_timeout');
  if (perGiB === undefined || options.lacks('live_migration_completion_timeout')) return undefined;
  if (perGiB.value === 0) return perGiB;
  return dataGiB === undefined
    ? undefined
    : { value: Math.floor(perGiB.value * dataGiB.value), basis: perGiB.basis };
}

/** Before Stein there was one action. */
function findTimeoutAction(options: OptionReader): CopyLimits['timeoutAction'] {
  if (options.lacks('live_migration_timeout_action')) return { value: 'abort', basis: 'default' };
  const action = options.value('live_migration_timeout_action');
  if (action?.value !== 'abort' && action?.value !== 'force_complete') return undefined;
  return { value: action.value, basis: action.basis };
}

function findDowntime(plan: readonly PlannedStep[], options: OptionReader): Based<number> | undefined {
  const last = plan.at(-1);
  if (last !== undefined) return { value: last.ms, basis: 'logged' };
  return options.number('live_migration_downtime');
}

function findBandwidth({ bandwidth }: QemuFigures, options: OptionReader): Based<number> | undefined {
  if (bandwidth !== undefined) return { value: bandwidth, basis: 'logged' };
  const set = options.number('live_migration_bandwidth');
  return set === undefined ? undefined : { value: set.value * MIB, basis: set.basis };
}

/** Nova leaves auto-converge off while post-copy is permitted (_handle_live_migration_auto_converge). */
function findCopying(
  figures: QemuFigures,
  options: OptionReader,
): Pick<CopyLimits, 'autoConverge' | 'postCopy'> {
  const postCopy =
    figures.postCopy === undefined
      ? options.boolean('live_migration_permit_post_copy')
      : { value: figures.postCopy, basis: 'logged' as const };
  const permitted = options.boolean('live_migration_permit_auto_converge');
  const autoConverge =
    figures.autoConverge === undefined
      ? permitted && { ...permitted, value: permitted.value && postCopy?.value !== true }
      : { value: figures.autoConverge, basis: 'logged' as const };
  return {
    ...(autoConverge === undefined ? {} : { autoConverge }),
    ...(postCopy === undefined ? {} : { postCopy }),
  };
}

/** QEMU keeps a little below or above what it was told. */
function isLimited(throughput: Estimate | undefined, bandwidth: Based<number> | undefined): boolean {
  if (throughput === undefined || bandwidth === undefined || bandwidth.value === 0) return false;
  return (throughput.high ?? throughput.value) >= bandwidth.value * 0.9;
}

const LINKS_MBIT = [100, 1_000, 2_500, 10_000, 25_000, 40_000, 50_000, 100_000];

/** A link carries some 94 % of its rate as TCP payload at an MTU of 1500. */
function linkOf(throughput: Estimate | undefined): number | undefined {
  if (throughput === undefined) return undefined;
  const mbit = (throughput.value * 8) / 1_000_000;
  return LINKS_MBIT.find((link) => mbit >= link * 0.85 && mbit <= link);
}
