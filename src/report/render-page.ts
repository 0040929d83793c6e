import type { Block, Page, PageStep } from '../present/page.ts';
import { padText, textWidth } from '../present/text-width.ts';
import { wrapText } from '../present/wrap-text.ts';
import { type Layout, paragraph, section } from './text/layout.ts';

const INDENT = 2;

/** A page for a terminal. */
export function renderPage(page: Page, layout: Layout): string {
  const { paint } = layout;
  const lines = [
    ...paragraph(layout, page.title, 0, paint.strong),
    ...paragraph(layout, page.kind, 0, paint.quiet),
    ...page.sections.flatMap(({ heading, blocks }) =>
      section(
        layout,
        heading,
        blocks.flatMap((block, index) => [...(index > 0 ? [''] : []), ...blockLines(layout, block)]),
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function blockLines(layout: Layout, block: Block): readonly string[] {
  switch (block.type) {
    case 'text':
      return paragraph(layout, block.text, INDENT);
    case 'list':
      return block.items.flatMap(({ text, level }) => hanging(layout, '- ', text, INDENT + 2 * level));
    case 'steps':
      return block.steps.flatMap((step, index) => stepLines(layout, step, index + 1));
    case 'table':
      return tableLines(layout, block.rows);
    case 'verbatim':
      return block.lines.map((line) => `${' '.repeat(INDENT)}${line}`);
  }
}

function stepLines(layout: Layout, step: PageStep, number: number): readonly string[] {
  const { paint } = layout;
  const indent = INDENT + 3;
  const [first = '', ...rest] = paragraph(layout, step.text, indent);
  const where = paint.tone(step.isDangerous ? 'bad' : 'quiet', step.where);
  return [
    `${' '.repeat(INDENT)}${padText(`${number}.`, 3)}${where}`,
    first,
    ...rest,
    ...(step.precondition === undefined ? [] : hanging(layout, 'Only if: ', step.precondition, indent)),
    ...(step.command === undefined ? [] : [`${' '.repeat(indent)}${paint.command(step.command)}`]),
  ];
}

function tableLines(layout: Layout, rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, textWidth(cell));
    });
  }
  return rows.flatMap((row) => {
    const cells = row.slice(0, -1).map((cell, index) => padText(cell, widths[index] ?? 0));
    const head = cells.map((cell) => `${cell}  `).join('');
    return hanging(layout, head, row.at(-1) ?? '', INDENT);
  });
}

/** A paragraph whose first line begins with a mark, the others below its text. */
function hanging(layout: Layout, mark: string, text: string, indent: number): readonly string[] {
  const room = layout.columns - indent - textWidth(mark);
  const lines = wrapText(text, Math.max(room, 20));
  const below = ' '.repeat(indent + textWidth(mark));
  return lines.length === 0
    ? [`${' '.repeat(indent)}${mark}`.trimEnd()]
    : lines.map((line, index) => (index === 0 ? `${' '.repeat(indent)}${mark}${line}` : below + line));
}
