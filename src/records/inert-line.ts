import { isDigit } from './plain-header.ts';

const NUL = 0x00;
const RECORD_SEPARATOR = 0x1e;
const HASH = 0x23;
const COLON = 0x3a;
const LESS = 0x3c;
const BRACKET = 0x5b;
const CARET = 0x5e;
const UNDERSCORE = 0x5f;
const BRACE = 0x7b;
const BAR = 0x7c;

/**
 * Whether a line behind a plain record is nothing but a further line of it, as its bytes show: no wrapper and no
 * format can take it, and QEMU did not write it.
 *
 * All of those need a time of day or a stamp with a colon before its digits, except for what the first byte gives
 * away (numbers of seconds, JSON, priorities, kernel's and uWSGI's brackets, the journal's cursor) and for names
 * in front of a bar. Escape sequences count as doubt; the real ones were looked for before.
 */
export function isInert(bytes: Uint8Array, from: number, to: number): boolean {
  if (from >= to) return true;
  const first = bytes[from];
  if (isDigit(first) || first === BRACE || (first === LESS && isDigit(bytes[from + 1]))) return false;
  if (first === BRACKET || first === UNDERSCORE || first === NUL || first === RECORD_SEPARATOR) return false;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === COLON) {
      if (isDigit(bytes[at + 1]) && isDigit(bytes[at + 2]) && isDigit(bytes[at - 1])) return false;
    } else if (byte === BAR || byte === HASH || byte === CARET) return false;
  }
  return true;
}
