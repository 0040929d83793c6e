// An OSC, DCS, SOS, PM or APC string with its end. Without its end only the introducer goes, so that a log
// line cannot hide what follows it.
const CONTROL_STRING = /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)/g;
const CONTROL_SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]/g;
const OTHER_ESCAPE = /\x1b[ -/]*[0-~]?/g;
const CONTROL = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g;
const LINE_BREAK = /[\n\r\x0b\x0c\x85\u2028\u2029]+/g;
// Bidirectional overrides reorder what is read; the rest is invisible and serves to hide or to fake words.
const DECEPTIVE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Whatever one of the above might change, and any astral character; most texts hold nothing of it. */
const SUSPICIOUS =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/;
const JSON_UNSAFE = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Removes what could move a cursor, retitle a terminal, reorder or hide text; keeps every readable character.
 *
 * Line breaks survive, so this suits texts that our own code laid out; for anything from a log use `safeLine`.
 */
export function safeBlock(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL_STRING, '')
    .replace(CONTROL_SEQUENCE, '')
    .replace(OTHER_ESCAPE, '')
    .replace(/[\x0b\x0c\x85\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(CONTROL, (control) => (control === '\n' ? control : ''))
    .replace(DECEPTIVE, '')
    .replace(LONE_SURROGATE, '\ufffd');
}

/**
 * Like `safeBlock`, on one line.
 *
 * A line break in a log field would otherwise end a pasted command early or forge a row of a table.
 */
export function safeLine(text: string): string {
  return safeBlock(text).replace(LINE_BREAK, ' ').trim();
}

/**
 * Applies `clean` to every string inside plain data; what it leaves as it was is not copied.
 *
 * Cleaning the whole analysis at the door leaves no field that somebody could forget.
 */
export function mapStrings<T>(value: T, clean: (text: string) => string): T {
  return mapUnknown(value, clean) as T;
}

function mapUnknown(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const mapped = items.map((item) => mapUnknown(item, clean));
    return mapped.every((item, index) => item === items[index]) ? items : mapped;
  }
  let isSame = true;
  const mapped: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const entry: [string, unknown] = [clean(key), mapUnknown(item, clean)];
    isSame &&= entry[0] === key && entry[1] === item;
    mapped.push(entry);
  }
  return isSame ? value : Object.fromEntries(mapped);
}

/** Writes the characters that JSON allows but a terminal obeys as escapes; the data stays the same. */
export function safeJson(json: string): string {
  return json.replace(
    JSON_UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
