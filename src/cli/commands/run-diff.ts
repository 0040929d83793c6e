import { existsSync } from 'node:fs';
import { chooseMigrations, type Choice } from '../../comparison/choose-migrations.ts';
import { compareMigrations } from '../../comparison/compare-migrations.ts';
import { presentDiagnostics } from '../../present/present-diagnostics.ts';
import { presentComparison } from '../../present/comparison-view.ts';
import { safeJson } from '../../present/safe-text.ts';
import { renderComparison } from '../../report/render-comparison.ts';
import { paintAt } from '../../report/text/paint.ts';
import { CANNOT, cannotReason, CLEAN, type ExitCode } from '../exit-code.ts';
import { runMessages, threeParts } from '../messages.ts';
import { checkOutput, writeOutput } from '../output-file.ts';
import { shownOf } from '../redaction.ts';
import type { Analyzer } from '../run.ts';
import { colorLevel, inputOf, NO_TERMINAL, reportColumns, type Terminal } from '../terminal.ts';
import { write } from '../write.ts';
import { NO_LOGS } from '../arguments.ts';
import type { LogCommand } from './arguments.ts';
import { chosenFormat, DIFF_FORMATS } from './output-formats.ts';

/** `migscope diff`: one migration beside another. */
export async function runDiff(
  { arguments: given, options }: LogCommand,
  terminal: Terminal,
  { analyze }: Analyzer,
): Promise<ExitCode> {
  const { names, paths } = splitOperands(given.paths);
  if (paths.length === 0) throw NO_LOGS;
  const args = { ...given, paths };
  const { output, force } = args;
  const format = chosenFormat(DIFF_FORMATS, options.format, output);
  if (output !== undefined) await checkOutput(output, force);
  const whole = await analyze(args, inputOf(terminal));
  const { analysis, redact } = await shownOf(whole, args.redact);
  // Names on the command line are those of the logs.
  const choice = redact(chooseMigrations(whole.migrations, names));
  const messages = runMessages(presentDiagnostics(analysis), analysis, args, 'programs');
  const isUnusable = cannotReason(analysis, args) !== undefined;
  if (isUnusable || choice.type !== 'chosen') {
    const why = isUnusable || choice.type === 'chosen' ? '' : whyNot(choice);
    await write(terminal.stderr, messages + why);
    return CANNOT;
  }
  const comparison = compareMigrations(analysis, choice.left, choice.right, choice.likeness);
  const target = output === undefined ? terminal.stdout : NO_TERMINAL;
  const layout = {
    columns: reportColumns(args.columns, target),
    paint: paintAt(colorLevel(args.color, target, terminal.env)),
  };
  const text =
    format === 'json'
      ? `${safeJson(JSON.stringify(comparison, null, 2))}\n`
      : renderComparison(presentComparison(comparison, analysis), layout);
  if (output === undefined) await write(terminal.stdout, text);
  else await writeOutput(output, text, force);
  await write(terminal.stderr, messages);
  return CLEAN;
}

const MOST_NAMES = 2;

/** The first words that are no paths name migrations; a path with such a name is written as `./name`. */
function splitOperands(operands: readonly string[]): {
  readonly names: readonly string[];
  readonly paths: readonly string[];
} {
  const isPath = (word: string): boolean => word === '-' || /[/\\*?[\]{}]/.test(word) || existsSync(word);
  const first = operands.findIndex((word, index) => index === MOST_NAMES || isPath(word));
  const at = first < 0 ? operands.length : first;
  return { names: operands.slice(0, at), paths: operands.slice(at) };
}

function whyNot(choice: Exclude<Choice, { readonly type: 'chosen' }>): string {
  switch (choice.type) {
    case 'no-such':
      return threeParts(
        `error: no migration is called ${choice.name}.`,
        'No id, UUID, request, instance or domain in these logs begins like that.',
        'Run migscope on the logs to see which migrations there are.',
      );
    case 'several':
      return threeParts(
        `error: ${choice.name} is the name of ${String(choice.ids.length)} migrations.`,
        undefined,
        `Use an id: ${choice.ids.join(' ')}`,
      );
    case 'same':
      return threeParts(
        `error: both names are of ${choice.id}.`,
        undefined,
        'Name two different migrations.',
      );
    case 'none-failed':
      return threeParts(
        'error: there is no migration that did not complete.',
        'Without names, the last that failed is held against one that completed.',
        'Name two migrations: migscope diff <migration> <migration> <path…>',
      );
    case 'alone':
      return threeParts(
        `error: there is nothing to hold ${choice.left.id} against.`,
        'No other migration in these logs completed.',
        'Give the logs of one that completed as well, or name two migrations.',
      );
  }
}
