import type { Finding, TimelineEvent } from '../model/index.ts';
import { place } from './finding-view.ts';
import type { TimelineRow, TimelineView, Tone } from './report-model.ts';
import { type Moment, moment } from './time.ts';
import { count, duration } from './units.ts';
import { PHASE_WORDS } from './words.ts';

const GAP_MS = 10_000;

interface Folded {
  readonly event: TimelineEvent;
  readonly count: number;
  readonly until: string;
  readonly isEvidence: boolean;
}

/**
 * The events of a migration as rows, with repeats folded and DEBUG chatter and known noise left out.
 *
 * A line that a finding rests on and one that opens a phase are always shown, whatever their level.
 */
export function timelineView(events: readonly TimelineEvent[], findings: readonly Finding[]): TimelineView {
  const evidence = new Set(findings.flatMap((finding) => finding.evidence.map(place)));
  const openers = new Set(firstOfEachPhase(events));
  const shown = events.filter((event) => {
    if (evidence.has(place(event)) || openers.has(event)) return true;
    return event.level !== 'DEBUG' && event.noise !== true;
  });
  // A migration of which only DEBUG lines were found still deserves its timeline.
  const kept = shown.length === 0 ? events : shown;
  const folded = foldRepeats(kept, evidence);
  const rows = folded.map((row, index) => timelineRow(row, folded[index - 1]));
  const hidden = events.length - kept.length;
  return {
    date: moment(events[0]?.at ?? '').date,
    rows,
    folded: hidden === 0 ? '' : `${count(hidden, 'lesser event')} not shown; --format json has them.`,
  };
}

/** The event that opens a phase tells more than its level says. */
function firstOfEachPhase(events: readonly TimelineEvent[]): TimelineEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    if (event.phase === undefined || event.noise === true || seen.has(event.phase)) return false;
    seen.add(event.phase);
    return true;
  });
}

function foldRepeats(events: readonly TimelineEvent[], evidence: ReadonlySet<string>): readonly Folded[] {
  const rows: Folded[] = [];
  for (const event of events) {
    const isEvidence = evidence.has(place(event));
    const times = event.count ?? 1;
    const until = event.until ?? event.at;
    const before = rows.at(-1);
    if (before !== undefined && repeats(before.event, event) && (before.isEvidence || !isEvidence)) {
      rows[rows.length - 1] = { ...before, count: before.count + times, until };
    } else {
      rows.push({ event, count: times, until, isEvidence });
    }
  }
  return rows;
}

function repeats(first: TimelineEvent, next: TimelineEvent): boolean {
  return first.kind === next.kind && first.host === next.host && first.phase === next.phase;
}

function timelineRow(row: Folded, before: Folded | undefined): TimelineRow {
  const { event } = row;
  const at = moment(event.at);
  const previous = before === undefined ? undefined : endBefore(before, at.ms);
  const delta = previous === undefined ? undefined : at.ms - previous.ms;
  return {
    date: previous !== undefined && previous.date !== at.date ? at.date : undefined,
    time: at.clock,
    delta: delta === undefined || Number.isNaN(delta) ? '' : `${delta < 0 ? '' : '+'}${duration(delta)}`,
    isGap: delta !== undefined && delta >= GAP_MS,
    host: event.host,
    phase: event.phase === undefined ? '' : PHASE_WORDS[event.phase].name,
    summary: event.summary,
    repeated: row.count === 1 ? '' : `×${row.count} until ${moment(row.until).clock}`,
    place: place(event),
    tone: tone(event),
    isEvidence: row.isEvidence,
  };
}

/** The last of a folded run, unless the run goes on past the next row: then its first. */
function endBefore(row: Folded, ms: number): Moment {
  const last = moment(row.until);
  return last.ms <= ms ? last : moment(row.event.at);
}

function tone(event: TimelineEvent): Tone {
  switch (event.level) {
    case 'ERROR':
    case 'CRITICAL':
    case 'TRACE':
      return 'bad';
    case 'WARNING':
      return 'warn';
    case 'DEBUG':
      return 'quiet';
    default:
      return 'plain';
  }
}
