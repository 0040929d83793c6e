import type { DriftDifference, HostDrift } from '../model/index.ts';
import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';
import { standingEvent } from '../timeline/standing-event.ts';
import type { DriftRule } from './drift-rule.ts';

const MAX_LISTED = 12;

/**
 * The differences between a migration's hosts as events, so that rules can ask for them.
 *
 * Their place is the destination's line, and their time the migration's start: nothing happened then, but it was so.
 */
export function driftEvents(
  { migration }: TracedMigration,
  drift: readonly HostDrift[],
  rules: readonly DriftRule[],
): readonly RoledEvent[] {
  const own = drift.find(({ migrations }) => migrations.includes(migration.id));
  if (own === undefined) return [];
  return own.differences.flatMap((difference) => {
    const kind = rules.find(({ id }) => id === difference.id)?.event;
    const { place } = difference.destination;
    if (kind === undefined || place === undefined) return [];
    return [toEvent(kind, difference, own, place, Date.parse(migration.startedAt))];
  });
}

function toEvent(
  kind: string,
  difference: DriftDifference,
  { destination }: HostDrift,
  place: { readonly file: string; readonly line: number },
  at: number,
): RoledEvent {
  const { subject, source, destination: there, lacking = [] } = difference;
  const listed = lacking.slice(0, MAX_LISTED).join(' ');
  const more = lacking.length > MAX_LISTED ? ` (${String(lacking.length)})` : '';
  const what = lacking.length > 0 ? `${listed}${more}` : `${String(source.value)} → ${String(there.value)}`;
  return standingEvent({
    kind,
    fields: {
      source_value: String(source.value),
      destination_value: String(there.value),
      weight: difference.weight,
      ...(lacking.length > 0 ? { lacking: `${listed}${more}` } : {}),
    },
    role: 'destination',
    summary: `${subject}: ${what}`,
    excerpt: `${subject}: ${what}`,
    host: destination,
    place,
    at,
  });
}
