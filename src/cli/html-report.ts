import { presentAnalysis } from '../present/present-analysis.ts';
import { presentDetails } from '../present/present-details.ts';
import { presentStatistics } from '../present/stats-view.ts';
import { linesNearEvidence } from '../present/surroundings.ts';
import { renderHtml } from '../report/render-html.ts';
import { countAnalysis } from '../statistics/count-analysis.ts';
import type { ReportInput } from './formats.ts';

/** Everything that an HTML report shows: the details, numbers where there are several migrations, lines of the logs. */
export async function htmlReport({ analysis, madeAt, readLines }: ReportInput): Promise<string> {
  const model = presentAnalysis(analysis);
  const isOne = analysis.migrations.length < 2;
  const stats = isOne ? undefined : presentStatistics(countAnalysis(analysis));
  const details = presentDetails(analysis, model, await readLines(linesNearEvidence(analysis.findings)));
  return renderHtml(model, { details, stats, madeAt });
}
