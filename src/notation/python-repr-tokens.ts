export type TokenKind =
  | '('
  | ')'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '='
  | ':'
  /** `<?>`. */
  | 'unset'
  /** `<Foo object at 0x7f…>`, with one more level inside. */
  | 'angle'
  | 'text'
  /** A string whose end was cut off. */
  | 'open-text'
  /** Name of a constructor: only with its parenthesis right behind it. */
  | 'call-name'
  | 'number'
  | 'word'
  /** An angle bracket of no pair. */
  | 'stray';

export interface ReprToken {
  readonly kind: TokenKind;
  readonly image: string;
  readonly start: number;
}

const WORD_END = String.raw`\s,=:()[\]{}'"<>`;

const BLANK = /\s*/y;
const ANGLE = /<[^<>]*(?:<[^<>]*>[^<>]*)*>/y;
const TEXT = /[uUbBrR]{0,2}(?:'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*")/y;
const OPEN_TEXT = /[uUbBrR]{0,2}['"][^]*/y;
/**
 * A run of unquoted characters; a colon belongs to it between other characters (`fe80::1`, `01:47:09Z`), so that
 * one followed by a blank stays the separator of a dict.
 */
const WORD = new RegExp(`(?:::|[^${WORD_END}])(?:[^${WORD_END}]|::|:(?=[^${WORD_END}]))*`, 'y');
const NAME = /[A-Za-z_][\w.]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?L?/y;

/**
 * Takes a text apart token by token, as far as it is asked to; every text has a token at each of its places.
 *
 * By hand because nearly every record of a healthy migration holds such a text, and few are looked at to their end.
 */
export class ReprTokens {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  next(): ReprToken | undefined {
    const start = afterBlanks(this.text, this.at);
    if (start >= this.text.length) return undefined;
    const { kind, end } = tokenAt(this.text, start);
    this.at = end;
    return { kind, image: this.text.slice(start, end), start };
  }
}

function tokenAt(text: string, at: number): { readonly kind: TokenKind; readonly end: number } {
  const first = text.charAt(at);
  switch (first) {
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case ',':
    case '=':
      return { kind: first, end: at + 1 };
    case '<':
      return text.startsWith('<?>', at)
        ? { kind: 'unset', end: at + 3 }
        : (matched('angle', ANGLE, text, at) ?? { kind: 'stray', end: at + 1 });
    case '>':
      return { kind: 'stray', end: at + 1 };
    case ':':
      return matched('word', WORD, text, at) ?? { kind: ':', end: at + 1 };
    default:
      return runAt(text, at);
  }
}

function runAt(text: string, at: number): { readonly kind: TokenKind; readonly end: number } {
  const first = text.charCodeAt(at);
  if (MAY_QUOTE.has(first)) {
    const quoted = matched('text', TEXT, text, at) ?? matched('open-text', OPEN_TEXT, text, at);
    if (quoted !== undefined) return quoted;
  }
  const end = endOfWord(text, at) ?? at + 1;
  if (text.charCodeAt(end) === OPEN_ROUND && endOf(NAME, text, at) === end) return { kind: 'call-name', end };
  const isNumber = first <= NINE && endOf(NUMBER, text, at) === end;
  return { kind: isNumber ? 'number' : 'word', end };
}

/** What `WORD` matches, character by character: a sticky pattern costs several times as much for a few letters. */
function endOfWord(text: string, from: number): number | undefined {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ASCII_END) return endOf(WORD, text, from);
    if (IN_WORD[code] === 1) continue;
    if (code !== COLON) break;
    const next = text.charCodeAt(at + 1);
    if (next >= ASCII_END) return endOf(WORD, text, from);
    if (next === COLON) at += 1;
    else if (at === from || IN_WORD[next] !== 1) break;
  }
  return at === from ? undefined : at;
}

const COLON = 0x3a;
const ASCII_END = 0x80;
/** 1 for the ASCII characters that a word has anywhere. */
const IN_WORD = Uint8Array.from({ length: ASCII_END }, (_, code) =>
  new RegExp(`[${WORD_END}]`).test(String.fromCharCode(code)) ? 0 : 1,
);

/** Quotation marks, and the letters that stand before them. */
const MAY_QUOTE: ReadonlySet<number> = new Set(Array.from(`'"uUbBrR`, (one) => one.charCodeAt(0)));
const OPEN_ROUND = 0x28;
const NINE = 0x39;

function afterBlanks(text: string, at: number): number {
  const first = text.charCodeAt(at);
  return first > 0x20 && first < 0x80 ? at : (endOf(BLANK, text, at) ?? at);
}

function matched<K extends TokenKind>(
  kind: K,
  pattern: RegExp,
  text: string,
  at: number,
): { readonly kind: K; readonly end: number } | undefined {
  const end = endOf(pattern, text, at);
  return end === undefined ? undefined : { kind, end };
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
