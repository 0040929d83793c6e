import type { CheckModel } from '../present/check-view.ts';
import { type Layout, paragraph } from './text/layout.ts';

/** Why a check fails, for a terminal or the log of a CI job; `problems` are laid out already. Empty when all is well. */
export function renderCheck({ groups, summary }: CheckModel, problems: string, layout: Layout): string {
  if (summary === '') return '';
  const { paint } = layout;
  const lines = groups.flatMap((group) => [
    `${paint.tone(group.tone, group.mark)} ${paint.strong(group.headline)}`,
    ...paragraph(layout, group.origin, 2, paint.quiet),
    ...group.findings.flatMap((finding) => [
      ...paragraph(layout, `${paint.tone(finding.tone, finding.severity)}: ${finding.title}`, 2),
      ...(finding.place === '' ? [] : [`    ${paint.place(finding.place)}`]),
      ...paragraph(layout, finding.handle, 4, paint.quiet),
    ]),
    '',
  ]);
  return [...lines, ...(problems === '' ? [] : [problems]), `${paint.strong(summary)}\n`].join('\n');
}
