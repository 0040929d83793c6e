import type { Finding, LineNumbers, LineTexts, Migration, TimelineEvent } from '../model/index.ts';
import type { MigrationDetail, Neighbour } from './detail-model.ts';
import { eventTone } from './event-rows.ts';
import { place } from './finding-view.ts';
import type { FindingView } from './report-model.ts';
import { safeLine } from './safe-text.ts';
import { cutText } from './text-width.ts';
import { moment } from './time.ts';

const BEFORE = 3;
const AFTER = 3;
const MOST_COLUMNS = 400;

/** The lines that are worth reading again, to be shown around the evidence. */
export function linesNearEvidence(findings: readonly Finding[]): LineNumbers {
  const wanted = new Map<string, Set<number>>();
  for (const { file, line } of findings.flatMap(({ evidence }) => evidence)) {
    const numbers = wanted.get(file) ?? new Set();
    wanted.set(file, numbers);
    for (let number = Math.max(1, line - BEFORE); number <= line + AFTER; number += 1) numbers.add(number);
  }
  return wanted;
}

/**
 * What stands just before and after the evidence in its files: the lines themselves where they could be read again,
 * else what was recognised of the same migration.
 */
export function surroundings(
  migration: Migration,
  findings: readonly FindingView[],
  texts: LineTexts,
): MigrationDetail['surroundings'] {
  const places = new Set(findings.flatMap((finding) => finding.evidence.map((row) => row.place)));
  if (places.size === 0) return {};
  const byFile = Map.groupBy(migration.events, ({ file }) => file);
  return Object.fromEntries(
    [...places].map((at) => {
      const [, file = at, line = ''] = /^(.*):(\d+)$/.exec(at) ?? [];
      const events = (byFile.get(file) ?? []).toSorted((a, b) => a.line - b.line);
      const raw = rawLines(file, Number(line), texts, events, places);
      return [at, raw.length > 1 ? raw : recognised(events, Number(line), places)];
    }),
  );
}

function rawLines(
  file: string,
  line: number,
  texts: LineTexts,
  events: readonly TimelineEvent[],
  places: ReadonlySet<string>,
): readonly Neighbour[] {
  const lines = [...(texts.get(file) ?? [])].filter(
    ([number]) => number >= line - BEFORE && number <= line + AFTER,
  );
  return lines.map(([number, text]) => {
    const event = events.find((one) => one.line === number);
    return {
      line: String(number),
      time: '',
      text: cutText(safeLine(text), MOST_COLUMNS),
      tone: event === undefined ? 'quiet' : eventTone(event),
      isEvidence: places.has(place({ file, line: number })),
    };
  });
}

function recognised(
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
    text: event.summary,
    tone: eventTone(event),
    isEvidence: places.has(place(event)),
  }));
}
