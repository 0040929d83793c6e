import { type Command, CommanderError } from 'commander';
import { sentence } from '../present/sentence.ts';
import { UsageError } from './usage-error.ts';

/**
 * Lets a command read its arguments; gives what it printed (help, version) instead of a request, if it did.
 *
 * Throws `UsageError` when the arguments make no sense.
 */
export function parseCommand(
  command: Command,
  argv: readonly string[],
  missing: UsageError,
): string | undefined {
  let printed = '';
  const output = {
    writeOut: (text: string) => {
      printed += text;
    },
    writeErr: () => undefined,
  };
  for (const one of [command, ...command.commands]) one.configureOutput(output).exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return printed;
    throw usageError(error, command.name(), missing);
  }
  return undefined;
}

/** Commander's message, sorted into what, why and what to do. */
function usageError(error: CommanderError, name: string, missing: UsageError): UsageError {
  if (error.code === 'commander.missingArgument') return missing;
  const text = error.message.replace(/^error: /, '');
  const [what = text, hint] = text.split('\n');
  const [, nearest] = /\(Did you mean (.+?)\?\)/.exec(hint ?? '') ?? [];
  const [first = what, allowed] = what.split(/(?<= is invalid\.) /);
  const remedy = nearest === undefined ? allowed : `Did you mean ${nearest}?`;
  const help = `\`${name} --help\` lists all options.`;
  return new UsageError(sentence(first), undefined, [remedy, help].filter(Boolean).join(' '));
}
