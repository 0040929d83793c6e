/** A moment taken apart for showing: the date once, then the clock. */
export interface Moment {
  readonly ms: number;
  /** `2026-11-24`. */
  readonly date: string;
  /** `01:48:36.050Z`. */
  readonly clock: string;
  /** `2026-11-24 01:48:36.050Z`. */
  readonly full: string;
}

/** Reads an ISO time; a text that is none is shown as it stands rather than dropped. */
export function moment(iso: string): Moment {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return { ms, date: '', clock: iso, full: iso };
  const [date = '', clock = ''] = new Date(ms).toISOString().split('T');
  return { ms, date, clock, full: `${date} ${clock}` };
}

/** The clock without its fraction, for tables of many migrations. */
export function shortTime(iso: string): string {
  return moment(iso).full.replace(/\.\d+Z$/, 'Z');
}

/** How long from one ISO time to another; nothing when one of them is missing or no time. */
export function between(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isNaN(ms) ? undefined : ms;
}
