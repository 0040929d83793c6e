/** A time without its year, as syslog and journalctl print it (RFC 3164). */
export interface YearlessTime {
  readonly month: number;
  readonly day: number;
  readonly timeOfDayMs: number;
}

const DAY_MS = 86_400_000;
/** A file may have been touched by a host whose zone or clock is ahead of ours. */
const SLACK_MS = 2 * DAY_MS;
/** A leap year, so that 29 February exists; only shown when nothing tells the year. */
const FALLBACK_YEAR = 2000;

/**
 * Gives yearless stamps of one file their year: nearest to the last stamp that had one, so that time goes on over
 * New Year; the first one as late as the file's last change allows.
 */
export class YearGuess {
  private lastMs: number | undefined;
  private readonly referenceMs: number | undefined;
  /** Nothing told the year: durations are right, dates are not. */
  isAssumed = false;

  constructor(referenceMs?: number) {
    this.referenceMs = referenceMs !== undefined && Number.isFinite(referenceMs) ? referenceMs : undefined;
  }

  resolve(time: YearlessTime): number | undefined {
    const found = this.choose(time);
    if (found !== undefined) this.lastMs = found;
    return found;
  }

  /** Tells the guess a stamp that was printed with its year. */
  anchor(ms: number): void {
    this.lastMs = ms;
    this.isAssumed = false;
  }

  private choose(time: YearlessTime): number | undefined {
    const { lastMs, referenceMs } = this;
    if (lastMs !== undefined) {
      const year = new Date(lastMs).getUTCFullYear();
      return nearest(lastMs, [inYear(year, time), inYear(year - 1, time), inYear(year + 1, time)]);
    }
    if (referenceMs !== undefined) {
      const latest = new Date(referenceMs + SLACK_MS).getUTCFullYear();
      // Eight years back reach a leap year even around 1900 and 2100.
      for (let year = latest; year > latest - 9; year -= 1) {
        const ms = inYear(year, time);
        if (ms !== undefined && ms <= referenceMs + SLACK_MS) return ms;
      }
      return undefined;
    }
    const ms = inYear(FALLBACK_YEAR, time);
    if (ms !== undefined) this.isAssumed = true;
    return ms;
  }
}

/** No log of OpenStack is older than its first release: a stamp from before it had no year, or a clock none. */
const FIRST_RELEASE_MS = Date.UTC(2010, 9, 21);

/** Whether the year of a stamp is made up. */
export function hasAssumedYear(ms: number): boolean {
  return ms >= Date.UTC(FALLBACK_YEAR - 1, 0) && ms < FIRST_RELEASE_MS;
}

/** A stretch of time, in ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** By how many years a span has to be moved to lie in another one or nearest to it; the latest one of several. */
export function yearsBetween(span: Span, other: Span): number {
  const own = new Date(span.from).getUTCFullYear();
  let best = { years: 0, apart: Number.POSITIVE_INFINITY };
  const last = new Date(other.to).getUTCFullYear() + 1;
  for (let year = new Date(other.from).getUTCFullYear() - 1; year <= last; year += 1) {
    const from = moveYears(span.from, year - own);
    const to = moveYears(span.to, year - own);
    const apart = Math.max(0, other.from - to, from - other.to);
    if (apart <= best.apart) best = { years: year - own, apart };
  }
  return best.years;
}

/** The same day and time so many years later. */
export function moveYears(ms: number, years: number): number {
  const date = new Date(ms);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
}

/** `undefined` for a day that the year does not have. */
function inYear(year: number, { month, day, timeOfDayMs }: YearlessTime): number | undefined {
  const midnight = Date.UTC(year, month - 1, day);
  if (!Number.isFinite(midnight) || new Date(midnight).getUTCDate() !== day) return undefined;
  return midnight + timeOfDayMs;
}

function nearest(to: number, candidates: readonly (number | undefined)[]): number | undefined {
  let best: number | undefined;
  for (const one of candidates) {
    if (one !== undefined && (best === undefined || Math.abs(one - to) < Math.abs(best - to))) best = one;
  }
  return best;
}
