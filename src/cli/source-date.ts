import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const LATEST_S = 253_402_300_799; // the last second of the year 9999: later years have no ISO form of four digits

/**
 * When a report says it was made, from `SOURCE_DATE_EPOCH` (reproducible-builds.org): seconds since 1970.
 *
 * Absent when the variable is: then a report names no time of making, and the same logs give the same bytes.
 */
export function sourceDate(env: Terminal['env']): string | undefined {
  const text = env.SOURCE_DATE_EPOCH;
  if (text === undefined || text === '') return undefined;
  if (/^\d+$/.test(text) && Number(text) <= LATEST_S) return new Date(Number(text) * 1000).toISOString();
  throw new UsageError(
    `SOURCE_DATE_EPOCH is '${text}'.`,
    'It stands for the time that reports name, in whole seconds since 1970.',
    'Unset it, or set it to such a number: SOURCE_DATE_EPOCH=$(date +%s).',
  );
}
