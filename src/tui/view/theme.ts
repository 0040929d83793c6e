import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import type { Ink, Line, Span } from '../layout/line.ts';
import type { ScreenLine } from '../layout/screen-lines.ts';

export type Background = 'dark' | 'light';

/** How a line becomes what a terminal is sent. */
export interface Theme {
  readonly paint: (line: Line, kind: ScreenLine['kind']) => string;
}

interface Look {
  /** Of the sixteen colours, which follow the terminal's own theme. */
  readonly ansi: 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'gray' | undefined;
  readonly dark: string;
  readonly light: string;
}

/**
 * Okabe and Ito's palette, which people with any colour vision can tell apart, darkened for light backgrounds to a
 * contrast of 4.5; bad and good differ in brightness, too, and everything has a mark besides.
 */
const LOOKS: Readonly<Record<Ink, Look>> = {
  bad: { ansi: 'red', dark: '#ff8a5c', light: '#a63c00' },
  warn: { ansi: 'yellow', dark: '#f0c348', light: '#7a5600' },
  good: { ansi: 'green', dark: '#3fc39a', light: '#00654a' },
  plain: { ansi: undefined, dark: '', light: '' },
  quiet: { ansi: 'gray', dark: '#8a8f98', light: '#62676f' },
  accent: { ansi: 'cyan', dark: '#6fc3f0', light: '#005a8c' },
  place: { ansi: 'blue', dark: '#8fb4ff', light: '#1d4ea8' },
  command: { ansi: 'cyan', dark: '#6fc3f0', light: '#005a8c' },
  phase: { ansi: 'blue', dark: '#6ea8e8', light: '#00528f' },
  hit: { ansi: 'yellow', dark: '#f0e442', light: '#6b5d00' },
  memory: { ansi: 'cyan', dark: '#56b4e9', light: '#005a8c' },
  disk: { ansi: 'yellow', dark: '#e69f00', light: '#7a5600' },
  sent: { ansi: 'green', dark: '#3fc39a', light: '#00654a' },
  dirtied: { ansi: 'magenta', dark: '#e39bc6', light: '#8e3a6c' },
  downtime: { ansi: 'yellow', dark: '#f0e442', light: '#6b5d00' },
};

/** A text's colour on a known background; nothing for the terminal's own. */
export function colorOf(ink: Ink | undefined, background: Background): string | undefined {
  const color = ink === undefined ? '' : LOOKS[ink][background];
  return color === '' ? undefined : color;
}

/** Backgrounds need 256 colours; with fewer the cursor's row is bold. */
export const CURSOR: Readonly<Record<Background, string>> = { dark: '#2d3a4b', light: '#d8e6f5' };
export const BAR: Readonly<Record<Background, string>> = { dark: '#22303f', light: '#cfdfee' };

/** A theme for so many colours; without a known background the sixteen colours of the terminal's theme are used. */
export function themeOf(level: ColorSupportLevel, background: Background | undefined): Theme {
  // NO_COLOR asks for no colours; bold and inverse text are none.
  const chalk = new Chalk({ level: level === 0 ? 1 : level });
  const isRich = level >= 2 && background !== undefined;
  const ground = background ?? 'dark';
  const inkOf = (base: ChalkInstance, ink: Ink | undefined): ChalkInstance => {
    if (ink === undefined) return base;
    const look = LOOKS[ink];
    if (ink === 'hit') return base.inverse;
    if (look.ansi === undefined || level === 0) return base;
    return isRich ? base.hex(look[ground]) : base[look.ansi];
  };
  const bases: Readonly<Record<ScreenLine['kind'], ChalkInstance>> = {
    plain: chalk,
    cursor: isRich ? chalk.bgHex(CURSOR[ground]) : chalk.bold,
    bar: isRich ? chalk.bgHex(BAR[ground]) : chalk.inverse,
  };
  return {
    paint: (line, kind) => {
      // Coloured text on an inverse bar would come out as a coloured background.
      const isPlain = kind === 'bar' && !isRich;
      return line.map((span) => styled(inkOf(bases[kind], isPlain ? undefined : span.ink), span)).join('');
    },
  };
}

function styled(base: ChalkInstance, { text, bold, underline, inverse }: Span): string {
  let style = base;
  if (bold === true) style = style.bold;
  if (underline === true) style = style.underline;
  if (inverse === true) style = style.inverse;
  return style(text);
}
