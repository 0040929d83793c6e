import type { ColorSupportLevel } from 'chalk';
import type { Tone } from '../../present/report-model.ts';
import { colorPaint } from './color-paint.ts';

/** Colours by meaning; at level 0 it returns every text unchanged. */
export interface Paint {
  readonly tone: (tone: Tone, text: string) => string;
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly place: (text: string) => string;
  readonly command: (text: string) => string;
}

const same = (text: string): string => text;
const PLAIN: Paint = {
  tone: (_, text) => text,
  heading: same,
  strong: same,
  quiet: same,
  place: same,
  command: same,
};

/** The level is told and never looked for: the same model gives the same bytes in a pipe and in CI. */
export function paintAt(level: ColorSupportLevel): Paint {
  return level === 0 ? PLAIN : colorPaint(level);
}
