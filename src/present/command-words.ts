/** What the commands of the screen are called: the sentence of the help, and the word of a hint. */
export interface CommandWord {
  readonly help: string;
  readonly hint: string;
}

/** Every command in words; the keymap must hold the same ones. */
export const COMMAND_WORDS = {
  up: { help: 'Up one row', hint: 'up' },
  down: { help: 'Down one row', hint: 'down' },
  'page-up': { help: 'A page up', hint: 'page up' },
  'page-down': { help: 'A page down', hint: 'page down' },
  'half-up': { help: 'Half a page up', hint: 'half a page up' },
  'half-down': { help: 'Half a page down', hint: 'half a page down' },
  top: { help: 'To the first row', hint: 'first' },
  bottom: { help: 'To the last row', hint: 'last' },
  open: { help: 'Open what the cursor is on: a migration, the log at a line, a fold', hint: 'open' },
  back: { help: 'Back; in the list it takes the filter off', hint: 'back' },
  'next-pane': { help: 'Next view of the migration', hint: 'next view' },
  'previous-pane': { help: 'Previous view of the migration', hint: 'previous view' },
  'show-verdict': { help: 'Verdict, phases, findings and remedies of the migration', hint: 'verdict' },
  'show-timeline': { help: 'Timeline of all hosts', hint: 'timeline' },
  'show-copy': { help: 'Course of the copy', hint: 'copy curve' },
  'show-log': { help: 'The log file around this row', hint: 'log' },
  'show-coverage': { help: 'Hosts, clocks, logs, and what is missing', hint: 'coverage' },
  search: { help: 'Search in what is shown', hint: 'search' },
  'next-hit': { help: 'Next hit', hint: 'next hit' },
  'previous-hit': { help: 'Previous hit', hint: 'previous hit' },
  filter: { help: 'Show only the migrations that meet a condition', hint: 'filter' },
  'next-error': { help: 'Next error, then next warning if there is no error', hint: 'next error' },
  'previous-error': { help: 'Previous error', hint: 'previous error' },
  'next-phase': { help: 'Where the next phase begins', hint: 'phase' },
  'previous-phase': { help: 'Where the phase before begins', hint: 'previous phase' },
  'other-host': { help: 'Next row of another host', hint: 'other host' },
  fold: { help: 'Show or fold chatter and harmless noise; in a log, long ids', hint: 'fold' },
  mark: { help: 'Mark this row, or take its mark off', hint: 'mark' },
  'next-mark': { help: 'Next marked row', hint: 'next mark' },
  tick: { help: 'Tick this step off', hint: 'tick' },
  'copy-text': {
    help: 'Copy the command, or the evidence with its place; on the verdict, the next command',
    hint: 'copy',
  },
  'export-report': { help: 'Write the report to a file', hint: 'export' },
  sort: { help: 'Sort by the next column', hint: 'sort' },
  'reverse-sort': { help: 'Turn the order round', hint: 'reverse' },
  palette: { help: 'Run a command by its name', hint: 'commands' },
  help: { help: 'Show or hide these keys', hint: 'keys' },
  suspend: { help: 'Go to the shell; fg comes back', hint: 'suspend' },
  quit: { help: 'Quit', hint: 'quit' },
} as const satisfies Record<string, CommandWord>;

export type CommandName = keyof typeof COMMAND_WORDS;

/** Headings of the help. */
export const GROUP_WORDS = {
  move: 'Move',
  go: 'Go to',
  find: 'Find',
  do: 'Do',
  program: 'migscope',
} as const;

export type CommandGroup = keyof typeof GROUP_WORDS;
