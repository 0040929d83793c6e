import type { Tone } from '../../present/report-model.ts';
import { textWidth } from '../../present/text-width.ts';
import { wrapText } from '../../present/wrap-text.ts';
import { BLANK, type Ink, type Line, type Span, span } from './line.ts';
import type { Row, Sheet } from './sheet.ts';

interface Block {
  readonly row: Row;
  readonly draw: (how: Parameters<Sheet['draw']>[1]) => readonly Line[];
}

export type RowFacts = Partial<Omit<Row, 'height' | 'text' | 'key'>> & { readonly key?: string };

/** Puts a page together block by block; each block knows its lines, so that the state can move over them. */
export class PageBuilder {
  readonly columns: number;
  private readonly blocks: Block[] = [];

  constructor(columns: number) {
    this.columns = columns;
  }

  /** A block of ready lines. */
  add(lines: readonly Line[], facts: RowFacts = {}): this {
    return this.draw(lines.length, () => lines, textOf(lines), facts);
  }

  /** A block whose look depends on the state: ticked, marked, under the cursor. */
  draw(height: number, draw: Block['draw'], text: string, facts: RowFacts = {}): this {
    const key = facts.key ?? `${String(this.blocks.length)} ${text.slice(0, 40)}`;
    this.blocks.push({
      row: { isStop: false, tone: 'plain', ...facts, key, height, text },
      draw,
    });
    return this;
  }

  blank(): this {
    return this.add([BLANK]);
  }

  heading(text: string, aside = ''): this {
    return this.add([
      BLANK,
      [span(text, 'accent', { bold: true }), span(aside === '' ? '' : `  ${aside}`, 'quiet')],
    ]);
  }

  /** A paragraph behind a lead such as a bullet; its other lines hang below its text. */
  paragraph(
    lead: Line,
    text: string,
    ink?: Ink,
    facts: RowFacts = {},
    style: Omit<Span, 'text' | 'ink'> = {},
  ): this {
    return this.add(hanging(lead, text, this.columns, ink, style), facts);
  }

  sheet(empty: readonly Line[] = []): Sheet {
    const { blocks } = this;
    return {
      head: [],
      rows: blocks.map(({ row }) => row),
      draw: (index, how) => blocks[index]?.draw(how) ?? [],
      empty,
    };
  }
}

/** A text wrapped behind a lead. */
export function hanging(
  lead: Line,
  text: string,
  columns: number,
  ink?: Ink,
  style: Omit<Span, 'text' | 'ink'> = {},
): readonly Line[] {
  const indent = lead.reduce((sum, { text: one }) => sum + textWidth(one), 0);
  const [first = '', ...rest] = wrapText(text, columns - indent - 1);
  return [
    [...lead, span(first, ink, style)],
    ...rest.map((one) => [span(' '.repeat(indent)), span(one, ink, style)]),
  ];
}

/** What a tone is drawn as besides its colour. */
export const TONE_MARKS: Readonly<Record<Tone, string>> = {
  bad: '✘',
  warn: '!',
  good: '✔',
  plain: '·',
  quiet: ' ',
};

/** A whole command or place, never cut: what does not fit goes on in the next line. */
export function unbroken(lead: Line, text: string, columns: number, ink: Ink): readonly Line[] {
  return hanging(lead, text, columns, ink);
}

function textOf(lines: readonly Line[]): string {
  return lines.map((one) => one.map(({ text }) => text).join('')).join(' ');
}
