import type { Migration, PhaseSpan, TimelineEvent } from '../model/index.ts';
import type { GanttBar, GanttLane, GanttMark, GanttView } from './detail-model.ts';
import { eventTone } from './event-rows.ts';
import { fraction, timeTicks } from './plot-scale.ts';
import { moment } from './time.ts';
import { count, duration } from './units.ts';
import { BASIS_WORDS, PHASE_WORDS } from './words.ts';

interface Axis {
  readonly from: number;
  readonly length: number;
}

/** The phases of a migration to scale, with a lane for each host; nothing when no phase has a length. */
export function ganttView(migration: Migration): GanttView | undefined {
  const axis = axisOf(migration);
  if (axis === undefined) return undefined;
  const hosts = hostsInOrder(migration);
  const lanes = hosts.map((host) => lane(migration, host, axis));
  return {
    lanes,
    ticks: timeTicks(axis.length),
    description: `${count(migration.phases.length, 'phase')} on ${count(lanes.length, 'host')} in ${duration(axis.length)}.`,
  };
}

function axisOf({ phases }: Migration): Axis | undefined {
  const times = phases.flatMap(({ from, to }) => [moment(from).ms, moment(to ?? from).ms]);
  const known = times.filter((ms) => !Number.isNaN(ms));
  const from = Math.min(...known);
  const length = Math.max(...known) - from;
  return known.length > 0 && length > 0 ? { from, length } : undefined;
}

/** Controllers first, as they act first, then from where to where. */
function hostsInOrder({ phases, source, destination }: Migration): readonly string[] {
  const hosts = [...new Set(phases.map((phase) => phase.host ?? ''))];
  const ends = [source, destination].filter((host) => host !== undefined && hosts.includes(host));
  return [...hosts.filter((host) => !ends.includes(host)), ...(ends as string[])];
}

function lane(migration: Migration, host: string, axis: Axis): GanttLane {
  return {
    host: host === '' ? 'host not known' : host,
    role: roleOf(migration, host),
    bars: migration.phases
      .filter((phase) => (phase.host ?? '') === host)
      .map((phase) => bar(migration, phase, axis)),
    marks: migration.events
      .filter((event) => event.host === host && event.noise !== true)
      .filter((event) => ['bad', 'warn'].includes(eventTone(event)))
      .flatMap((event) => mark(event, axis)),
  };
}

function roleOf({ source, destination }: Migration, host: string): GanttLane['role'] {
  if (host === source) return 'source';
  if (host === destination) return 'destination';
  return host === '' ? '' : 'controller';
}

function bar(migration: Migration, phase: PhaseSpan, axis: Axis): GanttBar {
  const from = moment(phase.from).ms - axis.from;
  const to = phase.to === undefined ? axis.length : moment(phase.to).ms - axis.from;
  const failed = migration.outcome !== 'completed' && phase.phase === migration.failedPhase;
  const { name } = PHASE_WORDS[phase.phase];
  const length = phase.durationMs === undefined ? 'no end seen' : duration(phase.durationMs);
  const notes = [length, BASIS_WORDS[phase.basis], failed ? 'stopped here' : ''];
  return {
    phase: phase.phase,
    name,
    from: fraction(from, axis.length),
    to: fraction(to, axis.length),
    label: `${name}: ${notes.filter((note) => note !== '').join(', ')}`,
    inferred: phase.basis === 'inferred',
    failed,
  };
}

function mark(event: TimelineEvent, axis: Axis): readonly GanttMark[] {
  const at = moment(event.at);
  const since = at.ms - axis.from;
  if (!(since >= 0 && since <= axis.length)) return [];
  return [
    { at: fraction(since, axis.length), tone: eventTone(event), label: `${at.clock} ${event.summary}` },
  ];
}
