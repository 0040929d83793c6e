import type { Blackout, BlackoutEnd, DowntimeAnalysis, DowntimeBasis, Migration } from '../model/index.ts';
import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';
import { qemuTime, readQemuFigures } from './qemu-figures.ts';

/** A moment at which the guest stopped or ran again. */
interface Turn {
  readonly type: 'stops' | 'runs';
  readonly by: 'qemu' | 'nova';
  readonly at: number;
  readonly event: RoledEvent;
}

const TURNS: Readonly<Record<string, Pick<Turn, 'type' | 'by'>>> = {
  'qemu.guest-stopped': { type: 'stops', by: 'qemu' },
  'qemu.guest-resumed': { type: 'runs', by: 'qemu' },
  'nova.vm-paused': { type: 'stops', by: 'nova' },
  'nova.vm-postcopy-started': { type: 'stops', by: 'nova' },
  'nova.vm-resumed': { type: 'runs', by: 'nova' },
};

/** Nova hears of a guest's turns through libvirt's event loop, and was seen to log them up to 250 ms late. */
const NOVA_LATE_MS = 300;
/** Nova's line about what QEMU has said already. */
const SAME_TURN_MS = 2_000;

/** Finds every stretch in which the guest stood still in a migration; nothing when no line tells of one. */
export function analyzeDowntime(traced: TracedMigration): DowntimeAnalysis | undefined {
  const { migration } = traced;
  const turns = turnsOf(traced);
  const pairs = pairTurns(turns);
  if (pairs.length === 0) return undefined;
  const measured = migration.mode === 'force-complete' ? undefined : readQemuFigures(traced).downtimeMs;
  const blackouts = pairs.map((pair) => toBlackout(pair, migration));
  const known = blackouts.flatMap(({ ms }) => ms ?? []);
  const tolerance = blackouts.reduce((sum, { toleranceMs }) => sum + toleranceMs, 0);
  if (known.length < blackouts.length) return oneSided(pairs, blackouts, traced, measured);
  const whole = known.reduce((sum, ms) => sum + ms, 0);
  // QEMU measures by one clock, but stops where libvirt has yet to let the guest run on the destination.
  const valueMs = Math.max(whole, measured ?? 0);
  return {
    valueMs,
    lowMs: Math.max(0, measured ?? 0, Math.round(whole - tolerance)),
    highMs: Math.round(valueMs + tolerance),
    basis: basisOf(pairs),
    blackouts,
  };
}

/** The guest's blackout in short, for tables and rules. */
export function shortDowntime(downtime: DowntimeAnalysis | undefined): Migration['downtimeMs'] {
  if (downtime?.valueMs === undefined) return undefined;
  const { valueMs, lowMs, highMs = valueMs, basis } = downtime;
  return { value: valueMs, basis, tolerance: Math.max(highMs - valueMs, valueMs - lowMs) };
}

/** By time; where QEMU's own event is there, Nova's line about it is left out. */
function turnsOf({ events, monitors }: TracedMigration): Turn[] {
  const turns = events.flatMap((event): Turn[] => {
    const turn = TURNS[event.kind];
    if (turn === undefined || (event.role !== 'source' && event.role !== 'destination')) return [];
    if (turn.by === 'nova') return event.ambient ? [] : [{ ...turn, at: event.at, event }];
    const own = monitors[event.role];
    const isOwn = own !== undefined && event.fields.monitor === own;
    return isOwn ? [{ ...turn, at: qemuTime(event), event }] : [];
  });
  return turns
    .filter(
      ({ by, type, at, event }) =>
        by === 'qemu' ||
        !turns.some(
          (other) =>
            other.by === 'qemu' &&
            other.type === type &&
            other.event.role === event.role &&
            Math.abs(at - other.at) <= SAME_TURN_MS,
        ),
    )
    .sort((one, other) => one.at - other.at);
}

interface Pair {
  readonly stops: Turn;
  readonly runs: Turn | undefined;
}

/**
 * Each stop on the source with what ended it: the guest ran again there, or on the destination.
 *
 * Across hosts an order within the tolerance of their clocks is none.
 */
function pairTurns(turns: readonly Turn[]): Pair[] {
  const there = turns.filter(({ event }) => event.role === 'source');
  const stops = there.filter(({ type }, index) => type === 'stops' && there[index - 1]?.type !== 'stops');
  return stops.map((stop): Pair => {
    const next = there.find(({ type, at }) => type === 'runs' && at > stop.at);
    if (next !== undefined) return { stops: stop, runs: next };
    const runs = turns.find(
      ({ type, at, event }) =>
        type === 'runs' &&
        event.role === 'destination' &&
        at >= stop.at - stop.event.toleranceMs - event.toleranceMs - NOVA_LATE_MS,
    );
    return { stops: stop, runs };
  });
}

function toBlackout({ stops, runs }: Pair, { outcome, mode }: Migration): Blackout {
  const isBack = runs?.event.role === 'source';
  const purpose: Blackout['purpose'] =
    mode === 'force-complete' && outcome === 'completed'
      ? 'forced-pause'
      : isBack
        ? 'rollback'
        : mode === 'post-copy'
          ? 'post-copy'
          : 'switch-over';
  return {
    from: toEnd(stops),
    ...(runs === undefined ? {} : { to: toEnd(runs), ms: Math.max(0, Math.round(runs.at - stops.at)) }),
    toleranceMs: toleranceOf({ stops, runs }),
    purpose,
  };
}

function toleranceOf({ stops, runs }: Pair): number {
  const late = [stops, runs].filter((turn) => turn?.by === 'nova').length * NOVA_LATE_MS;
  const isOneClock = runs === undefined || runs.event.host === stops.event.host;
  return late + (isOneClock ? 0 : stops.event.toleranceMs + runs.event.toleranceMs);
}

function basisOf(pairs: readonly Pair[]): DowntimeBasis {
  return pairs.every(({ stops, runs }) => stops.by === 'qemu' && runs?.by === 'qemu')
    ? 'qemu-events'
    : 'lifecycle';
}

/** Lines by which the guest runs on the destination: libvirt lets it run before it takes the source's QEMU away. */
const OVER: ReadonlySet<string> = new Set([
  'qemu.shut-down',
  'nova.migrate-api-completed',
  'nova.migration-completed',
  'nova.post-live-migration-started',
]);

/** Without the destination's word the blackout has an upper bound at most, unless QEMU measured it. */
function oneSided(
  pairs: readonly Pair[],
  blackouts: readonly Blackout[],
  { migration, events }: TracedMigration,
  measured: number | undefined,
): DowntimeAnalysis | undefined {
  const open = pairs.findLast(({ runs }) => runs === undefined);
  // A guest that was stopped when its migration failed may stand still for ever: whereabouts tell of that.
  if (open === undefined || migration.outcome !== 'completed') return undefined;
  const over = events.find(
    ({ kind, role, at, ambient }) => OVER.has(kind) && role === 'source' && !ambient && at >= open.stops.at,
  );
  const known = blackouts.reduce((sum, { ms }) => sum + (ms ?? 0), 0);
  const until = over === undefined ? undefined : over.at - open.stops.at + NOVA_LATE_MS + known;
  return {
    ...(measured === undefined ? {} : { valueMs: measured }),
    lowMs: measured ?? 0,
    ...(until === undefined ? {} : { highMs: Math.max(measured ?? 0, Math.round(until)) }),
    basis: measured !== undefined ? 'measured-by-qemu' : until === undefined ? 'one-side' : 'phases',
    blackouts,
  };
}

function toEnd({ at, event }: Turn): BlackoutEnd {
  const { host, kind, path, line } = event;
  return { at: new Date(Math.round(at)).toISOString(), host, kind, file: path, line };
}
