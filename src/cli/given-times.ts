import { InvalidArgumentError } from 'commander';
import type { GivenClockOffset, GivenTimeZone } from '../model/index.ts';
import { nearestZone, readZone } from '../timeline/zone-names.ts';
import { UsageError } from './usage-error.ts';

/** Collects `--tz Asia/Tokyo` and `--tz cmp-b=+09:00`. */
export function timeZone(text: string, before: readonly GivenTimeZone[] = []): readonly GivenTimeZone[] {
  return [...before, accepted(timeZoneOf(text))];
}

/** Collects `--offset cmp-b=+37s`. */
export function clockOffset(
  text: string,
  before: readonly GivenClockOffset[] = [],
): readonly GivenClockOffset[] {
  return [...before, accepted(clockOffsetOf(text))];
}

/** What is wrong with a word, as a remedy. */
export type Refused = { readonly refused: string };

/** Reads a zone, of one host or of all. */
export function timeZoneOf(text: string): GivenTimeZone | Refused {
  const at = text.lastIndexOf('=');
  const host = text.slice(0, Math.max(0, at)).trim();
  const zone = text.slice(at + 1).trim();
  if (at >= 0 && host === '') return { refused: `Name the host before the =: cmp-b=${zone}.` };
  if (readZone(zone) !== undefined) return { zone, ...(at < 0 ? {} : { host }) };
  const nearest = nearestZone(zone);
  const like = 'Write an IANA name (Asia/Tokyo), UTC, or an offset (+09:00).';
  return { refused: nearest === undefined ? like : `Did you mean ${nearest}?` };
}

const OFFSET = /^([+-]?)(\d+(?:\.(\d{1,9}))?)(ms|s|min|m|h)$/i;
const UNITS = { ms: 1, s: 1000, min: 60_000, m: 60_000, h: 3_600_000 } as const;
/** A clock further off than this shows another year. */
const MAX_OFFSET_MS = 366 * 24 * UNITS.h;

/** Reads how far a host's clock ran ahead (+) or behind (-); what was not written is not known, either. */
export function clockOffsetOf(text: string): GivenClockOffset | Refused {
  const at = text.lastIndexOf('=');
  const host = text.slice(0, Math.max(0, at)).trim();
  const found = OFFSET.exec(text.slice(at + 1).replaceAll(/\s/g, ''));
  const like = 'Write host=+37s, host=-1.5s or host=250ms: how far its clock ran ahead.';
  if (host === '' || found === null) return { refused: like };
  const [, sign, number, decimals = '', unit = 's'] = found;
  const unitMs = UNITS[unit.toLowerCase() as keyof typeof UNITS];
  const offsetMs = Math.round(Number(number) * unitMs) * (sign === '-' ? -1 : 1);
  if (Math.abs(offsetMs) > MAX_OFFSET_MS) return { refused: 'It takes a year at most.' };
  const toleranceMs = Math.max(1, Math.round(Math.min(unitMs, UNITS.s) / 10 ** decimals.length / 2));
  return { host, offsetMs: offsetMs === 0 ? 0 : offsetMs, toleranceMs };
}

/** The same from a file with settings; throws `UsageError`. */
export function settingOf<T extends object>(
  read: (text: string) => T | Refused,
  text: string,
  place: string,
): T {
  const found = read(text);
  if ('refused' in found) throw new UsageError(`${place}: "${text}" is invalid.`, undefined, found.refused);
  return found;
}

function accepted<T extends object>(found: T | Refused): T {
  if ('refused' in found) throw new InvalidArgumentError(found.refused);
  return found;
}
