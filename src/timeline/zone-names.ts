/** How local times become UTC; `second` picks the later of two moments that print the same (summer time's end). */
export interface ZoneRule {
  /** East of UTC, in ms, at a printed local time. */
  readonly offsetAt: (wallMs: number, second: boolean) => number;
}

/** A zone that never changes. */
export function fixedZone(offsetMs: number): ZoneRule {
  return { offsetAt: () => offsetMs };
}

/** Milliseconds east of UTC as `+09:00`. */
export function offsetName(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${offsetMs < 0 ? '-' : '+'}${clock.join(':')}`;
}

const FIXED = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i;
const MAX_HOURS = 14;

/** Reads an IANA name (`Asia/Tokyo`), `UTC` or a fixed offset (`+09:00`); `undefined` for anything else. */
export function readZone(text: string): ZoneRule | undefined {
  const name = text.trim();
  if (/^(?:UTC|GMT|Z)$/i.test(name)) return fixedZone(0);
  const fixed = FIXED.exec(name);
  if (fixed !== null) {
    const hours = Number(fixed[2]);
    const minutes = hours * 60 + Number(fixed[3] ?? 0);
    if (hours > MAX_HOURS) return undefined;
    return fixedZone((fixed[1] === '-' ? -minutes : minutes) * 60_000);
  }
  return namedZone(name);
}

function namedZone(name: string): ZoneRule | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      timeZoneName: 'longOffset',
      hour: 'numeric',
    });
  } catch {
    return undefined;
  }
  const known = new Map<number, number>();
  const offsetAtUtc = (utcMs: number): number => {
    const hour = Math.floor(utcMs / STEP_MS);
    const offset = known.get(hour) ?? printedOffset(format, hour * STEP_MS);
    known.set(hour, offset);
    return offset;
  };
  return {
    offsetAt: (wallMs, second) => {
      const before = offsetAtUtc(wallMs - DAY_MS);
      const after = offsetAtUtc(wallMs + DAY_MS);
      const fitting = [before, after].filter((offset) => offsetAtUtc(wallMs - offset) === offset);
      if (fitting.length === 0) return before;
      return second ? Math.min(...fitting) : Math.max(...fitting);
    },
  };
}

/** Zones change on whole quarters of an hour. */
const STEP_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

function printedOffset(format: Intl.DateTimeFormat, utcMs: number): number {
  const text =
    format.formatToParts(new Date(utcMs)).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text);
  if (found === null) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return (found[1] === '-' ? -seconds : seconds) * 1000;
}

/** The known name closest to a misspelt one, by the pairs of letters they share. */
export function nearestOf(written: string, known: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly score: number } | undefined;
  const own = pairsOf(written);
  for (const name of known) {
    const theirs = pairsOf(name);
    const city = pairsOf(name.slice(name.lastIndexOf('/') + 1));
    const score = Math.max(likeness(own, theirs), likeness(own, city));
    if (score >= 0.5 && score > (best?.score ?? 0)) best = { name, score };
  }
  return best?.name;
}

/** The IANA name closest to a misspelt one. */
export function nearestZone(written: string): string | undefined {
  return nearestOf(written, Intl.supportedValuesOf('timeZone'));
}

function pairsOf(text: string): Set<string> {
  const letters = ` ${text.toLowerCase().replaceAll(/[^a-z0-9+-]/g, '')} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
