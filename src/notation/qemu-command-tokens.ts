import { createToken } from 'chevrotain';

/** Blanks, and line ends hidden behind a backslash. */
export const Gap = createToken({ name: 'Gap', pattern: /(?:[ \t]|\\\r?\n)+/, line_breaks: true });

/** A line end of its own ends the command. */
export const LineEnd = createToken({ name: 'LineEnd', pattern: /\r?\n/, line_breaks: true });

export const SingleQuoted = createToken({ name: 'SingleQuoted', pattern: /'[^']*'/, line_breaks: true });

export const DoubleQuoted = createToken({
  name: 'DoubleQuoted',
  pattern: /"(?:[^"\\]|\\[^])*"/,
  line_breaks: true,
});

/** A quoted text whose end was cut off. */
export const OpenQuoted = createToken({ name: 'OpenQuoted', pattern: /['"][^]*/, line_breaks: true });

/** `NAME=` at the start of a word, the beginning of an environment assignment. */
export const VariableName = createToken({ name: 'VariableName', pattern: /[A-Za-z_][A-Za-z0-9_]*=/ });

export const Bare = createToken({ name: 'Bare', pattern: /(?:[^\s'"\\]|\\[^\r\n])+/, line_breaks: false });

/** A lone backslash at the end, or a kind of blank that no shell knows. */
export const Odd = createToken({ name: 'Odd', pattern: /[^]/, line_breaks: true });

/** In the order in which the lexer tries them; together they match any text. */
export const QEMU_COMMAND_TOKENS = [
  Gap,
  LineEnd,
  SingleQuoted,
  DoubleQuoted,
  OpenQuoted,
  VariableName,
  Bare,
  Odd,
];
