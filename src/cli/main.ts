import { fstatSync, readFileSync } from 'node:fs';
import type { OnProgress } from '../model/index.ts';
import { analyzeWith, readLinesWith } from './analyze-with.ts';
import { type Arguments, parseArguments, type Request } from './arguments.ts';
import { CANNOT, CLEAN } from './exit-code.ts';
import { bugMessage, usageMessage } from './messages.ts';
import type { LogRequest } from './commands/arguments.ts';
import type { RulesRequest } from './rules/arguments.ts';
import { type OpenScreen, run, type Stages } from './run.ts';
import { hasKeyboard } from './screen/keyboard.ts';
import { loadSettings, type Settings, withSettings } from './settings.ts';
import { colorLevel, reportColumns, showsProgress, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { write } from './write.ts';
import { holdYoungGeneration } from './young-generation.ts';

/**
 * Runs a command line and gives the exit code; never throws and never ends the process.
 *
 * Only what the command line needs is loaded: help and version load neither the analysis nor the screen.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal: Terminal = process;
  try {
    const version = ownVersion();
    const request = await parse(argv, version);
    switch (request.kind) {
      case 'print':
        await write(terminal.stdout, request.text);
        return CLEAN;
      case 'rules': {
        const { runRules } = await import('./rules/run-rules.ts');
        return await runRules(request.command, terminal, process.cwd(), version);
      }
      case 'command':
      case 'run': {
        const { arguments: given, given: names } = request.kind === 'run' ? request : request.command;
        const settings = await loadSettings(given.config, process.cwd(), given.paths);
        if (settings.diagnostics.length > 0 && !(await sayWrong(settings, terminal))) return CANNOT;
        const args = withSettings(given, names, settings);
        const analyze = (one: Arguments, stdin: AsyncIterable<Uint8Array>, show?: OnProgress) =>
          analyzeWith(one, stdin, version, holdYoungGeneration(show));
        const stages: Stages = {
          analyze: (one, stdin, onProgress) =>
            onProgress === undefined
              ? withProgressBar(terminal, (show) => analyze(one, stdin, show))
              : analyze(one, stdin, onProgress),
          readLines: readLinesWith,
        };
        const openScreen: OpenScreen = async (one, madeAt) => {
          const { runScreen } = await import('./screen/run-screen.ts');
          return runScreen(one, terminal, version, madeAt);
        };
        if (request.kind === 'run') return await run(args, terminal, stages, openScreen, hasKeyboard);
        const { runCommand } = await import('./commands/run-command.ts');
        return await runCommand({ ...request.command, arguments: args }, terminal, stages);
      }
    }
  } catch (error) {
    const message =
      error instanceof UsageError
        ? usageMessage(error)
        : bugMessage(error, Boolean(terminal.env.MIGSCOPE_DEBUG));
    await write(terminal.stderr, message);
    return CANNOT;
  }
}

async function parse(argv: readonly string[], version: string): Promise<Request | RulesRequest | LogRequest> {
  const [first, ...rest] = argv;
  if (first === 'rules' || first === 'explain') {
    const { parseExplainArguments, parseRulesArguments } = await import('./rules/arguments.ts');
    return first === 'rules' ? parseRulesArguments(rest) : parseExplainArguments(rest);
  }
  const { isCommandName, parseLogCommand } = await import('./commands/arguments.ts');
  return isCommandName(first) ? parseLogCommand(first, rest) : parseArguments(argv, version);
}

/** Prints what is wrong with the settings; false when the run must not go on. */
async function sayWrong({ diagnostics }: Settings, terminal: Terminal): Promise<boolean> {
  const { renderProblems } = await import('./rules/session.ts');
  const { paintAt } = await import('../report/text/paint.ts');
  const paint = paintAt(colorLevel('auto', terminal.stderr, terminal.env));
  const layout = { columns: reportColumns(undefined, terminal.stderr), paint };
  await write(terminal.stderr, renderProblems(layout, diagnostics));
  return diagnostics.every(({ severity }) => severity !== 'error');
}

/** Shows on a terminal how far the work has come, and takes that away before anything else is printed. */
async function withProgressBar<T>(
  terminal: Terminal,
  work: (show: OnProgress | undefined) => Promise<T>,
): Promise<T> {
  if (!isDevice(STANDARD_ERROR) || !showsProgress(terminal)) return work(undefined);
  const { ProgressBar } = await import('./progress-bar.ts');
  const bar = new ProgressBar(terminal.stderr);
  try {
    return await work(bar.show);
  } finally {
    bar.clear();
  }
}

const STANDARD_ERROR = 2;

/** A file or a pipe is no terminal; the stream itself would have to be opened to be asked. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

/** The same two levels up from `src/cli` and from `dist/cli`. */
function ownVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
