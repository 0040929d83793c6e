import type { TimelineRow, TimelineView } from '../../present/report-model.ts';
import { padText, textWidth } from '../../present/text-width.ts';
import { wrapText } from '../../present/wrap-text.ts';
import { type Layout, section } from './layout.ts';

/** What was logged, on one corrected clock: time, time since the row before, host, event, place. */
export function timelineSection(layout: Layout, timeline: TimelineView): readonly string[] {
  const { paint } = layout;
  const deltaWidth = Math.max(0, ...timeline.rows.map((row) => textWidth(row.delta)));
  const hostWidth = Math.max(0, ...timeline.rows.map((row) => textWidth(row.host)));
  const lines = timeline.rows.flatMap((row) => [
    ...(row.date === undefined ? [] : [paint.quiet(`  ${row.date}`)]),
    ...rowLines(layout, row, deltaWidth, hostWidth),
  ]);
  if (timeline.folded !== '') lines.push(`  ${paint.quiet(timeline.folded)}`);
  const legend = timeline.rows.some((row) => row.isEvidence) ? ', ▸ = evidence' : '';
  const title = `Timeline of ${timeline.date}, UTC${legend}`;
  return section(layout, title, lines);
}

function rowLines(
  layout: Layout,
  row: TimelineRow,
  deltaWidth: number,
  hostWidth: number,
): readonly string[] {
  const { paint } = layout;
  const mark = row.isEvidence ? paint.tone('bad', '▸') : ' ';
  const delta = padText('', deltaWidth - textWidth(row.delta)) + row.delta;
  const head = `${row.time}  ${delta}  ${padText(row.host, hostWidth)}  `;
  const indent = 2 + textWidth(head);
  const text = row.repeated === '' ? row.summary : `${row.summary} (${row.repeated})`;
  const width = layout.columns - indent;
  const lines = wrapText(text, width).map((line) => paint.tone(row.tone, line));
  const painted = `${row.time}  ${row.isGap ? paint.tone('warn', delta) : paint.quiet(delta)}  ${padText(row.host, hostWidth)}  `;
  const [first = '', ...rest] = lines;
  const margin = ' '.repeat(indent);
  const fits = textWidth(text) + 2 + textWidth(row.place) <= width;
  if (fits) return [`${mark} ${painted}${first}  ${paint.place(row.place)}`];
  return [
    `${mark} ${painted}${first}`,
    ...rest.map((line) => margin + line),
    placeLine(layout, row.place, indent),
  ];
}

/** As far right as it must be to stay whole within the width; further left when it is long. */
function placeLine(layout: Layout, place: string, indent: number): string {
  const room = Math.max(4, layout.columns - textWidth(place));
  return ' '.repeat(Math.min(indent, room)) + layout.paint.place(place);
}
