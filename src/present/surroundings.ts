import type { Migration, TimelineEvent } from '../model/index.ts';
import type { MigrationDetail, Neighbour } from './detail-model.ts';
import { eventTone } from './event-rows.ts';
import { place } from './finding-view.ts';
import type { FindingView } from './report-model.ts';
import { moment } from './time.ts';

const BEFORE = 3;
const AFTER = 3;

/** What the files of the evidence say about the same migration just before and after. */
export function surroundings(
  migration: Migration,
  findings: readonly FindingView[],
): MigrationDetail['surroundings'] {
  const places = new Set(findings.flatMap((finding) => finding.evidence.map((row) => row.place)));
  if (places.size === 0) return {};
  return Object.fromEntries(
    [...places].map((at) => {
      const [, file = at, line = ''] = /^(.*):(\d+)$/.exec(at) ?? [];
      const events = migration.events.filter((event) => event.file === file);
      return [
        at,
        neighbours(
          events.toSorted((a, b) => a.line - b.line),
          Number(line),
          places,
        ),
      ];
    }),
  );
}

function neighbours(
  events: readonly TimelineEvent[],
  line: number,
  places: ReadonlySet<string>,
): readonly Neighbour[] {
  const before = events.filter((event) => event.line < line).slice(-BEFORE);
  const at = events.filter((event) => event.line === line);
  const after = events.filter((event) => event.line > line).slice(0, AFTER);
  if (before.length + after.length === 0) return [];
  return [...before, ...at, ...after].map((event) => ({
    line: String(event.line),
    time: moment(event.at).clock,
    summary: event.summary,
    tone: eventTone(event),
    isEvidence: places.has(place(event)),
  }));
}
