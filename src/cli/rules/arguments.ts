import { Command, Option } from 'commander';
import { COLORS, columns, givenOptions, repeated } from '../arguments.ts';
import type { GivenClockOffset, GivenTimeZone } from '../../model/index.ts';
import { clockOffset, timeZone } from '../given-times.ts';
import { parseCommand } from '../parse-command.ts';
import { UsageError } from '../usage-error.ts';
import { STATUS_WORDS } from './status-words.ts';

/** Options that every command about rules has. */
export interface CommonOptions {
  readonly rules: readonly string[];
  readonly config: string | undefined;
  readonly columns: number | undefined;
  readonly color: (typeof COLORS)[number];
  /** Of commands that read logs. */
  readonly tz: readonly GivenTimeZone[];
  readonly offset: readonly GivenClockOffset[];
}

/** A command about rules, ready to be run. */
export interface RulesCommand {
  readonly name: 'list' | 'show' | 'check' | 'test' | 'new' | 'trace' | 'coverage' | 'explain';
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly common: CommonOptions;
  readonly given: ReadonlySet<string>;
}

export type RulesRequest =
  | { readonly kind: 'rules'; readonly command: RulesCommand }
  | { readonly kind: 'print'; readonly text: string };

const FORMAT = new Option('--format <format>', 'for people or for programs')
  .choices(['text', 'json'])
  .default('text');

/** Reads what follows `migscope rules`; throws `UsageError` when it makes no sense. */
export function parseRulesArguments(argv: readonly string[]): RulesRequest {
  let chosen: RulesRequest | undefined;
  const root = new Command('migscope rules')
    .usage('<command> [options]')
    .description('What migscope knows: rules to look up, to check and to write.')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', RULES_HELP);
  const add = (name: RulesCommand['name'], operands: string, description: string): Command =>
    withCommon(root.command(`${name}${operands}`).description(description)).action(
      (...args: readonly unknown[]) => {
        const command = args.at(-1) as Command;
        chosen = requestOf(name, command);
      },
    );
  add('list', '', 'all rules by family')
    .option('--class <class>', 'only rules of this failure class')
    .option('--family <family>', 'only rules of this family')
    .addOption(new Option('--status <status>', 'only rules with this status').choices(STATUS_WORDS))
    .addOption(FORMAT);
  add('show', ' <id>', 'the file of one rule, as it is written');
  add('check', ' [path...]', 'check packs, rules, tests and catalogue files; exit 1 on problems');
  add('test', ' [path...]', 'run the tests of the own rules, or of these packs, rules or tests');
  add('new', ' <id>', 'write a commented rule and its test to start from')
    .requiredOption('--class <class>', 'its failure class')
    .option('--dir <folder>', 'the pack to put it into', '.');
  add('trace', ' <rule> <path...>', 'why a rule matches or not, term by term, in these logs')
    .option('--migration <id>', 'only this migration')
    .option('--instance <id>', 'only this instance')
    .option('--tz <[host=]zone>', 'the zone of local times, of all hosts or of one (repeatable)', timeZone)
    .option('--offset <host=time>', 'how far a clock ran ahead: cmp-b=+37s (repeatable)', clockOffset);
  add('coverage', '', "how many of Nova's messages are recognised, by release and phase").addOption(FORMAT);
  if (argv.length === 0) return { kind: 'print', text: root.helpInformation() + RULES_HELP };
  const printed = parseCommand(root, argv, MISSING);
  if (printed !== undefined) return { kind: 'print', text: printed };
  if (chosen === undefined) throw MISSING;
  return chosen;
}

/** Reads what follows `migscope explain`. */
export function parseExplainArguments(argv: readonly string[]): RulesRequest {
  const command = withCommon(
    new Command('migscope explain')
      .usage('[options] <what>')
      .argument('<what>', 'a rule, a failure class, a diagnostic code, an event, an option of Nova, or a message in quotes')
      .description('A page about one thing that migscope speaks of.')
      .helpOption('--help', 'print this help')
      .addHelpText('after', EXPLAIN_HELP),
  );
  const printed = parseCommand(command, argv, NOTHING_TO_EXPLAIN);
  if (printed !== undefined) return { kind: 'print', text: printed };
  return requestOf('explain', command);
}

function withCommon(command: Command): Command {
  return command
    .option('--rules <dir>', 'also use the rules in this directory (may be repeated)', repeated)
    .option('--config <file>', 'read these settings instead of those in migscope.yaml')
    .option('--columns <n>', 'width of the text (default: the terminal, else 100)', columns)
    .addOption(new Option('--color <when>', 'colour the text').choices(COLORS).default('auto'))
    .helpOption('--help', 'print this help');
}

function requestOf(name: RulesCommand['name'], command: Command): RulesRequest {
  const { rules = [], config, columns: width, color = 'auto', tz = [], offset = [], ...options } =
    command.opts<Partial<CommonOptions> & Record<string, string | undefined>>();
  return {
    kind: 'rules',
    command: {
      name,
      operands: command.args,
      options: options,
      common: { rules, config, columns: width, color, tz, offset },
      given: givenOptions(command),
    },
  };
}

const MISSING = new UsageError(
  'Something is missing in the command.',
  undefined,
  '`migscope rules --help` shows how each command is written.',
);

const NOTHING_TO_EXPLAIN = new UsageError(
  'Nothing to explain.',
  undefined,
  'Name a rule, a failure class, a diagnostic code, an event or an option: migscope explain disk-lock-held',
);

const RULES_HELP = `
Examples:
  migscope rules list --family storage
  migscope rules new acme/switch-drops-jumbo-frames --class connection-lost-mid-copy --dir acme-rules
  migscope rules check acme-rules
  migscope rules test acme-rules
  migscope rules trace acme/switch-drops-jumbo-frames ./bundle --rules acme-rules

Exit codes:
  0  all is well
  1  check found problems, or a test failed
  2  the job could not be done
`;

const EXPLAIN_HELP = `
Examples:
  migscope explain disk-lock-held                a failure class with its rules
  migscope explain instance-directory-left-on-destination
  migscope explain nova.live-migration-timed-out an event with its wordings
  migscope explain unknown-field                 a code of a diagnostic
  migscope explain '<a message, pasted>'          what it means and may be a sign of
  migscope explain live_migration_bandwidth      an option of Nova, by release
`;
