import stringWidth from 'string-width';

let segmenter: Intl.Segmenter | undefined;

/** What a reader calls one character, of any script, each with the terminal columns it takes. */
export function* wideGraphemes(text: string): Generator<{ readonly text: string; readonly width: number }> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) {
    yield { text: segment, width: stringWidth(segment) };
  }
}

/** How many terminal columns a text of any script takes. */
export function wideTextWidth(text: string): number {
  return stringWidth(text);
}
