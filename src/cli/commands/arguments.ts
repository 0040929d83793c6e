import { Command, Option } from 'commander';
import {
  type Arguments,
  complete,
  givenOptions,
  NO_LOGS,
  type Options as LogOptions,
  withLogOptions,
} from '../arguments.ts';
import { parseCommand } from '../parse-command.ts';
import { STATS_FORMATS } from './output-formats.ts';

export const COMMAND_NAMES = ['stats'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** A command that reads logs and answers something else than the report. */
export interface LogCommand {
  readonly name: CommandName;
  readonly arguments: Arguments;
  /** What only this command has. */
  readonly options: CommandOptions;
  readonly given: ReadonlySet<string>;
}

export interface CommandOptions {
  readonly format: string | undefined;
}

export type LogRequest =
  | { readonly kind: 'command'; readonly command: LogCommand }
  | { readonly kind: 'print'; readonly text: string };

/** True for the first word of a command line that begins one of these commands. */
export function isCommandName(word: string | undefined): word is CommandName {
  return COMMAND_NAMES.some((name) => name === word);
}

/** Reads what follows the name of a command; throws `UsageError` when it makes no sense. */
export function parseLogCommand(name: CommandName, argv: readonly string[]): LogRequest {
  const command = COMMANDS[name]();
  const printed = parseCommand(command, argv, NO_LOGS);
  if (printed !== undefined) return { kind: 'print', text: printed };
  const { format, ...options } = command.opts<Omit<LogOptions, 'format'> & Partial<CommandOptions>>();
  return {
    kind: 'command',
    command: {
      name,
      arguments: complete(command.args, options),
      options: { format },
      given: givenOptions(command),
    },
  };
}

const COMMANDS: Readonly<Record<CommandName, () => Command>> = {
  stats: () =>
    withLogOptions(
      new Command('migscope stats')
        .description('How many migrations went how: rates, durations, downtimes, causes, hosts, over time.')
        .usage('[options] <path…>')
        .addOption(
          new Option('--format <format>', 'text, json or csv (default: by --output, else text)').choices(
            STATS_FORMATS,
          ),
        ),
    ).addHelpText('after', STATS_HELP),
};

const STATS_HELP = `
Examples:
  migscope stats cases/
  migscope stats cases/ --since 2026-11-01 --format csv --output november.csv
  migscope stats cases/ --where 'kind = block' --format json | jq .success

Exit codes:
  0  counted
  2  the job could not be done
`;
