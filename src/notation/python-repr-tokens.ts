import { createToken, Lexer } from 'chevrotain';

const WORD_END = String.raw`\s,=:()[\]{}'"<>`;

export const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });

export const Unset = createToken({ name: 'Unset', pattern: '<?>' });

/** `<Foo object at 0x7f…>`, with one more level inside. */
export const Angle = createToken({
  name: 'Angle',
  pattern: /<[^<>]*(?:<[^<>]*>[^<>]*)*>/,
  line_breaks: true,
});

export const Text = createToken({
  name: 'Text',
  pattern: /[uUbBrR]{0,2}(?:'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*")/,
  line_breaks: true,
});

/** A string whose end was cut off. */
export const OpenText = createToken({
  name: 'OpenText',
  pattern: /[uUbBrR]{0,2}['"][^]*/,
  line_breaks: true,
});

/** Name of a constructor: only with its parenthesis right behind it. */
export const CallName = createToken({ name: 'CallName', pattern: /[A-Za-z_][\w.]*(?=\()/ });

/**
 * A run of unquoted characters; a colon belongs to it between other characters (`fe80::1`, `01:47:09Z`), so that
 * one followed by a blank stays the separator of a dict.
 */
export const Word = createToken({
  name: 'Word',
  pattern: new RegExp(`(?:::|[^${WORD_END}])(?:[^${WORD_END}]|::|:(?=[^${WORD_END}]))*`),
  line_breaks: false,
});

export const NumberWord = createToken({
  name: 'NumberWord',
  pattern: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?L?/,
  longer_alt: Word,
});

/** A bracket of no known pair. */
export const Stray = createToken({ name: 'Stray', pattern: /[<>]/ });

export const OpenRound = createToken({ name: 'OpenRound', pattern: '(' });
export const CloseRound = createToken({ name: 'CloseRound', pattern: ')' });
export const OpenSquare = createToken({ name: 'OpenSquare', pattern: '[' });
export const CloseSquare = createToken({ name: 'CloseSquare', pattern: ']' });
export const OpenCurly = createToken({ name: 'OpenCurly', pattern: '{' });
export const CloseCurly = createToken({ name: 'CloseCurly', pattern: '}' });
export const Comma = createToken({ name: 'Comma', pattern: ',' });
export const Equals = createToken({ name: 'Equals', pattern: '=' });
export const Colon = createToken({ name: 'Colon', pattern: ':' });

/** In the order in which the lexer tries them; together they match any text. */
export const REPR_TOKENS = [
  Blank,
  OpenRound,
  CloseRound,
  OpenSquare,
  CloseSquare,
  OpenCurly,
  CloseCurly,
  Comma,
  Equals,
  Unset,
  Angle,
  Text,
  OpenText,
  CallName,
  NumberWord,
  Word,
  Colon,
  Stray,
];
