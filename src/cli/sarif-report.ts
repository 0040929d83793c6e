import { judge } from '../gate/judge.ts';
import { renderSarif } from '../report/sarif/render-sarif.ts';
import type { ReportInput } from './formats.ts';
import { helpPages } from './rules/help-pages.ts';

/** The findings of an analysis as SARIF, with the pages of their rules. */
export function sarifReport({
  analysis,
  failOn,
  packs,
  isDone,
  madeAt,
}: Pick<ReportInput, 'analysis' | 'failOn' | 'packs' | 'isDone' | 'madeAt'>): string {
  const pages = helpPages(new Set(analysis.findings.map(({ ruleId }) => ruleId)), new Set(), packs);
  return renderSarif(analysis, {
    judgement: judge(analysis, { failOn }),
    problems: [],
    pages,
    isDone,
    madeAt,
  });
}
