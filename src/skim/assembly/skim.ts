/**
 * Looks at the bytes of log lines, many in one call, for the first one that has to be read as text.
 *
 * AssemblyScript, compiled to WebAssembly: it finds ends of lines sixteen bytes at a time, and whether a word is marked
 * without a branch. What it takes for a plain line is defined by `records/plain-header.ts`, `records/inert-line.ts` and
 * `catalogue/literal-filter.ts`; it may stop at a line that they pass over, and never passes over one that they do not.
 *
 * `line-skimmer.ts` writes the tables and the text into memory; the places of both are part of the contract.
 */
// long because: calls between modules of AssemblyScript are not inlined, and this is one loop.

/** One bit for the hash of every word that can stand in a literal: 2^18 of them. */
const MARKED: usize = 0x10000;
/** For each short hash the number of its first row, two bytes each. */
const FIRST_ROW: usize = 0x18000;
/** Where in a line marked words stand: room for the words of 256 KiB. */
const PLACES: usize = 0x22000;
/** A word of a literal each, ordered by short hash: 32 bytes. */
const ROWS: usize = 0x50000;

const ROW_SHIFT: usize = 5;
const ROW_WINDOW_AT: usize = 4;
const ROW_MASK: usize = 8;
const ROW_VALUE: usize = 16;
const ROW_OFFSET: usize = 24;
const ROW_LITERAL: usize = 28;

const HASH_BITS: u32 = 18;
const SHORT_HASH_BITS: u32 = 14;
const MULTIPLIER: u32 = 0x9e3779b1;

/** Kinds of headers, as `line-skimmer.ts` numbers them. */
const LIBVIRT: i32 = 1;

const UNKNOWN: i32 = 0;
const DEBUG: i32 = 1;
const INFO: i32 = 2;

const NUL: u8 = 0x00;
const NEWLINE: u8 = 0x0a;
const RECORD_SEPARATOR: u8 = 0x1e;
const BLANK: u8 = 0x20;
const HASH: u8 = 0x23;
const COMMA: u8 = 0x2c;
const DASH: u8 = 0x2d;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;
/** Between the dash and it: dot, slash and digits. */
const LETTER_9: u8 = 0x39;
const COLON: u8 = 0x3a;
const LESS: u8 = 0x3c;
const LETTER_T: u8 = 0x54;
const BRACKET: u8 = 0x5b;
const CLOSING_BRACKET: u8 = 0x5d;
const CARET: u8 = 0x5e;
const UNDERSCORE: u8 = 0x5f;
const LETTER_A: u8 = 0x61;
const LETTER_G: u8 = 0x67;
const LETTER_Z: u8 = 0x7a;
const CASE_BIT: u8 = 0x20;
const BRACE: u8 = 0x7b;
const BAR: u8 = 0x7c;

/** Texts as the numbers that their bytes make, the first one lowest. */
const TEXT_DEBU: u32 = 0x55424544;
const TEXT_G_BLANK: u16 = 0x2047;
const TEXT_INFO: u32 = 0x4f464e49;
const TEXT_REQUEST: u32 = 0x2d716572; // `req-`
const TEXT_NONE: u32 = 0x656e6f4e; // `None`
const TEXT_ZONE: u64 = 0x203a303030302b; // `+0000: `
const TEXT_LIBVIRT_DEBUG: u64 = 0x203a206775626564; // `debug : `
const TEXT_LIBVIRT_INFO: u64 = 0x203a206f666e69; // `info : `
const TEXT_COLON_BLANK: u16 = 0x203a;
const SEVEN_BYTES: u64 = 0x00ffffffffffffff;

const STAMP_LENGTH: usize = 19;
const MAX_CONTEXT: usize = 1024;
const MAX_FRACTION_DIGITS: usize = 9;
/** One less than a number of 32 bits can have. */
const MAX_PID_DIGITS: usize = 9;

/** What the last call passed over: lines in all, and records by level. */
export let lines: i32 = 0;
export let records: i32 = 0;
export let debugRecords: i32 = 0;
/** Lines without a header before the first of these records, and behind the last of them. */
export let linesBefore: i32 = 0;
export let linesBehind: i32 = 0;
/** Where the first and the last record begin, how many lines lie before each, and where the last one's line ends. */
export let firstAt: i32 = 0;
export let firstLine: i32 = 0;
export let lastAt: i32 = 0;
export let lastLine: i32 = 0;
export let lastTo: i32 = 0;
/** The process of all these records. */
export let pid: i32 = 0;

let headPid: i32 = 0;
/** Just before the message of the record read last. */
let messageAt: usize = 0;
/** The last date, hour and minute that was found to be one: most lines begin with that of the line before. */
let stampHead: u64 = 0;
let stampTail: u64 = 0;

/**
 * Passes over lines of `[from, to)` until one has to be read, another process writes, or the text ends; returns where
 * that line begins. `isBehindSkipped`: the line before was passed over, so that lines without a header may be.
 */
export function skim(from: usize, to: usize, format: i32, isBehindSkipped: bool, maxLine: usize): usize {
  lines = 0;
  records = 0;
  debugRecords = 0;
  linesBefore = 0;
  linesBehind = 0;
  let isBehind = isBehindSkipped;
  let at = from;
  while (at < to) {
    const end = endOfBytes(at, to, NEWLINE);
    if (end >= to || end - at > maxLine) break;
    const level = format == LIBVIRT ? readLibvirt(at, end) : readOslo(at, end);
    if (level == UNKNOWN) {
      if (!isBehind || !isInert(at, end)) break;
      if (records > 0) linesBehind++;
      else linesBefore++;
    } else {
      if ((records > 0 && headPid != pid) || mayMatch(messageAt, end)) break;
      if (records == 0) {
        firstAt = i32(at);
        firstLine = lines;
        pid = headPid;
      }
      records++;
      if (level == DEBUG) debugRecords++;
      lastAt = i32(at);
      lastTo = i32(end);
      lastLine = lines;
      linesBehind = 0;
      isBehind = true;
    }
    lines++;
    at = end + 1;
  }
  return at;
}

/** `2026-11-24 01:47:09.988 1475 DEBUG nova.compute.manager …` */
function readOslo(from: usize, to: usize): i32 {
  if (!isStamp(from, to)) return UNKNOWN;
  let at = from + STAMP_LENGTH;
  const mark = load<u8>(at);
  if (mark == DOT || mark == COMMA) {
    const digits = at + 1;
    at = endOfDigits(digits, min(to, digits + MAX_FRACTION_DIGITS));
    if (at == digits) return UNKNOWN;
  }
  if (at >= to || load<u8>(at) != BLANK) return UNKNOWN;
  at = readPid(at + 1, to);
  if (at >= to || load<u8>(at) != BLANK) return UNKNOWN;
  at++;
  let level = UNKNOWN;
  if (load<u32>(at) == TEXT_DEBU && load<u16>(at, 4) == TEXT_G_BLANK) {
    level = DEBUG;
    at += 6;
  } else if (load<u32>(at) == TEXT_INFO && load<u8>(at, 4) == BLANK) {
    level = INFO;
    at += 5;
  } else return UNKNOWN;
  const logger = at;
  at = endOfLogger(at, to);
  if (at == logger || at >= to || load<u8>(at) != BLANK) return UNKNOWN;
  messageAt = endOfContext(at, to);
  return level;
}

/** `2026-11-24 01:47:09.988+0000: 417: info : virNetServer:123 : …` */
function readLibvirt(from: usize, to: usize): i32 {
  if (!isStamp(from, to) || load<u8>(from, 10) != BLANK) return UNKNOWN;
  const fraction = from + STAMP_LENGTH + 1;
  if (load<u8>(fraction - 1) != DOT || endOfDigits(fraction, fraction + 4) != fraction + 3) return UNKNOWN;
  if ((load<u64>(fraction + 3) & SEVEN_BYTES) != TEXT_ZONE) return UNKNOWN;
  const at = readPid(fraction + 10, to);
  if (at >= to || at + 10 > to || load<u16>(at) != TEXT_COLON_BLANK) return UNKNOWN;
  messageAt = at;
  const word = load<u64>(at + 2);
  if (word == TEXT_LIBVIRT_DEBUG) return DEBUG;
  return (word & SEVEN_BYTES) == TEXT_LIBVIRT_INFO ? INFO : UNKNOWN;
}

/** The closing bracket of a context, as `records/oslo-context.ts` reads it, or `from` where none begins. */
function endOfContext(from: usize, to: usize): usize {
  if (load<u8>(from, 1) != BRACKET) return from;
  const first = load<u8>(from, 2);
  const word = first == LETTER_G ? load<u32>(from, 3) : load<u32>(from, 2);
  if (first != DASH && first != CLOSING_BRACKET && word != TEXT_REQUEST && word != TEXT_NONE) return from;
  const limit = min(to, from + MAX_CONTEXT);
  const end = endOfBytes(from + 1, limit, CLOSING_BRACKET);
  return end < limit ? end : from;
}

/** Where the digits of a process end, which go to `headPid`; `to` when there are none, too many, or a leading 0. */
function readPid(from: usize, to: usize): usize {
  const end = endOfDigits(from, min(to, from + MAX_PID_DIGITS));
  if (end == from || load<u8>(from) == ZERO) return to;
  let value = 0;
  for (let at = from; at < end; at++) value = value * 10 + (load<u8>(at) - ZERO);
  headPid = value;
  return end;
}

/** `2026-11-24 01:47:09`, with a blank or a `T`. */
function isStamp(from: usize, to: usize): bool {
  if (to - from < STAMP_LENGTH) return false;
  const head = load<u64>(from);
  const tail = load<u64>(from, 8);
  if (head != stampHead || tail != stampTail) {
    if (!isMinute(from)) return false;
    stampHead = head;
    stampTail = tail;
  }
  return load<u8>(from, 16) == COLON && isTwoDigits(from + 17);
}

/** `2026-11-24 01:47` */
function isMinute(from: usize): bool {
  const between = load<u8>(from, 10);
  return (
    load<u8>(from, 4) == DASH &&
    load<u8>(from, 7) == DASH &&
    load<u8>(from, 13) == COLON &&
    (between == BLANK || between == LETTER_T) &&
    isTwoDigits(from) &&
    isTwoDigits(from + 2) &&
    isTwoDigits(from + 5) &&
    isTwoDigits(from + 8) &&
    isTwoDigits(from + 11) &&
    isTwoDigits(from + 14)
  );
}

/** A further line of the entry before it, as `records/inert-line.ts` says. */
function isInert(from: usize, to: usize): bool {
  if (from >= to) return true;
  const first = load<u8>(from);
  if (isDigit(first) || first == BRACE || (first == LESS && isDigit(load<u8>(from, 1)))) return false;
  if (first == BRACKET || first == UNDERSCORE || first == NUL || first == RECORD_SEPARATOR) return false;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte == COLON) {
      if (isTwoDigits(at + 1) && isDigit(load<u8>(at - 1))) return false;
    } else if (byte == BAR || byte == HASH || byte == CARET) return false;
  }
  return true;
}

/**
 * Whether the line holds the chosen literal of a template. Whether a word is marked is not to be foreseen, and a wrong
 * guess of the processor costs more than the look itself: so every place is written down, and kept if it is marked.
 */
function mayMatch(from: usize, to: usize): bool {
  let place = PLACES;
  let at = (from + 7) & ~7;
  for (; at + 32 <= to; at += 32) {
    store<u32>(place, u32(at));
    place += markOf(at) << 2;
    store<u32>(place, u32(at + 8));
    place += markOf(at + 8) << 2;
    store<u32>(place, u32(at + 16));
    place += markOf(at + 16) << 2;
    store<u32>(place, u32(at + 24));
    place += markOf(at + 24) << 2;
  }
  for (; at < to; at += 8) {
    store<u32>(place, u32(at));
    place += markOf(at) << 2;
  }
  for (let nth = PLACES; nth < place; nth += 4) if (isInLiteral(load<u32>(nth), from, to)) return true;
  return false;
}

function isInLiteral(at: usize, from: usize, to: usize): bool {
  const word = load<u32>(at);
  const short = usize(hashOf(word) >>> (HASH_BITS - SHORT_HASH_BITS)) << 1;
  const end = ROWS + (usize(load<u16>(FIRST_ROW + short, 2)) << ROW_SHIFT);
  let row = ROWS + (usize(load<u16>(FIRST_ROW + short)) << ROW_SHIFT);
  for (; row < end; row += 1 << ROW_SHIFT) {
    if (load<u32>(row) != word) continue;
    const window = load<u64>(at + load<i32>(row, ROW_WINDOW_AT)) & load<u64>(row, ROW_MASK);
    if (window == load<u64>(row, ROW_VALUE) && hasLiteral(row, at, from, to)) return true;
  }
  return false;
}

function hasLiteral(row: usize, at: usize, from: usize, to: usize): bool {
  const start = at - load<i32>(row, ROW_OFFSET);
  const literal = usize(load<u32>(row, ROW_LITERAL));
  const length = usize(load<u32>(literal));
  if (start < from || start + length > to) return false;
  const bytes = literal + 4;
  for (let index: usize = 0; index < length; index++)
    if (load<u8>(start + index) != load<u8>(bytes + index)) return false;
  return true;
}

/** Where the letters, digits, dots, dashes, slashes and underscores of a logger's name end. */
function endOfLogger(from: usize, to: usize): usize {
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    const marks = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(DASH)), i8x16.splat(LETTER_9 - DASH));
    const lower = v128.or(bytes, i8x16.splat(CASE_BIT));
    const letters = i8x16.le_u(i8x16.sub(lower, i8x16.splat(LETTER_A)), i8x16.splat(LETTER_Z - LETTER_A));
    const underscores = i8x16.eq(bytes, i8x16.splat(UNDERSCORE));
    const others = ~i8x16.bitmask(v128.or(v128.or(marks, letters), underscores)) & 0xffff;
    if (others != 0) return min(to, at + ctz(others));
  }
  return to;
}

/** Where the byte stands, or `to`. */
function endOfBytes(from: usize, to: usize, byte: u8): usize {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < to; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (mask != 0) return min(to, at + ctz(mask));
  }
  return to;
}

function endOfDigits(from: usize, to: usize): usize {
  let at = from;
  while (at < to && isDigit(load<u8>(at))) at++;
  return at;
}

function isTwoDigits(at: usize): bool {
  return isDigit(load<u8>(at)) && isDigit(load<u8>(at, 1));
}

function isDigit(byte: u8): bool {
  return u8(byte - ZERO) <= 9;
}

function markOf(at: usize): usize {
  const hash = hashOf(load<u32>(at));
  return (usize(load<u8>(MARKED + (hash >>> 3))) >>> (hash & 7)) & 1;
}

function hashOf(word: u32): u32 {
  return (word * MULTIPLIER) >>> (32 - HASH_BITS);
}
