/** The zone in which a host writes local times, as the user gives it. */
export interface GivenTimeZone {
  /** A host by any of its names, or the path of one log as evidence names it; absent: every host. */
  readonly host?: string;
  /** An IANA name (`Asia/Tokyo`), `UTC`, or a fixed offset (`+09:00`). */
  readonly zone: string;
}

/** How far a host's clock was off, as the user gives it. */
export interface GivenClockOffset {
  readonly host: string;
  /** Positive: the clock ran ahead of the others. */
  readonly offsetMs: number;
  /** Half of the last place that was written; a millisecond by default. */
  readonly toleranceMs?: number;
}

/** What the user knows better than the logs; of two words about one host the later one counts. */
export interface GivenTimes {
  readonly timeZones?: readonly GivenTimeZone[] | undefined;
  readonly clockOffsets?: readonly GivenClockOffset[] | undefined;
}
