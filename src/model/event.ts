import type { Phase } from './phase.ts';
import type { Level, LogKind, StampClock } from './record.ts';

export type FieldValue = string | number | boolean;
export type Fields = Readonly<Record<string, FieldValue>>;

/** On which side of a migration a message is written. */
export type Side = 'source' | 'destination' | 'controller' | 'any';

/** What an event says about the migration: `noise` is a WARNING or ERROR that healthy migrations log, too. */
export type Sign = 'normal' | 'failure' | 'noise';

/**
 * A record that the catalogue recognised: a typed fact with its place.
 *
 * One record gives several events when its text relays another message: nova's "Live Migration failure: …"
 * carries libvirt's error, a traceback carries its exceptions.
 */
export interface LogEvent {
  /** `service.thing-that-happened`, as the catalogue names it. */
  readonly kind: string;
  readonly fields: Fields;
  readonly phase: Phase | undefined;
  readonly side: Side;
  readonly sign: Sign;
  /** Words for the timeline, with the fields filled in. */
  readonly summary: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly logKind: LogKind;
  /** Key of the host that wrote the line. */
  readonly hostKey: string;
  /** Host that the line itself names (syslog, the journal): one file may hold the lines of many. */
  readonly lineHost?: string | undefined;
  readonly pid: string | undefined;
  readonly level: Level | undefined;
  /** Printed time read as UTC, in ms since the epoch; `undefined` for formats without a time. */
  readonly wallMs: number | undefined;
  readonly clock: StampClock;
  readonly requestId: string | undefined;
  readonly globalRequestId: string | undefined;
  readonly instance: string | undefined;
  readonly domain: string | undefined;
  /** The text was relayed from the host that answered a call (`*_Remote`). */
  readonly remote: boolean;
  /** True when the event came out of another event's text rather than from a line of its own. */
  readonly relayed: boolean;
  /** The line as logged, shortened; untrusted text. */
  readonly excerpt: string;
  /** Which releases write this wording, as the catalogue says: `kilo..stein`. */
  readonly releases?: string | undefined;
}

/**
 * An event with room for its host and its time, which the timeline fills in: a copy of each of a million would take as
 * much memory again.
 */
export interface UnplacedEvent extends LogEvent {
  host: string;
  at: number;
}

/** An event on the corrected clock. */
export interface TimedEvent extends LogEvent {
  /** Canonical name of the host. */
  readonly host: string;
  /** Corrected UTC, ms since the epoch. */
  readonly at: number;
}
