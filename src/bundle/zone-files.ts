import type { HostFile } from './bundle.ts';

/** A host's zone as one of its files gives it. */
export interface ZoneHint {
  readonly hostKey: string;
  readonly offsetMinutes?: number;
  readonly zoneName?: string;
  readonly basis: string;
}

/**
 * Reads the zone files of hosts and of sosreports: `timedatectl`, `etc/localtime`, `etc/timezone`, and `date` beside
 * `date --utc` (of sos's plugin date, or general in old ones). Names come first: they know when summer time begins;
 * of names `etc/timezone`'s comes last, which Debian keeps for programs that cannot read a link.
 */
export function readZoneFiles(files: readonly HostFile[]): ZoneHint[] {
  return files.flatMap((file) => hintOf(file, files)).sort((one, other) => rank(one) - rank(other));
}

function rank({ zoneName, basis }: ZoneHint): number {
  if (zoneName === undefined) return 2;
  return basis === 'etc/timezone' ? 1 : 0;
}

/** When a report was made of a host, by what `date` printed, read as if it were UTC; by the host's key. */
export function readReportTimes(files: readonly HostFile[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { hostKey, inside, text } of files) {
    const ms = inside.endsWith('/date') || inside.endsWith('/date_--utc') ? wallOf(text) : undefined;
    if (ms !== undefined) times.set(hostKey, ms);
  }
  return times;
}

const OFFSET = /([+-])(\d\d):?(\d\d)\)?\s*$/m;

function hintOf({ hostKey, inside, text }: HostFile, files: readonly HostFile[]): ZoneHint[] {
  if (inside === 'etc/timezone') {
    const zoneName = /^[A-Za-z][\w+/-]*$/m.exec(text)?.[0];
    return zoneName === undefined ? [] : [{ hostKey, zoneName, basis: inside }];
  }
  if (inside === 'etc/localtime') {
    const zoneName = LINKED_ZONE.exec(text)?.[1];
    if (zoneName !== undefined) return [{ hostKey, zoneName, basis: inside }];
    const offsetMinutes = fixedMinutesOf(text);
    return offsetMinutes === undefined ? [] : [{ hostKey, offsetMinutes, basis: inside }];
  }
  if (inside.includes('timedatectl')) {
    const [line = '', zoneName] = /Time ?zone:\s*([A-Za-z][\w+/-]*)?.*/.exec(text) ?? [];
    const offsetMinutes = minutesOf(line);
    const offset = offsetMinutes === undefined ? {} : { offsetMinutes };
    if (zoneName !== undefined) return [{ hostKey, zoneName, ...offset, basis: inside }];
    return offsetMinutes === undefined ? [] : [{ hostKey, offsetMinutes, basis: inside }];
  }
  if (!inside.endsWith('/date')) return [];
  const printed = minutesOf(/.*[+-]\d{4}\s*$/m.exec(text)?.[0] ?? '') ?? besideUtc(hostKey, text, files);
  const offsetMinutes = printed ?? (/\b(?:UTC|GMT)\b/.test(text) ? 0 : undefined);
  return offsetMinutes === undefined ? [] : [{ hostKey, offsetMinutes, basis: inside }];
}

function minutesOf(text: string): number | undefined {
  const found = OFFSET.exec(text);
  if (found === null) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}

/** Where `etc/localtime` leads: `../usr/share/zoneinfo/Asia/Tokyo`. */
const LINKED_ZONE = /^[^\0\n]*\/zoneinfo\/(?:posix\/|right\/)?([A-Za-z][\w+/-]*)\s*$/;
/** The rule of a zone without summer time, at the end of a compiled zone (RFC 8536, 3.3): hours to be added for UTC. */
const FIXED_RULE = /\n(?:[A-Za-z]{3,}|<[+-]?\w+>)([+-]?)(\d{1,2})(?::(\d\d))?\n$/;

/** The offset of a compiled zone, where somebody copied what `etc/localtime` leads to. */
function fixedMinutesOf(text: string): number | undefined {
  const found = text.startsWith('TZif') ? FIXED_RULE.exec(text) : null;
  if (found === null) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' || minutes === 0 ? minutes : -minutes;
}

const QUARTER_MS = 15 * 60_000;

/** `date` prints the short name of its zone, which many share; `date --utc` of the same moment tells it. */
function besideUtc(hostKey: string, text: string, files: readonly HostFile[]): number | undefined {
  const utc = files.find((one) => one.hostKey === hostKey && one.inside.endsWith('/date_--utc'));
  const [local, universal] = [text, utc?.text ?? ''].map(wallOf);
  if (local === undefined || universal === undefined) return undefined;
  return (Math.round((local - universal) / QUARTER_MS) * QUARTER_MS) / 60_000;
}

/** `Tue Nov 24 10:48:36 JST 2026`, and `Tue 24 Nov 2026 10:48:36 AM UTC` of newer coreutils, as if it were UTC. */
function wallOf(text: string): number | undefined {
  const time = /\b(\d{1,2}):(\d\d):(\d\d)(?:\s+([AP])M)?\b/.exec(text);
  const month = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/.exec(text)?.[0];
  const day = /\b(\d{1,2})(?=\s)/.exec(text.replace(time?.[0] ?? '', ''))?.[1];
  const year = /\b\d{4}\b/.exec(text)?.[0];
  if (time === null || month === undefined || day === undefined || year === undefined) return undefined;
  const [, hour = '0', minute = '0', second = '0', half] = time;
  const ms = Date.parse(`${day} ${month} ${year} 00:00:00 UTC`);
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  const at = ms + ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return Number.isFinite(at) ? at : undefined;
}
