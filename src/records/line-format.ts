import type { Level, RecordWriter, StampClock } from '../model/index.ts';
import type { Envelope } from './envelope.ts';
import type { JsonObject } from './json-object.ts';

/** What the header of a line says; the rest of the record is folded in by the record reader. */
export interface LineHead {
  readonly writer: RecordWriter;
  readonly wallMs: number | undefined;
  readonly clock: StampClock;
  readonly pid: string | undefined;
  readonly level: Level | undefined;
  readonly logger: string | undefined;
  readonly requestId: string | undefined;
  readonly globalRequestId: string | undefined;
  readonly instance: string | undefined;
  readonly message: string;
  /** The header had no `[…]` context: oslo.log prints a traceback's lines like that. */
  readonly bare: boolean;
  /** Host that the line names, for logs that several hosts send to one place. */
  readonly host?: string | undefined;
  /** Program that syslog or the journal names. */
  readonly program?: string | undefined;
  /** Unit of systemd that the journal names. */
  readonly unit?: string | undefined;
  /** Lines of a traceback that came inside the same JSON object. */
  readonly body?: readonly string[] | undefined;
}

/** A head in which nothing is known, for formats that name only what they read. */
export const EMPTY_HEAD = {
  wallMs: undefined,
  clock: 'local',
  pid: undefined,
  level: undefined,
  logger: undefined,
  requestId: undefined,
  globalRequestId: undefined,
  instance: undefined,
  bare: false,
} as const;

/** What came before a line, for formats whose lines lean on each other. */
export interface OpenRecord {
  readonly head: LineHead;
  readonly format: string;
  readonly lastLine: string;
  readonly lines: number;
  /** Time at which the wrapper of its last line was written. */
  readonly wrappedMs: number | undefined;
}

/** What is known about a line besides its text. */
export interface LineContext {
  /** The record before in the same stream of lines. */
  readonly open: OpenRecord | undefined;
  /** What the line came in, when something wrapped it. */
  readonly envelope: Envelope | undefined;
  /** The line as a JSON object, when it is one. */
  readonly json: JsonObject | undefined;
}

/** One line format: reads a header, or says that the line belongs to the record before. */
export interface LineFormat {
  readonly id: string;
  /**
   * `sure`: no wrapper's line can look like it, so it may be tried on the whole line; `stamped`: it has a header of
   * its own; `loose`: it takes what the others leave, in the order given.
   */
  readonly fit: 'sure' | 'stamped' | 'loose';
  /** `undefined`: no header of this format, the line continues the open record. */
  readonly parse: (line: string, context: LineContext) => LineHead | undefined;
}

const LEVELS: ReadonlyMap<string, Level> = new Map<string, Level>([
  ['DEBUG', 'DEBUG'],
  ['INFO', 'INFO'],
  ['AUDIT', 'AUDIT'],
  ['WARNING', 'WARNING'],
  ['WARN', 'WARNING'],
  ['ERROR', 'ERROR'],
  ['TRACE', 'TRACE'],
  ['CRITICAL', 'CRITICAL'],
  ['debug', 'DEBUG'],
  ['info', 'INFO'],
  ['warning', 'WARNING'],
  ['error', 'ERROR'],
]);

/** A level word of any of the services on migscope's scale. */
export function readLevel(word: string): Level | undefined {
  return LEVELS.get(word);
}

/** Syslog severities (RFC 5424 §6.2.1), which journald keeps in PRIORITY. */
const PRIORITIES: readonly Level[] = [
  'CRITICAL',
  'CRITICAL',
  'CRITICAL',
  'ERROR',
  'WARNING',
  'INFO',
  'INFO',
  'DEBUG',
];

/** A syslog severity 0…7 on migscope's scale. */
export function readPriority(severity: number): Level | undefined {
  return PRIORITIES[severity];
}
