import type { DriftDifference, DriftSide, DriftUnit, DriftWeight, HostDrift } from '../model/index.ts';
import type { DriftRow, DriftView } from './drift-model.ts';
import type { Tone } from './report-model.ts';

/** The differences between the two hosts of a route, in words. */
export function driftView({ source, destination, differences }: HostDrift): DriftView {
  return { source, destination, route: `${source} → ${destination}`, rows: differences.map(driftRow) };
}

function driftRow(difference: DriftDifference): DriftRow {
  const { subject, unit, source, destination, lacking, why, remedy, weight } = difference;
  const { word, tone } = WEIGHTS[weight];
  return {
    subject,
    weight: word,
    tone,
    source: lacking === undefined ? valueText(source, unit) : 'has them',
    destination: lacking === undefined ? valueText(destination, unit) : 'lacks them',
    lacking: lacking === undefined ? '' : listText(lacking),
    why,
    remedy,
    places: [placeText(source), placeText(destination)].filter((place) => place !== ''),
  };
}

const WEIGHTS: Readonly<Record<DriftWeight, { readonly word: string; readonly tone: Tone }>> = {
  stops: { word: 'stops', tone: 'bad' },
  hinders: { word: 'hinders', tone: 'warn' },
  note: { word: 'note', tone: 'quiet' },
};

const MOST_VALUES = 24;

function valueText({ value, basis }: DriftSide, unit: DriftUnit | undefined): string {
  const text =
    typeof value === 'boolean'
      ? value
        ? 'yes'
        : 'no'
      : typeof value === 'object'
        ? listText(value)
        : String(value);
  const full = text === '' ? 'not set' : unit === undefined ? text : `${text} ${unit}`;
  return basis === 'default' ? `${full} (default)` : full;
}

function listText(items: readonly string[]): string {
  const more = items.length - MOST_VALUES;
  return `${items.slice(0, MOST_VALUES).join(' ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

function placeText({ place }: DriftSide): string {
  return place === undefined ? '' : `${place.file}:${String(place.line)}`;
}
