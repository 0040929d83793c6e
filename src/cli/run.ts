import { existsSync } from 'node:fs';
import type { Analysis, LineNumbers, LineTexts, OnProgress } from '../model/index.ts';
import type { Arguments } from './arguments.ts';
import { cannotReason, exitCode, type ExitCode } from './exit-code.ts';
import { type Format, formatOf, formatOfFile, type ReportInput } from './formats.ts';
import { runMessages } from './messages.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { shownOf } from './redaction.ts';
import { sourceDate } from './source-date.ts';
import { colorLevel, inputOf, NO_TERMINAL, reportColumns, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { write } from './write.ts';

/** What analyses logs; loaded only when there is something to run, so that --help stays quick. */
export interface Analyzer {
  /** Without `onProgress` a line on standard error shows it, where that is a terminal. */
  readonly analyze: (
    args: Arguments,
    stdin: AsyncIterable<Uint8Array>,
    onProgress?: OnProgress,
  ) => Promise<Analysis>;
}

/** The stages that a report is made by. */
export interface Stages extends Analyzer {
  /** Reads lines of the same logs once more; standard input has none left. */
  readonly readLines: (args: Arguments, wanted: LineNumbers) => Promise<LineTexts>;
}

/** Opens the screen, which runs the analysis itself; resolves when the user leaves it. */
export type OpenScreen = (args: Arguments, madeAt: string | undefined) => Promise<ExitCode>;

const FOLLOWED_BY_NOBODY = new UsageError(
  '--follow needs the screen.',
  'A report is made once, and the screen opens on a terminal only, without --format, --output and --no-tui.',
  'Run it on a terminal, or leave --follow out.',
);

/** Analyses, shows the result where the command line wants it, and says how it went. */
export async function run(
  args: Arguments,
  terminal: Terminal,
  stages: Stages,
  openScreen?: OpenScreen,
  hasKeyboard: () => boolean = () => false,
): Promise<ExitCode> {
  const { output } = args;
  const madeAt = sourceDate(terminal.env);
  const format = formatOf(args.format ?? (output === undefined ? undefined : formatOfFile(output)) ?? 'text');
  if (output !== undefined) await checkOutput(output, args.force);
  if (openScreen !== undefined && isForScreen(args, terminal, hasKeyboard)) return openScreen(args, madeAt);
  if (args.follow) throw FOLLOWED_BY_NOBODY;
  const shown = await shownOf(await stages.analyze(args, inputOf(terminal)), args.redact);
  const { analysis } = shown;
  const reason = cannotReason(analysis, args);
  const target = output === undefined ? terminal.stdout : NO_TERMINAL;
  const color = colorLevel(args.color, target, terminal.env);
  if (format.readers === 'programs' || reason === undefined || analysis.migrations.length > 0) {
    const columns = reportColumns(args.columns, target);
    const { failOn, rules: packs, csvOf = 'migrations' } = args;
    const isDone = reason === undefined;
    const readLines = shown.linesBy((wanted) => stages.readLines(args, wanted));
    const input = { analysis, columns, color, madeAt, failOn, packs, isDone, csvOf, readLines };
    await giveOut(input, args, format, terminal);
  }
  const { presentDiagnostics } = await import('../present/present-diagnostics.ts');
  const said = runMessages(presentDiagnostics(analysis), analysis, args, format.readers);
  if (said !== '') await write(terminal.stderr, said);
  return exitCode(analysis, args);
}

async function giveOut(
  input: ReportInput,
  { output, force }: Arguments,
  format: Format,
  terminal: Terminal,
): Promise<void> {
  const render = await format.load();
  const text = await render(input);
  if (output === undefined) await write(terminal.stdout, text);
  else await writeOutput(output, text, force);
}

/** Keys come from standard input, which must be a terminal too; where it is the log, from the terminal behind it. */
function isForScreen(args: Arguments, terminal: Terminal, hasKeyboard: () => boolean): boolean {
  if (!terminal.stdout.isTTY || terminal.env.TERM === 'dumb') return false;
  const { stdin } = terminal;
  const interactive = args.paths.includes('-') ? !stdin.isTTY && hasKeyboard() : stdin.isTTY;
  const asked = args.format ?? args.output;
  return interactive && args.tui && asked === undefined && args.paths.every(isThere);
}

/** A path that is not there is better told on the command line; a pattern may match something. */
function isThere(path: string): boolean {
  return path === '-' || existsSync(path) || /[*?[{]/.test(path);
}
