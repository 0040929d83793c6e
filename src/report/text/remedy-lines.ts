import type { RemedyView } from '../../present/report-model.ts';
import { type Layout, paragraph } from './layout.ts';

/**
 * Numbered steps: where, what, and the command alone on its line, unwrapped, to be copied.
 *
 * The precondition of a destructive step stands before its command, where the eye passes first.
 */
export function remedyLines(
  layout: Layout,
  remedies: readonly RemedyView[],
  indent: number,
): readonly string[] {
  return remedies.flatMap((remedy, index) => remedyStep(layout, remedy, indent, `${index + 1}. `));
}

function remedyStep(layout: Layout, remedy: RemedyView, indent: number, number: string): readonly string[] {
  const { paint } = layout;
  const inner = indent + number.length;
  const mark = remedy.destroys ? `[!! ${remedy.effect}]` : `[${remedy.effect}]`;
  const lead = `${remedy.where} ${mark}`;
  const [first = '', ...rest] = paragraph(layout, `${lead} ${remedy.text}`, inner);
  const painted = first
    .replace(mark, () => paint.tone(remedy.tone, mark))
    .replace(remedy.where, paint.strong);
  const lines = [' '.repeat(indent) + number + painted.slice(inner), ...rest];
  if (remedy.precondition !== undefined) {
    const style = (text: string): string => paint.tone(remedy.tone, text);
    lines.push(...paragraph(layout, `Only when: ${remedy.precondition}`, inner, style));
  }
  if (remedy.command !== undefined) lines.push(' '.repeat(inner) + paint.command(remedy.command));
  return lines;
}
