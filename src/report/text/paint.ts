import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import type { Tone } from '../../present/report-model.ts';

/** Colours by meaning; at level 0 it returns every text unchanged. */
export interface Paint {
  readonly tone: (tone: Tone, text: string) => string;
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly place: (text: string) => string;
  readonly command: (text: string) => string;
}

/** The level is told and never looked for: the same model gives the same bytes in a pipe and in CI. */
export function paintAt(level: ColorSupportLevel): Paint {
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
