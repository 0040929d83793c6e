import { Command, InvalidArgumentError, Option } from 'commander';
import type { GivenClockOffset, GivenTimeZone } from '../model/index.ts';
import { CSV_TABLES, type CsvTable } from '../present/csv-tables.ts';
import { FORMAT_NAMES, type FormatName } from './formats.ts';
import { helpAfter } from './help-text.ts';
import { clockOffset, timeZone } from './given-times.ts';
import { parseCommand } from './parse-command.ts';
import { timeArgument } from './time-argument.ts';
import { UsageError } from './usage-error.ts';

export const FAIL_ON = ['error', 'warning', 'info', 'none'] as const;
export const COLORS = ['auto', 'always', 'never'] as const;
export const THEMES = ['auto', 'dark', 'light'] as const;

/** A command line that asks for a run, checked and with every default filled in. */
export interface Arguments {
  readonly paths: readonly string[];
  /** Absent when not asked for: then a terminal gets the screen and a pipe the text. */
  readonly format: FormatName | undefined;
  /** A file to write instead of standard output. */
  readonly output: string | undefined;
  /** Whether that file may be there already. */
  readonly force: boolean;
  /** Absent when not asked for: asking for a table is asking for CSV. */
  readonly csvOf: CsvTable | undefined;
  readonly migration: string | undefined;
  readonly instance: string | undefined;
  readonly request: string | undefined;
  /** ISO 8601, UTC. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly where: string | undefined;
  readonly tz: readonly GivenTimeZone[];
  readonly offset: readonly GivenClockOffset[];
  /** Pseudonyms in the place of names, addresses and ids, in whatever is given out. */
  readonly redact: boolean;
  readonly failOn: (typeof FAIL_ON)[number];
  readonly rules: readonly string[];
  /** The series of Nova that configurations are held against, by its own name. */
  readonly release?: string | undefined;
  readonly config: string | undefined;
  readonly columns: number | undefined;
  readonly color: (typeof COLORS)[number];
  readonly tui: boolean;
  /** Go on reading logs that grow; the screen alone does. */
  readonly follow: boolean;
  /** The background that the screen's colours must suit. */
  readonly theme: (typeof THEMES)[number];
  readonly mouse: boolean;
  /** Whether what large logs held may be kept for the next run. */
  readonly cache: boolean;
  readonly maxArchiveBytes: number | undefined;
  readonly maxArchiveRatio: number | undefined;
  readonly maxArchiveDepth: number | undefined;
  readonly maxArchiveEntries: number | undefined;
}

/** What a command line asks for: a run, or a text to print (help, version). */
export type Request =
  | {
      readonly kind: 'run';
      readonly arguments: Arguments;
      /** Options that were written out; for the others a configuration file may speak. */
      readonly given: ReadonlySet<string>;
    }
  | { readonly kind: 'print'; readonly text: string };

export type Options = { -readonly [Key in keyof Omit<Arguments, 'paths'>]?: Arguments[Key] };

/** Reads a command line without acting on it; throws `UsageError` when it makes no sense. */
export function parseArguments(argv: readonly string[], version: string): Request {
  const command = program(version);
  const printed = parseCommand(command, argv, NO_LOGS);
  if (printed !== undefined) return { kind: 'print', text: printed };
  const options = command.opts<Options>();
  return { kind: 'run', arguments: complete(command.args, options), given: givenOptions(command) };
}

/** Names of the options that stand on the command line. */
export function givenOptions(command: Command): ReadonlySet<string> {
  return new Set(Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === 'cli'));
}

export const NO_LOGS = new UsageError(
  'No logs to read.',
  'migscope reads only what it is given.',
  'Name a directory, an archive or log files: migscope ./bundle',
);

function program(version: string): Command {
  const command = new Command('migscope')
    .description('Explains failed OpenStack live migrations from the logs of all hosts that took part.')
    .usage('[options] <path…>')
    .addOption(
      new Option('--format <format>', 'give out a report instead of opening the screen').choices(
        FORMAT_NAMES,
      ),
    );
  return withLogOptions(command)
    .addOption(new Option('--csv-of <table>', 'give out CSV of this table').choices(CSV_TABLES))
    .addOption(failOnOption())
    .option('--follow', 'on the screen: go on reading logs that grow')
    .addOption(
      new Option('--theme <background>', 'colours for this background').choices(THEMES).default('auto'),
    )
    .option('--mouse', 'on the screen: take clicks and the wheel')
    .option('--no-tui', 'print the report even on a terminal')
    .version(version, '--version', 'print the version')
    .addHelpText('after', helpAfter());
}

/** The arguments of every command that reads logs and gives something out. */
export function withLogOptions(command: Command): Command {
  return command
    .argument('<path...>', 'log files, directories, archives or sosreports; - reads standard input')
    .option('--output <file>', 'write the report to this file; its ending may choose the format')
    .option('--force', 'let --output replace a file')
    .option('--migration <id>', 'only this migration: its uuid, or the id that migscope gave it')
    .option('--instance <id>', 'only this instance: its uuid or its libvirt domain')
    .option('--request <req-id>', 'only the migration that this request takes part in')
    .option('--since <time>', 'only migrations that began then or later (UTC unless it says otherwise)', time)
    .option('--until <time>', 'only migrations that began then or earlier', time)
    .option('--where <condition>', 'only migrations that meet a condition, as in rules')
    .option('--tz <[host=]zone>', 'the zone of local times, of all hosts or of one (repeatable)', timeZone)
    .option('--offset <host=time>', 'how far a clock ran ahead: cmp-b=+37s (repeatable)', clockOffset)
    .option('--redact', 'pseudonyms for hosts, addresses, ids, names: to post a report in public')
    .option('--rules <dir>', 'also use the rules in this directory (may be repeated)', repeated)
    .option('--config <file>', 'read these settings instead of those in migscope.yaml')
    .option('--no-cache', 'read all logs anew, and keep nothing of them for the next run')
    .option('--columns <n>', 'width of the report (default: the terminal, else 100)', columns)
    .addOption(new Option('--color <when>', 'colour the report').choices(COLORS).default('auto'))
    .option('--max-archive-bytes <n>', 'read at most so many bytes out of archives (default: 200 GiB)', count)
    .option(
      '--max-archive-ratio <n>',
      'take what unfolds to more than n times for a bomb (default: 1000)',
      count,
    )
    .option('--max-archive-depth <n>', 'open archives inside one another so deep (default: 5)', count)
    .option('--max-archive-entries <n>', 'read at most so many files in archives (default: 1000000)', count)
    .helpOption('--help', 'print this help');
}

/** From which severity on findings count. */
export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'exit 1 from this severity of findings up')
    .choices(FAIL_ON)
    .default('error');
}

/** Fills in defaults; throws `UsageError` when options contradict one another. */
export function complete(paths: readonly string[], options: Options): Arguments {
  const { format, migration, instance, request, since, until, where, columns: width } = options;
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError('--since is later than --until.', `${since} > ${until}`, 'Swap the two times.');
  }
  if (options.csvOf !== undefined && format !== undefined && format !== 'csv') {
    throw new UsageError(
      `--csv-of has no meaning with --format ${format}.`,
      undefined,
      'Leave one of them out, or use --format csv.',
    );
  }
  return {
    paths,
    format: format ?? (options.csvOf === undefined ? undefined : 'csv'),
    output: options.output === '-' ? undefined : options.output,
    force: options.force ?? false,
    csvOf: options.csvOf,
    migration,
    instance,
    request,
    since,
    until,
    where,
    tz: options.tz ?? [],
    offset: options.offset ?? [],
    redact: options.redact ?? false,
    failOn: options.failOn ?? 'error',
    rules: options.rules ?? [],
    config: options.config,
    columns: width,
    color: options.color ?? 'auto',
    tui: options.tui ?? true,
    follow: options.follow ?? false,
    theme: options.theme ?? 'auto',
    mouse: options.mouse ?? false,
    cache: options.cache ?? true,
    maxArchiveBytes: options.maxArchiveBytes,
    maxArchiveRatio: options.maxArchiveRatio,
    maxArchiveDepth: options.maxArchiveDepth,
    maxArchiveEntries: options.maxArchiveEntries,
  };
}

/** Collects an option that may be repeated. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Reads a width. */
export function columns(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 40 && number <= 1000) return number;
  throw new InvalidArgumentError('It takes a whole number from 40 to 1000.');
}

function count(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number > 0 && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('It takes a whole number above zero.');
}

function time(value: string): string {
  const iso = timeArgument(value);
  if (iso !== undefined) return iso;
  throw new InvalidArgumentError("Write it as 2026-11-24, '2026-11-24 01:48' or 2026-11-24T01:48:36+09:00.");
}
