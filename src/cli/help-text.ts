import { FORMATS } from './formats.ts';

/** What stands below the list of options. */
export function helpAfter(): string {
  const width = Math.max(...FORMATS.map(({ name }) => name.length)) + 2;
  const formats = FORMATS.map(({ name, about }) => `  ${name.padEnd(width)}${about}`);
  return `
Formats:
${formats.join('\n')}
${COMMANDS_AND_EXAMPLES}`;
}

const COMMANDS_AND_EXAMPLES = `
Commands:
  migscope check <path…>                   a gate for CI, quiet if all is well
  migscope config <path…>                  what is wrong with nova.conf etc.
  migscope diff [<id> [<id>]] <path…>      a failed one beside a good one
  migscope stats <path…>                   rates, durations, causes, over time
  migscope rules …                         list, check, test, write, trace rules
  migscope explain <what>                  a page about a rule, a failure class,
                                           a diagnostic, an event or an option

Examples:
  migscope ./bundle                        a directory with logs of all hosts
  migscope sosreport-cmp-a.tar.xz sosreport-cmp-b.tar.xz
  migscope ./bundle --instance instance-0000000b
  migscope ./bundle --since '2026-11-24 01:40' --until '2026-11-24 02:10'
  migscope ./bundle --where 'outcome = failed and copy.durationS > 300'
  migscope ./bundle --format json | jq '.findings[].title'
  migscope ./bundle --output analysis.json
  journalctl -u nova-compute | migscope -  standard input

Give it the logs of the source, the destination and the controllers together:
the cause is often on another host than the error. Nothing is sent anywhere and
nothing is run on any host.

Exit codes:
  0  no finding at or above --fail-on
  1  findings at or above --fail-on
  2  the job could not be done: bad arguments, unreadable input, no log
     recognised, no such migration
`;
