/** A time without its year, as syslog and journalctl print it (RFC 3164). */
export interface YearlessTime {
  readonly month: number;
  readonly day: number;
  readonly timeOfDayMs: number;
}

/** A leap year, so that 29 February exists; only shown when nothing tells the year. */
const FALLBACK_YEAR = 2000;

/**
 * Gives yearless stamps of one file their year: the one that brings them nearest to the stamp before, so that time goes
 * on over New Year. Until a stamp has one it is made up.
 */
export class YearGuess {
  private lastMs: number | undefined;
  private isAnchored = false;

  /** Nothing told the year: durations are right, dates are not. */
  get isAssumed(): boolean {
    return !this.isAnchored;
  }

  resolve(time: YearlessTime): number | undefined {
    const found = this.choose(time);
    if (found !== undefined) this.lastMs = found;
    return found;
  }

  /** Tells the guess a stamp that was printed with its year. */
  anchor(ms: number): void {
    this.lastMs = ms;
    this.isAnchored = true;
  }

  private choose(time: YearlessTime): number | undefined {
    const { lastMs } = this;
    if (lastMs === undefined) return inYear(FALLBACK_YEAR, time);
    const year = new Date(lastMs).getUTCFullYear();
    return nearest(lastMs, [inYear(year, time), inYear(year - 1, time), inYear(year + 1, time)]);
  }
}

/** A stretch of time, in ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** From the earliest to the latest of some moments; `undefined` where there is none. */
export function spanOf(times: readonly number[]): Span | undefined {
  return times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) };
}

/** One log may go on for so long when the other has nothing more to say. */
const SLACK_MS = 86_400_000;

/** By how many years a span has to be moved to lie in or beside another one, or nearest to it; the latest of several. */
export function yearsBetween(span: Span, other: Span): number {
  const own = new Date(span.from).getUTCFullYear();
  let best = { years: 0, apart: Number.POSITIVE_INFINITY };
  const last = new Date(other.to).getUTCFullYear() + 1;
  for (let year = new Date(other.from).getUTCFullYear() - 1; year <= last; year += 1) {
    const from = moveYears(span.from, year - own);
    const to = moveYears(span.to, year - own);
    const apart = Math.max(0, other.from - to, from - other.to);
    if (apart <= Math.max(best.apart, SLACK_MS)) best = { years: year - own, apart };
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
