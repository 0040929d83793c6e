import type { DriftRow, DriftView } from '../../present/drift-model.ts';
import { type Layout, paragraph } from './layout.ts';

/** What differs between two hosts: what weighs most with its reason and remedy, what is only good to know in a line. */
export function driftLines(layout: Layout, { rows }: DriftView): readonly string[] {
  return rows.flatMap((row) => rowLines(layout, row));
}

function rowLines(layout: Layout, row: DriftRow): readonly string[] {
  const { paint } = layout;
  const head = `  ${paint.tone(row.tone, row.weight.padEnd(WEIGHT_WIDTH))}  ${paint.strong(row.subject)}`;
  const values = row.lacking === '' ? `${row.source} → ${row.destination}` : `lacking: ${row.lacking}`;
  const places = row.places.map((place) => `${INDENT}${paint.place(place)}`);
  const reasons = row.tone === 'quiet' ? [] : [row.why, row.remedy];
  return [
    head,
    ...paragraph(layout, values, INDENT.length),
    ...reasons.flatMap((text) => paragraph(layout, text, INDENT.length)),
    ...places,
  ];
}

const WEIGHT_WIDTH = 'hinders'.length;
const INDENT = ' '.repeat(2 + WEIGHT_WIDTH + 2);
