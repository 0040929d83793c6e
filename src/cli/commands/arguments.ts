import { Command, Option } from 'commander';
import {
  type Arguments,
  complete,
  failOnOption,
  givenOptions,
  NO_LOGS,
  type Options as LogOptions,
  withLogOptions,
} from '../arguments.ts';
import { parseCommand } from '../parse-command.ts';
import { CHECK_FORMATS, CONFIG_FORMATS, DIFF_FORMATS, STATS_FORMATS } from './output-formats.ts';

export const COMMAND_NAMES = ['check', 'config', 'diff', 'stats'] as const;
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
  readonly format?: string;
  readonly release?: string;
  readonly expect?: string;
  readonly writeExpect?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
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
  const { format: _format, ...options } = command.opts<LogOptions>();
  return {
    kind: 'command',
    command: {
      name,
      arguments: complete(command.args, options),
      options: command.opts<CommandOptions>(),
      given: givenOptions(command),
    },
  };
}

const COMMANDS: Readonly<Record<CommandName, () => Command>> = {
  check: () =>
    withLogOptions(
      new Command('migscope check')
        .description(
          'Says nothing unless something is wrong: a gate for CI, and for logs that are kept as tests.',
        )
        .usage('[options] <path…>')
        .addOption(failOnOption())
        .option('--expect <file>', 'what has to be found, and nothing else: outcomes, hosts, findings')
        .option('--write-expect <file>', 'write down what is found now, to be expected from now on')
        .option('--baseline <file>', 'findings that were accepted and do not count')
        .option('--write-baseline <file>', 'accept what is found now; reasons in the file are kept')
        .addOption(
          new Option('--format <format>', 'text, or for CI (default: by --output, else text)').choices(
            CHECK_FORMATS,
          ),
        ),
    ).addHelpText('after', CHECK_HELP),
  config: () =>
    withLogOptions(
      new Command('migscope config')
        .description(
          'What is wrong with nova.conf, libvirtd.conf and qemu.conf of compute hosts, as far as live migrations go.',
        )
        .usage('[options] <path…>')
        .option('--release <name>', 'the release of Nova, where logs do not tell it: zed, 2025.1, 26.2')
        .addOption(failOnOption())
        .addOption(
          new Option('--format <format>', 'text, json, or for CI (default: by --output, else text)').choices(
            CONFIG_FORMATS,
          ),
        ),
    ).addHelpText('after', CONFIG_HELP),
  diff: () =>
    withLogOptions(
      new Command('migscope diff')
        .description('One migration beside another: which event, phase, setting or host differs first.')
        .usage('[options] [<migration> [<migration>]] <path…>')
        .addOption(
          new Option('--format <format>', 'text or json (default: by --output, else text)').choices(
            DIFF_FORMATS,
          ),
        ),
    ).addHelpText('after', DIFF_HELP),
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

const CHECK_HELP = `
Examples:
  migscope check sosreports/ --fail-on warning
  migscope check case/ --write-expect case/expect.yaml
  migscope check case/ --expect case/expect.yaml
  migscope check logs/ --baseline accepted.yaml --format sarif > migscope.sarif
  migscope check logs/ --output migscope.junit.xml

Exit codes:
  0  nothing is wrong; or --write-expect or --write-baseline did their work
  1  findings at or above --fail-on that are not accepted, or expectations that
     are not met
  2  the job could not be done: bad arguments, a file of expectations that
     cannot be read, unreadable input, no log recognised
`;

const CONFIG_HELP = `
Give it files, folders, archives or sosreports, of as many hosts as there are;
with logs beside them it knows the release, what services printed when they
started, and the guests that were migrated.

Examples:
  migscope config /etc/nova/nova.conf --release 2025.1
  migscope config sosreport-cmp-*.tar.xz
  migscope config case/ --fail-on warning --format sarif > config.sarif
  migscope explain live_migration_completion_timeout

Exit codes:
  0  no statement at or above --fail-on
  1  statements at or above --fail-on
  2  the job could not be done: bad arguments, no configuration found
`;

const DIFF_HELP = `
A migration is named by its id, its UUID, a request, its instance or domain, or
the beginning of one. Without a second name the most similar migration that
completed is taken; without any, the last that failed is held against it.

Examples:
  migscope diff case/
  migscope diff m-4a3bf8db75 case/
  migscope diff req-b675c7a4 req-688d4f1e monday.tar.gz tuesday.tar.gz
  migscope diff m-4a3bf8db75 m-9f5674527f case/ --format json

Exit codes:
  0  compared
  2  the job could not be done: no such migration, nothing to compare with
`;

const STATS_HELP = `
Examples:
  migscope stats cases/
  migscope stats cases/ --since 2026-11-01 --format csv --output november.csv
  migscope stats cases/ --where 'kind = block' --format json | jq .success

Exit codes:
  0  counted
  2  the job could not be done
`;
