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
