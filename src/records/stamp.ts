/** A printed time: in UTC when its zone is printed with it, else as if the host's local time were UTC. */
export interface PrintedTime {
  readonly wallMs: number | undefined;
  readonly clock: 'utc' | 'local';
}

/** `2026-11-24 01:47:09.988` (also with `T`, a comma, microseconds or no fraction) read as UTC, in ms. */
export function readStamp(date: string, time: string): number | undefined {
  if (date !== latestDay.date) latestDay = { date, ms: readDay(date) };
  const value = latestDay.ms + readTimeOfDay(time);
  return Number.isFinite(value) ? value : undefined;
}

/** The time of a line that begins with `2026-11-24 01:47:09.988`: the same as `readStamp` of its pieces, without cutting them out. */
export function readPlainStamp(line: string): number | undefined {
  if (!line.startsWith(latestDay.date) || latestDay.date.length !== DAY_LENGTH) return undefined;
  const between = line.charCodeAt(DAY_LENGTH);
  const point = line.charCodeAt(19);
  if ((between !== BLANK && between !== LETTER_T) || (point !== POINT && point !== COMMA)) return undefined;
  if (line.charCodeAt(13) !== COLON || line.charCodeAt(16) !== COLON) return undefined;
  const hours = twoDigits(line, 11);
  const minutes = twoDigits(line, 14);
  const seconds = twoDigits(line, 17);
  const tenths = twoDigits(line, 20);
  const last = line.charCodeAt(22) - ZERO;
  const ms = hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + tenths * 10 + last;
  const value = latestDay.ms + ms;
  return last >= 0 && last <= 9 && Number.isFinite(value) ? value : undefined;
}

/** NaN unless both are digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const DAY_LENGTH = 10;
const ZERO = 0x30;
const BLANK = 0x20;
const LETTER_T = 0x54;
const COLON = 0x3a;
const POINT = 0x2e;
const COMMA = 0x2c;

/** Most lines are of the day of the line before. */
let latestDay = { date: '', ms: Number.NaN };

function readDay(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

/** `01:47:09.988` in ms, whole ones: logs that print microseconds are compared with logs that do not. */
export function readTimeOfDay(time: string): number {
  const seconds = Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60 + Number(time.slice(6, 8));
  const fraction = time.length > 9 ? Number(`0.${time.slice(9)}`) : 0;
  return seconds * 1000 + Math.round(fraction * 1e6) / 1000;
}

const OFFSET = /^([+-])(\d\d):?(\d\d)?$/;

/** Minutes east of UTC of `Z`, `UTC`, `+02:00`, `+0200` or `+02`; `undefined` for names such as CEST. */
export function readOffset(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0;
  const offset = OFFSET.exec(zone);
  if (offset === null) return undefined;
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return offset[1] === '-' ? -minutes : minutes;
}

/** A date and a time with the zone that stands behind them, if any. */
export function readZonedStamp(date: string, time: string, zone: string | undefined): PrintedTime {
  const wallMs = readStamp(date, time);
  const offset = zone === undefined ? undefined : readOffset(zone.trim());
  if (wallMs === undefined || offset === undefined) return { wallMs, clock: 'local' };
  return { wallMs: wallMs - offset * 60_000, clock: 'utc' };
}

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/** A whole text that is an ISO 8601 stamp, as JSON logs hold it. */
export function readIso(text: string): PrintedTime | undefined {
  const found = ISO.exec(text);
  return found === null ? undefined : readZonedStamp(found[1] ?? '', found[2] ?? '', found[3]);
}
