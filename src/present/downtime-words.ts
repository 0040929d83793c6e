import type { Blackout, Migration } from '../model/index.ts';
import { duration } from './units.ts';
import { DOWNTIME_BASIS } from './words.ts';

const PURPOSE: Readonly<Record<Blackout['purpose'], string>> = {
  'switch-over': '',
  'post-copy': ', at the switch to post-copy',
  'forced-pause': ', paused until the rest was sent',
  rollback: ', until it ran on at the source',
};

/** How long the guest stood still, within which bounds, and how that is known. */
export function downtimeWords({ downtime, downtimeMs }: Migration): string | undefined {
  if (downtime === undefined) {
    if (downtimeMs === undefined) return undefined;
    const { value, tolerance, basis } = downtimeMs;
    return `${duration(value)} ± ${duration(tolerance)} (${DOWNTIME_BASIS[basis]})`;
  }
  const { valueMs, lowMs, highMs, basis, blackouts } = downtime;
  const last = blackouts.at(-1);
  const purpose = last === undefined ? '' : PURPOSE[last.purpose];
  const many = blackouts.length > 1 ? `, in ${blackouts.length} stretches` : '';
  const known = `${DOWNTIME_BASIS[basis]}${purpose}${many}`;
  if (valueMs === undefined)
    return highMs === undefined ? `unknown (${known})` : `at most ${duration(highMs)} (${known})`;
  const bounds =
    highMs === undefined
      ? `, at least ${duration(lowMs)}`
      : lowMs === valueMs && highMs === valueMs
        ? ''
        : `, between ${duration(lowMs)} and ${duration(highMs)}`;
  return `${duration(valueMs)}${bounds} (${known})`;
}
