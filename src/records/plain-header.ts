/**
 * What the bytes of a line give away without being turned into text: an entry of level DEBUG or INFO in its format's
 * usual form, or nothing for certain.
 */
export type PlainStart = 'debug' | 'info' | 'unknown';

/** Recognises the headers of one line format in bytes; it may miss some, and never takes what the format does not. */
export interface PlainHeaders {
  /** Id of the line format, which must be a `sure` one. */
  readonly format: string;
  readonly read: (bytes: Uint8Array, from: number, to: number) => PlainStart;
  /** Process or thread of the entry read last. */
  readonly pid: number;
  /** Where its message begins or a little before: what it says stands behind. */
  readonly messageAt: number;
}

const BLANK = 0x20;
const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const COMMA = 0x2c;
const LETTER_T = 0x54;
const BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const ZERO = 0x30;
const STAMP_LENGTH = 19;
const MAX_FRACTION_DIGITS = 9;
const MAX_PID_DIGITS = 10;
const DEBUG = 'DEBUG ';
const INFO = 'INFO ';

/** `2026-11-24 01:47:09.988 1475 DEBUG nova.compute.manager …` */
export class OsloHeaders implements PlainHeaders {
  readonly format = 'oslo';
  pid = 0;
  messageAt = 0;

  read(bytes: Uint8Array, from: number, to: number): PlainStart {
    if (!isStamp(bytes, from, to)) return 'unknown';
    let at = from + STAMP_LENGTH;
    if (bytes[at] === DOT || bytes[at] === COMMA) {
      const digits = at + 1;
      at = endOfDigits(bytes, digits, Math.min(to, digits + MAX_FRACTION_DIGITS));
      if (at === digits) return 'unknown';
    }
    const pidAt = at + 1;
    const pidEnd = endOfDigits(bytes, pidAt, Math.min(to, pidAt + MAX_PID_DIGITS));
    if (bytes[at] !== BLANK || bytes[pidEnd] !== BLANK || !isNumber(bytes, pidAt, pidEnd)) return 'unknown';
    const level = levelAt(bytes, pidEnd + 1, DEBUG, INFO);
    if (level === 'unknown') return level;
    const loggerAt = pidEnd + 1 + (level === 'debug' ? DEBUG.length : INFO.length);
    at = loggerAt;
    while (at < to && (CLASSES[bytes[at] ?? 0] ?? 0) >= LOGGER) at += 1;
    if (at === loggerAt || at >= to || bytes[at] !== BLANK) return 'unknown';
    this.pid = numberOf(bytes, pidAt, pidEnd);
    this.messageAt = endOfContext(bytes, at, to);
    return level;
  }
}

const LIBVIRT_ZONE = '+0000: ';
const LIBVIRT_DEBUG = ': debug : ';
const LIBVIRT_INFO = ': info : ';

/** `2026-11-24 01:47:09.988+0000: 417: info : virNetServer:123 : …` */
export class LibvirtHeaders implements PlainHeaders {
  readonly format = 'libvirt-daemon';
  pid = 0;
  messageAt = 0;

  read(bytes: Uint8Array, from: number, to: number): PlainStart {
    if (!isStamp(bytes, from, to) || bytes[from + 10] !== BLANK) return 'unknown';
    const fraction = from + STAMP_LENGTH + 1;
    if (bytes[fraction - 1] !== DOT || endOfDigits(bytes, fraction, fraction + 4) !== fraction + 3)
      return 'unknown';
    if (!standsAt(bytes, fraction + 3, LIBVIRT_ZONE)) return 'unknown';
    const pidAt = fraction + 3 + LIBVIRT_ZONE.length;
    const pidEnd = endOfDigits(bytes, pidAt, Math.min(to, pidAt + MAX_PID_DIGITS));
    if (!isNumber(bytes, pidAt, pidEnd) || pidEnd + LIBVIRT_DEBUG.length > to) return 'unknown';
    this.pid = numberOf(bytes, pidAt, pidEnd);
    this.messageAt = pidEnd;
    return levelAt(bytes, pidEnd, LIBVIRT_DEBUG, LIBVIRT_INFO);
  }
}

/** `undefined` for formats whose lines are never passed over. */
export function headersOf(format: string): PlainHeaders | undefined {
  if (format === 'oslo') return new OsloHeaders();
  return format === 'libvirt-daemon' ? new LibvirtHeaders() : undefined;
}

const CONTEXT_STARTS = ['-', ']', 'req-', 'None', 'greq-', 'gNone'];
const MAX_CONTEXT = 1024;

/** The closing bracket of a context, as `oslo-context.ts` reads it, or `from` where none begins. */
function endOfContext(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from + 1] !== BRACKET || !CONTEXT_STARTS.some((start) => standsAt(bytes, from + 2, start)))
    return from;
  const limit = Math.min(to, from + MAX_CONTEXT);
  let at = from + 1;
  while (at < limit && bytes[at] !== CLOSING_BRACKET) at += 1;
  return at < limit ? at : from;
}

export function isDigit(byte: number | undefined): boolean {
  return ((CLASSES[byte ?? 0] ?? 0) & DIGIT) !== 0;
}

/** `2026-11-24 01:47:09`, with a blank or a `T`. */
function isStamp(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < STAMP_LENGTH) return false;
  const between = bytes[from + 10];
  return (
    bytes[from + 4] === DASH &&
    bytes[from + 7] === DASH &&
    bytes[from + 13] === COLON &&
    bytes[from + 16] === COLON &&
    (between === BLANK || between === LETTER_T) &&
    isTwoDigits(bytes, from) &&
    isTwoDigits(bytes, from + 2) &&
    isTwoDigits(bytes, from + 5) &&
    isTwoDigits(bytes, from + 8) &&
    isTwoDigits(bytes, from + 11) &&
    isTwoDigits(bytes, from + 14) &&
    isTwoDigits(bytes, from + 17)
  );
}

function isTwoDigits(bytes: Uint8Array, at: number): boolean {
  return isDigit(bytes[at]) && isDigit(bytes[at + 1]);
}

function endOfDigits(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at += 1;
  return at;
}

/** Digits of which the first is not 0: the number says all that the text does. */
function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  return to > from && bytes[from] !== ZERO;
}

function numberOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (bytes[at] ?? ZERO) - ZERO;
  return value;
}

function levelAt(bytes: Uint8Array, at: number, debug: string, info: string): PlainStart {
  if (standsAt(bytes, at, debug)) return 'debug';
  return standsAt(bytes, at, info) ? 'info' : 'unknown';
}

function standsAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

const DIGIT = 1;
const LOGGER = 2;

/** What a byte can be part of: one look into a table costs less than the comparisons. */
const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return (/[0-9]/.test(char) ? DIGIT : 0) | (/[\w.\-/]/.test(char) ? LOGGER : 0);
});
