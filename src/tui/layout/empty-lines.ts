import { wrapText } from '../../present/wrap-text.ts';
import { BLANK, line, type Line } from './line.ts';

/** Sentences for a screen that has nothing else: the first stands out. */
export function emptyLines(texts: readonly string[], columns: number): readonly Line[] {
  const [first = '', ...rest] = texts;
  const indent = (text: string): string => `  ${text}`;
  return [
    BLANK,
    ...wrapText(first, columns - 4).map((text) => line(indent(text), 'plain', { bold: true })),
    ...rest.flatMap((text) => wrapText(text, columns - 4).map((one) => line(indent(one), 'quiet'))),
  ];
}
