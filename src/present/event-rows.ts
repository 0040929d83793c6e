import type { Migration, TimelineEvent } from '../model/index.ts';
import type { EventRow, EventsView } from './detail-model.ts';
import { place } from './finding-view.ts';
import type { FindingView, Tone } from './report-model.ts';
import { moment } from './time.ts';
import { duration } from './units.ts';
import { PHASE_WORDS } from './words.ts';

const SILENCE_MS = 10_000;

/** Every event of a migration as a row. */
export function eventsView(migration: Migration, findings: readonly FindingView[]): EventsView {
  const { events } = migration;
  const evidence = new Set(findings.flatMap((finding) => finding.evidence.map((row) => row.place)));
  const begun = moment(migration.startedAt).ms;
  const phases = new Set<string>();
  let latest = Number.NaN;
  let before = Number.NaN;
  let shown: TimelineEvent | undefined;
  let day = moment(events[0]?.at ?? migration.startedAt).date;
  const rows = events.map((event): EventRow => {
    const at = moment(event.at);
    const isEvidence = evidence.has(place(event));
    const opensPhase = event.phase !== undefined && event.noise !== true && !phases.has(event.phase);
    if (opensPhase) phases.add(event.phase);
    const quiet = at.ms - latest;
    const delta = at.ms - before;
    before = at.ms;
    const isNewDay = at.date !== day;
    day = at.date;
    const isLesser =
      !isEvidence &&
      !opensPhase &&
      (event.level === 'DEBUG' || event.noise === true || (shown !== undefined && repeats(shown, event)));
    if (!isLesser) shown = event;
    latest = Math.max(Number.isNaN(latest) ? at.ms : latest, moment(event.until ?? event.at).ms);
    return {
      date: isNewDay ? at.date : undefined,
      time: at.clock,
      since: Number.isNaN(at.ms - begun) ? '' : `${at.ms < begun ? '' : '+'}${duration(at.ms - begun)}`,
      delta: Number.isNaN(delta) ? '' : `${delta < 0 ? '' : '+'}${duration(delta)}`,
      silence: quiet >= SILENCE_MS ? `Nothing logged for ${duration(quiet)}` : '',
      host: event.host,
      role: event.role,
      phase: event.phase === undefined ? '' : PHASE_WORDS[event.phase].name,
      level: event.level ?? '',
      kind: event.kind,
      summary: event.summary,
      repeated: repeated(event),
      place: place(event),
      tone: event.noise === true ? 'quiet' : eventTone(event),
      isEvidence,
      isLesser,
    };
  });
  return { date: moment(events[0]?.at ?? migration.startedAt).date, rows };
}

/** Warnings that come twice a second drown the rest. */
function repeats(first: TimelineEvent, next: TimelineEvent): boolean {
  return first.kind === next.kind && first.host === next.host && first.summary === next.summary;
}

function repeated(event: TimelineEvent): string {
  if (event.count === undefined || event.count === 1) return '';
  return `×${event.count}${event.until === undefined ? '' : ` until ${moment(event.until).clock}`}`;
}

/** What an event's level means for the eye. */
export function eventTone(event: TimelineEvent): Tone {
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
