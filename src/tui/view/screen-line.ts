import type { Tone } from '../../present/report-model.ts';
import { wrapText } from '../../present/wrap-text.ts';

/** One line of a screen, no wider than the terminal. */
export interface ScreenLine {
  readonly text: string;
  readonly tone: Tone;
  readonly weight: 'normal' | 'strong' | 'heading' | 'place' | 'command';
}

/** A text as lines behind an indentation; long words such as paths and commands go on in the next line. */
export function screenLines(
  text: string,
  columns: number,
  style: { readonly indent?: number; readonly tone?: Tone; readonly weight?: ScreenLine['weight'] } = {},
): readonly ScreenLine[] {
  const { indent = 0, tone = 'plain', weight = 'normal' } = style;
  return wrapText(text, columns - indent).map((line) => ({ text: ' '.repeat(indent) + line, tone, weight }));
}

export const BLANK: ScreenLine = { text: ' ', tone: 'plain', weight: 'normal' };
