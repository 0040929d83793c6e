import type { ConfigurationModel, StatementView } from '../present/configuration-model.ts';
import { padText, textWidth } from '../present/text-width.ts';
import { noteLines, renderProblem } from './render-problem.ts';
import type { Layout } from './text/layout.ts';

/** What is wrong with configurations for a terminal: each statement with its line, the reason and the way out. */
export function renderConfiguration(
  { hosts, statements, summary }: ConfigurationModel,
  layout: Layout,
): string {
  const { paint } = layout;
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));
  const names = widest(hosts.map(({ host }) => host));
  const releases = widest(hosts.map(({ release }) => release));
  const rows = hosts.map(
    ({ host, release, read }) =>
      `${paint.strong(padText(host, names))}  ${padText(release, releases)}  ${paint.quiet(read)}`,
  );
  return [
    ...rows,
    '',
    ...statements.flatMap((one) => [statementText(one, layout), '']),
    paint.strong(summary),
    '',
  ].join('\n');
}

function statementText({ problem, line, see, also }: StatementView, layout: Layout): string {
  const gutter = ' '.repeat(String(problem.line ?? '').length + 1);
  return [
    renderProblem(layout, problem, line),
    ...see.flatMap(({ place, text }) => noteLines(layout, gutter, 'see', `${place}: ${text}`)),
    ...(also.length === 0 ? [] : noteLines(layout, gutter, 'also', also.join(', '))),
  ].join('\n');
}
