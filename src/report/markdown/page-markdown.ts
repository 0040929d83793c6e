import type { Block, Page, PageStep } from '../../present/page.ts';
import { address, fence, plain } from './escape.ts';
import { page as document, section, table } from './layout.ts';

const INDENT = '   ';

/** A page of documentation as Markdown. */
export function pageMarkdown(page: Page): string {
  return document([
    `# ${plain(page.title)}`,
    '',
    plain(page.kind),
    '',
    ...page.sections.flatMap(({ heading, blocks }) =>
      section(
        2,
        plain(heading),
        blocks.flatMap((block) => [...blockLines(block), '']),
      ),
    ),
  ]);
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case 'text':
      return [plain(block.text)];
    case 'list':
      return block.items.map(({ text, level }) => `${'  '.repeat(level)}- ${plain(text)}`);
    case 'steps':
      return block.steps.flatMap((step, index) => stepLines(step, index + 1));
    case 'table':
      return table(
        [...(block.rows[0] ?? []).keys()].map(() => ''),
        block.rows.map((row) => row.map(plain)),
      );
    case 'verbatim':
      return block.lines.every((line) => /^https?:/.test(line))
        ? block.lines.map((line) => `- ${address(line)}`)
        : fence(block.lines, 'text');
  }
}

function stepLines(step: PageStep, number: number): readonly string[] {
  return [
    `${String(number)}. **${plain(step.where)}**: ${plain(step.text)}`,
    ...(step.precondition === undefined ? [] : ['', `${INDENT}**Only if:** ${plain(step.precondition)}`]),
    ...(step.command === undefined ? [] : ['', ...fence([step.command], 'sh', INDENT)]),
    '',
  ];
}
