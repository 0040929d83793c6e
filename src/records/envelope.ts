import type { Level, StampClock } from '../model/index.ts';
import type { JsonObject } from './json-object.ts';
import type { YearlessTime } from './year-guess.ts';

/** What a wrapper (syslog, journal, container runtime) put around a line. */
export interface Envelope {
  /** Id of the wrapper. */
  readonly wrapper: string;
  /** What the service wrote; may hold several lines. */
  readonly text: string;
  readonly wallMs?: number | undefined;
  readonly clock?: StampClock;
  /** The stamp, where it has no year. */
  readonly yearless?: YearlessTime | undefined;
  readonly host?: string | undefined;
  readonly program?: string | undefined;
  /** Unit of systemd that the journal names. */
  readonly unit?: string | undefined;
  readonly pid?: string | undefined;
  readonly level?: Level | undefined;
  /** Fields of a journal entry beside its message. */
  readonly fields?: JsonObject | undefined;
  /** Tells apart the writers whose lines are mixed in one file. */
  readonly stream: string;
  /** The runtime cut a long line here and continues it in the next line of the stream. */
  readonly isPartial?: boolean;
  /** Too little to be certain by itself: counts only where a header or an open record of its stream confirms it. */
  readonly isVague?: boolean;
}

/** Stands for "the line before came in no wrapper". */
export const PLAIN: Envelope = { wrapper: 'plain', text: '', stream: '' };

/** One way in which lines are wrapped. */
export interface LineWrapper {
  readonly id: string;
  /** `undefined`: the line is not wrapped like this. */
  readonly unwrap: (
    line: string,
    json: JsonObject | undefined,
    before: Envelope | undefined,
  ) => Envelope | undefined;
}

/** What lies in two wrappers: the inner one is nearer to the service and wins. */
export function nest(outer: Envelope | undefined, inner: Envelope): Envelope {
  if (outer === undefined) return inner;
  const isTimed = inner.wallMs !== undefined || inner.yearless !== undefined;
  return {
    wrapper: `${outer.wrapper} ${inner.wrapper}`,
    text: inner.text,
    wallMs: isTimed ? inner.wallMs : outer.wallMs,
    clock: (isTimed ? inner.clock : outer.clock) ?? 'local',
    yearless: isTimed ? inner.yearless : outer.yearless,
    host: inner.host ?? outer.host,
    program: inner.program ?? outer.program,
    unit: inner.unit ?? outer.unit,
    pid: inner.pid ?? outer.pid,
    level: inner.level ?? outer.level,
    fields: inner.fields ?? outer.fields,
    stream: `${outer.stream} ${inner.stream}`,
    isVague: outer.isVague === true && inner.isVague === true,
  };
}
