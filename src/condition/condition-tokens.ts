import { createToken, Lexer, type TokenType } from 'chevrotain';

const WORD = String.raw`[A-Za-z0-9_][\w.:@+-]*`;

export const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });

/** A name or a bare value; a number with a made-up rate (`20mb/s`) is kept whole for its message. */
export const Word = createToken({
  name: 'Word',
  pattern: new RegExp(String.raw`\d+(?:\.\d+)?[A-Za-z]+/[A-Za-z]+|${WORD}`),
});

/** A number with or without one of the known units; anything that goes on behind it makes it a word. */
export const QuantityToken = createToken({
  name: 'Quantity',
  pattern: /-?\d+(?:\.\d+)?(?:\s*(?:ms|[smhd]|(?:[KMGT]i?)?B(?:\/s)?))?(?![\w.:@+/-])/,
  line_breaks: false,
});

function keyword(name: string, pattern: RegExp): TokenType {
  return createToken({ name, pattern, longer_alt: Word });
}

export const And = keyword('And', /and/i);
export const Or = keyword('Or', /or/i);
export const Not = keyword('Not', /not/i);
export const Then = keyword('Then', /then/i);
export const Within = keyword('Within', /within/i);
export const In = keyword('In', /in/i);
export const Count = keyword('Count', /count/i);
export const Exists = keyword('Exists', /exists/i);
export const True = keyword('True', /true/i);
export const False = keyword('False', /false/i);

export const KEYWORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'then',
  'within',
  'in',
  'count',
  'exists',
  'true',
  'false',
]);

/** Operators of other languages, told apart so that the message can name ours. */
export const Foreign = createToken({ name: 'Foreign', pattern: /&&?|\|\|?|===?|=~|=>|->|!~|<>|!(?!=)/ });

export const ComparatorToken = createToken({ name: 'Comparator', pattern: /<=|>=|!=|[=<>]/ });
export const Tilde = createToken({ name: 'Tilde', pattern: '~' });
export const OpenRound = createToken({ name: 'OpenRound', pattern: '(' });
export const CloseRound = createToken({ name: 'CloseRound', pattern: ')' });
export const Comma = createToken({ name: 'Comma', pattern: ',' });

export const Text = createToken({
  name: 'Text',
  pattern: /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/,
  line_breaks: true,
});
export const Regex = createToken({ name: 'Regex', pattern: /\/(?:[^/\\\r\n]|\\[^\r\n])+\/[A-Za-z]*/ });

/** A quote or a slash that is never closed. */
export const Unclosed = createToken({ name: 'Unclosed', pattern: /['"/][^]*/, line_breaks: true });
export const Unknown = createToken({ name: 'Unknown', pattern: /[^]/u, line_breaks: false });

/** In the order in which the lexer tries them; together they match any text. */
export const CONDITION_TOKENS = [
  Blank,
  QuantityToken,
  And,
  Or,
  Not,
  Then,
  Within,
  In,
  Count,
  Exists,
  True,
  False,
  Word,
  Foreign,
  ComparatorToken,
  Tilde,
  OpenRound,
  CloseRound,
  Comma,
  Text,
  Regex,
  Unclosed,
  Unknown,
];
