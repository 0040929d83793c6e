import type { ReprValue } from './repr-value.ts';

const TRUE: ReprValue = { type: 'boolean', value: true };
const FALSE: ReprValue = { type: 'boolean', value: false };
const NONE: ReprValue = { type: 'none' };

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** A word, unless it is one of Python's constants. */
export function readWord(image: string): ReprValue {
  switch (image) {
    case 'True':
      return TRUE;
    case 'False':
      return FALSE;
    case 'None':
      return NONE;
    default:
      return { type: 'word', value: image };
  }
}

/** A number; one that a double cannot hold exactly stays a word with all its digits. */
export function readNumber(image: string): ReprValue {
  const text = image.endsWith('L') ? image.slice(0, -1) : image;
  const value = Number(text);
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? { type: 'number', value } : { type: 'word', value: text };
}

/** The text of a string literal; unknown escapes stay as printed, as Python leaves them. */
export function readText(image: string): ReprValue {
  const start = isQuote(image.charCodeAt(0)) ? 0 : isQuote(image.charCodeAt(1)) ? 1 : 2;
  const quote = image.charAt(start);
  const closed = image.length > start + 1 && image.endsWith(quote);
  const inner = image.slice(start + 1, closed ? -1 : undefined);
  if (start > 0 && /[rR]/.test(image.slice(0, start))) return { type: 'string', value: inner };
  return { type: 'string', value: unescape(inner) };
}

function isQuote(code: number): boolean {
  return code === 0x27 || code === 0x22;
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g,
    (whole, x?: string, u?: string, long?: string, single?: string) => {
      if (single !== undefined) return ESCAPES[single] ?? (single === '\n' ? '' : whole);
      const point = Number.parseInt(x ?? u ?? long ?? '0', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
