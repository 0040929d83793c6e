const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A length of time as people say it: `84 ms`, `2.7 s`, `1 min 52 s`, `1 h 03 min`, `2 d 04 h`.
 *
 * Two units at most: nobody decides anything on the milliseconds of an hour.
 */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return 'unknown';
  if (ms < 0) return `-${duration(-ms)}`;
  if (Math.round(ms) < SECOND) return `${Math.round(ms)} ms`;
  if (Math.round(ms / 100) < 600) return `${(ms / SECOND).toFixed(1)} s`;
  const seconds = Math.round(ms / SECOND) * SECOND;
  if (seconds < HOUR) return twoUnits(seconds, MINUTE, 'min', SECOND, 's');
  const minutes = Math.round(ms / MINUTE) * MINUTE;
  if (minutes < DAY) return twoUnits(minutes, HOUR, 'h', MINUTE, 'min');
  return twoUnits(Math.round(ms / HOUR) * HOUR, DAY, 'd', HOUR, 'h');
}

function twoUnits(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = String(Math.floor((ms % big) / small)).padStart(2, '0');
  return `${Math.floor(ms / big)} ${bigName} ${rest} ${smallName}`;
}

const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes in binary units: `512 MiB`, `1.5 GiB`. */
export function size(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return 'unknown';
  let unit = 0;
  let value = bytes;
  while (unit < SIZES.length - 1 && Number(oneDecimal(value)) >= 1024) {
    value /= 1024;
    unit += 1;
  }
  return `${oneDecimal(value)} ${SIZES[unit] ?? 'B'}`;
}

/** Bytes per second: `20 MiB/s`. */
export function rate(bytesPerSecond: number): string {
  return `${size(bytesPerSecond)}/s`;
}

/** A part of a whole as a percentage; a part too small to round to 1 % says so. */
export function share(part: number, whole: number): string {
  if (!(whole > 0) || !Number.isFinite(part)) return '';
  const percent = (part / whole) * 100;
  return percent > 0 && percent < 1 ? '<1 %' : `${Math.round(percent)} %`;
}

/** `1 file`, `2 files`, `1,204 lines`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${thousands(number)} ${number === 1 ? singular : plural}`;
}

/** A whole number with its thousands apart. */
export function thousands(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Minutes east of UTC as `UTC`, `UTC+09:00`, `UTC-03:30`. */
export function zoneOffset(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const whole = Math.abs(minutes);
  const part = (value: number): string => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${part(Math.floor(whole / 60))}:${part(whole % 60)}`;
}

function oneDecimal(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));
}
