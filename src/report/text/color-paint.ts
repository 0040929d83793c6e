import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import type { Tone } from '../../present/report-model.ts';
import type { Paint } from './paint.ts';

/** Paints for a terminal; apart, because chalk looks at the terminal when it is loaded. */
export function colorPaint(level: ColorSupportLevel): Paint {
  const chalk = new Chalk({ level });
  const tones: Readonly<Record<Tone, ChalkInstance>> = {
    bad: chalk.red.bold,
    warn: chalk.yellow,
    good: chalk.green,
    plain: chalk.reset,
    quiet: chalk.dim,
  };
  return {
    tone: (tone, text) => (tone === 'plain' ? text : tones[tone](text)),
    heading: (text) => chalk.bold.underline(text),
    strong: (text) => chalk.bold(text),
    quiet: (text) => chalk.dim(text),
    place: (text) => chalk.cyan(text),
    command: (text) => chalk.bold.cyan(text),
  };
}
