import { presentDiagnostics } from '../../present/present-diagnostics.ts';
import { presentStatistics } from '../../present/stats-view.ts';
import { safeJson } from '../../present/safe-text.ts';
import { renderStats } from '../../report/render-stats.ts';
import { renderStatsCsv } from '../../report/stats-csv.ts';
import { paintAt } from '../../report/text/paint.ts';
import { countAnalysis } from '../../statistics/count-analysis.ts';
import { cannotReason, CANNOT, CLEAN, type ExitCode } from '../exit-code.ts';
import { runMessages } from '../messages.ts';
import { checkOutput, writeOutput } from '../output-file.ts';
import { shownOf } from '../redaction.ts';
import type { Analyzer } from '../run.ts';
import { colorLevel, inputOf, NO_TERMINAL, reportColumns, type Terminal } from '../terminal.ts';
import { write } from '../write.ts';
import type { LogCommand } from './arguments.ts';
import { chosenFormat, STATS_FORMATS } from './output-formats.ts';

/** `migscope stats`: counts the migrations of all logs given. */
export async function runStats(
  { arguments: args, options }: LogCommand,
  terminal: Terminal,
  { analyze }: Analyzer,
): Promise<ExitCode> {
  const { output, force } = args;
  const format = chosenFormat(STATS_FORMATS, options.format, output);
  if (output !== undefined) await checkOutput(output, force);
  const { analysis } = await shownOf(await analyze(args, inputOf(terminal)), args.redact);
  const reason = cannotReason(analysis, args);
  const statistics = countAnalysis(analysis);
  const target = output === undefined ? terminal.stdout : NO_TERMINAL;
  const layout = {
    columns: reportColumns(args.columns, target),
    paint: paintAt(colorLevel(args.color, target, terminal.env)),
  };
  const text = {
    text: () => renderStats(presentStatistics(statistics), layout),
    json: () => `${safeJson(JSON.stringify(statistics, null, 2))}\n`,
    csv: () => renderStatsCsv(statistics),
  }[format]();
  if (reason === undefined || format !== 'text') {
    if (output === undefined) await write(terminal.stdout, text);
    else await writeOutput(output, text, force);
  }
  const readers = format === 'text' ? 'people' : 'programs';
  await write(terminal.stderr, runMessages(presentDiagnostics(analysis), analysis, args, readers));
  return reason === undefined ? CLEAN : CANNOT;
}
