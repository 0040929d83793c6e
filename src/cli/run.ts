import type { Analysis } from '../model/index.ts';
import type { Arguments } from './arguments.ts';
import { cannotReason, exitCode, type ExitCode } from './exit-code.ts';
import { cannotMessage, diagnosticMessage } from './messages.ts';
import { colorLevel, reportColumns, type Terminal } from './terminal.ts';
import { write } from './write.ts';

/** The stages a run goes through; loaded only when there is something to run, so that --help stays quick. */
export interface Stages {
  readonly analyze: (args: Arguments, stdin: AsyncIterable<Uint8Array>) => Promise<Analysis>;
}

/** Analyses, shows the result where the command line wants it, and says how it went. */
export async function run(args: Arguments, terminal: Terminal, stages: Stages): Promise<ExitCode> {
  const analysis = await stages.analyze(args, terminal.stdin);
  const reason = cannotReason(analysis, args);
  const code = exitCode(analysis, args);
  const { presentAnalysis } = await import('../present/present-analysis.ts');
  const model = presentAnalysis(analysis);
  const messages = model.diagnostics
    .filter(({ code }) => reason !== 'no-such-migration' || code !== 'no-migration-selected')
    .filter(({ tone }) => tone === 'bad' || (tone === 'warn' && args.format !== 'json'))
    .map(diagnosticMessage);
  if (reason !== undefined) messages.push(cannotMessage(reason, args, analysis));

  const color = colorLevel(args.color, terminal.stdout, terminal.env);
  if (args.format === 'json') {
    const { renderJson } = await import('../report/render-json.ts');
    await write(terminal.stdout, renderJson(analysis));
  } else if (opensScreen(args, terminal) && analysis.migrations.length > 0) {
    const { openScreen } = await import('../tui/open-screen.tsx');
    await openScreen(model, { stdin: terminal.stdin, stdout: terminal.stdout, color });
  } else if (reason === undefined || analysis.migrations.length > 0) {
    const { renderText } = await import('../report/render-text.ts');
    const columns = reportColumns(args.columns, terminal.stdout);
    await write(terminal.stdout, renderText(model, { columns, color }));
  }
  await write(terminal.stderr, messages.join(''));
  return code;
}

/** Keys come from standard input: it must be a terminal too, and not the log being read. */
function opensScreen(args: Arguments, { stdin, stdout, env }: Terminal): boolean {
  const interactive = stdout.isTTY && stdin.isTTY && env.TERM !== 'dumb';
  return interactive && args.tui && args.format === undefined && !args.paths.includes('-');
}
