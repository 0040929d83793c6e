import type { Level } from '../model/index.ts';

/** What the header of a line says; the rest of the record is folded in by the record reader. */
export interface LineHead {
  readonly wallMs: number | undefined;
  readonly clock: 'utc' | 'local';
  readonly pid: string | undefined;
  readonly level: Level | undefined;
  readonly logger: string | undefined;
  readonly requestId: string | undefined;
  readonly globalRequestId: string | undefined;
  readonly instance: string | undefined;
  readonly message: string;
  /** The header had no `[…]` context: oslo.log prints a traceback's lines like that. */
  readonly bare: boolean;
}

/** What came before a line, for formats whose lines lean on each other. */
export interface OpenRecord {
  readonly head: LineHead;
  readonly lastLine: string;
  readonly lines: number;
}

/** One line format: reads a header, or says that the line belongs to the record before. */
export interface LineFormat {
  readonly id: string;
  /** `undefined`: no header of this format, the line continues the open record. */
  readonly parse: (line: string, open: OpenRecord | undefined) => LineHead | undefined;
}

const LEVELS: Readonly<Record<string, Level>> = {
  DEBUG: 'DEBUG',
  INFO: 'INFO',
  AUDIT: 'AUDIT',
  WARNING: 'WARNING',
  WARN: 'WARNING',
  ERROR: 'ERROR',
  TRACE: 'TRACE',
  CRITICAL: 'CRITICAL',
  debug: 'DEBUG',
  info: 'INFO',
  warning: 'WARNING',
  error: 'ERROR',
};

/** A level word of any of the services on migscope's scale. */
export function readLevel(word: string): Level | undefined {
  return Object.hasOwn(LEVELS, word) ? LEVELS[word] : undefined;
}

/** `2026-11-24 01:47:09.988` (also with `T`, a comma, microseconds or no fraction) read as UTC, in ms. */
export function readStamp(date: string, time: string): number | undefined {
  const [hours = '', minutes = '', seconds = ''] = time.replace(',', '.').split(':');
  const ms = Date.UTC(
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)) - 1,
    Number(date.slice(8, 10)),
    Number(hours),
    Number(minutes),
  );
  const value = ms + Number(seconds) * 1000;
  return Number.isFinite(value) ? value : undefined;
}
