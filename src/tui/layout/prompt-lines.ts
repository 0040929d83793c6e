import { PROMPT_WORDS } from '../../present/screen-words.ts';
import { graphemes, textWidth } from '../../present/text-width.ts';
import { wrapText } from '../../present/wrap-text.ts';
import type { AppState, Prompt } from '../state/app-state.ts';
import { checkFilter } from '../state/filter.ts';
import { type Offer, offersOf } from '../state/suggest.ts';
import { cell, type Line, span } from './line.ts';

const MOST_OFFERS = 8;

/** The line being typed, with what it offers above and what is wrong with it below. */
export function promptLines(state: AppState, prompt: Prompt): readonly Line[] {
  const { columns, rows } = state.size;
  const label = ` ${PROMPT_WORDS[prompt.kind].label}: `;
  const offers = offerLines(offersOf(state, prompt), prompt.choice, columns, Math.min(MOST_OFFERS, rows - 9));
  const typed: Line = [span(label, 'accent', { bold: true }), ...caretLine(prompt)];
  const problem = prompt.kind === 'filter' ? problemLines(prompt.text, textWidth(label), columns) : [];
  return [rule(columns), ...offers, typed, ...problem];
}

/** A line from edge to edge. */
export function rule(columns: number): Line {
  return [span('─'.repeat(columns), 'quiet')];
}

function caretLine({ text, caret, kind }: Prompt): Line {
  if (text === '')
    return [span(' ', undefined, { inverse: true }), span(` ${PROMPT_WORDS[kind].hint}`, 'quiet')];
  const [at = ''] = [...graphemes(text.slice(caret))].map((one) => one.text);
  return [
    span(text.slice(0, caret)),
    span(at === '' ? ' ' : at, undefined, { inverse: true }),
    span(text.slice(caret + at.length)),
  ];
}

/** The chosen offer and as many around it as fit. */
function offerLines(
  offers: readonly Offer[],
  choice: number | undefined,
  columns: number,
  most: number,
): readonly Line[] {
  const count = Math.max(1, most);
  const from = Math.max(0, Math.min((choice ?? 0) - Math.floor(count / 2), offers.length - count));
  const shown = offers.slice(from, from + count);
  const width = Math.min(Math.floor(columns / 3), Math.max(0, ...offers.map(({ text }) => textWidth(text))));
  return shown.map(({ text, about, aside }, index) => {
    const isChosen = from + index === choice;
    return [
      span(isChosen ? ' ▌ ' : '   ', 'accent'),
      { ...cell(text, width, isChosen ? 'accent' : undefined), ...(isChosen ? { bold: true as const } : {}) },
      span('  '),
      ...(aside === '' ? [] : [cell(aside, 8, 'command'), span(' ')]),
      span(about, 'quiet'),
    ];
  });
}

/** A caret below the mistake, then what is wrong, why, and what to do. */
function problemLines(text: string, indent: number, columns: number): readonly Line[] {
  const checked = checkFilter(text);
  if (checked.type !== 'bad') return [];
  const { offset, length, what, fix } = checked.problem;
  const at = indent + textWidth(text.slice(0, offset));
  const width = Math.max(1, textWidth(text.slice(offset, offset + length)));
  return [
    [span(' '.repeat(Math.min(at, columns - 2))), span('^'.repeat(width), 'bad', { bold: true })],
    ...wrapText(what, columns - 4, 2).map((one) => [span(`   ${one}`, 'bad')]),
    ...wrapText(fix, columns - 4, 2).map((one) => [span(`   ${one}`, 'quiet')]),
  ];
}
