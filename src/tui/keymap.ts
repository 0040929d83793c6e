import type { CommandGroup, CommandName } from '../present/command-words.ts';

export type ScreenName = 'migrations' | 'migration' | 'timeline' | 'copy' | 'log' | 'coverage' | 'help';

/** Keys that run one command. */
export interface Binding {
  readonly command: CommandName;
  readonly group: CommandGroup;
  readonly keys: readonly string[];
  /** How the keys are shown. */
  readonly shown: string;
  /** Screens where it means something; everywhere when absent. */
  readonly on?: readonly ScreenName[];
  /** Screens whose status line names it, most useful first by the order of the bindings. */
  readonly hint?: readonly ScreenName[];
}

const OF_MIGRATION = ['migration', 'timeline', 'copy'] as const;
const LISTS = ['migrations', 'timeline', 'log'] as const;

/** Every key there is: screens, help, palette and the hints of the status line read this table. */
export const KEYMAP: readonly Binding[] = [
  {
    command: 'open',
    group: 'move',
    keys: ['return', 'right'],
    shown: 'Enter →',
    hint: ['migrations', 'migration', 'timeline'],
  },
  {
    command: 'back',
    group: 'move',
    keys: ['escape', 'left', 'backspace'],
    shown: 'Esc ←',
    hint: ['migration', 'timeline', 'copy', 'log', 'coverage', 'help'],
  },
  { command: 'up', group: 'move', keys: ['up', 'k'], shown: '↑ k' },
  { command: 'down', group: 'move', keys: ['down', 'j'], shown: '↓ j' },
  { command: 'page-up', group: 'move', keys: ['pageup', 'ctrl+b'], shown: 'PgUp ^B' },
  { command: 'page-down', group: 'move', keys: ['pagedown', 'ctrl+f'], shown: 'PgDn ^F' },
  { command: 'half-up', group: 'move', keys: ['ctrl+u'], shown: '^U' },
  { command: 'half-down', group: 'move', keys: ['ctrl+d'], shown: '^D' },
  { command: 'top', group: 'move', keys: ['g', 'home'], shown: 'g Home' },
  { command: 'bottom', group: 'move', keys: ['G', 'end'], shown: 'G End' },
  {
    command: 'next-pane',
    group: 'go',
    keys: ['tab'],
    shown: 'Tab',
    on: OF_MIGRATION,
    hint: OF_MIGRATION,
  },
  { command: 'previous-pane', group: 'go', keys: ['shift+tab'], shown: '⇧Tab', on: OF_MIGRATION },
  {
    command: 'show-verdict',
    group: 'go',
    keys: ['i'],
    shown: 'i',
    on: ['migrations', 'migration', 'timeline', 'copy', 'log'],
  },
  {
    command: 'show-timeline',
    group: 'go',
    keys: ['t'],
    shown: 't',
    on: ['migrations', 'migration', 'timeline', 'copy', 'log'],
    hint: ['migrations'],
  },
  {
    command: 'show-copy',
    group: 'go',
    keys: ['c'],
    shown: 'c',
    on: ['migrations', 'migration', 'timeline', 'copy', 'log'],
  },
  {
    command: 'show-log',
    group: 'go',
    keys: ['l'],
    shown: 'l',
    on: ['migration', 'timeline', 'coverage'],
    hint: ['timeline'],
  },
  { command: 'show-coverage', group: 'go', keys: ['v'], shown: 'v', hint: ['migrations'] },
  {
    command: 'filter',
    group: 'find',
    keys: ['f'],
    shown: 'f',
    on: ['migrations'],
    hint: ['migrations'],
  },
  { command: 'search', group: 'find', keys: ['/'], shown: '/', hint: ['migrations', 'timeline', 'log'] },
  { command: 'next-hit', group: 'find', keys: ['n'], shown: 'n', hint: ['log'] },
  { command: 'previous-hit', group: 'find', keys: ['N'], shown: 'N', hint: ['log'] },
  {
    command: 'next-error',
    group: 'find',
    keys: ['e'],
    shown: 'e',
    on: ['migrations', 'migration', 'timeline', 'log'],
    hint: ['timeline', 'log'],
  },
  {
    command: 'previous-error',
    group: 'find',
    keys: ['E'],
    shown: 'E',
    on: ['migrations', 'migration', 'timeline', 'log'],
  },
  {
    command: 'next-phase',
    group: 'find',
    keys: ['p'],
    shown: 'p',
    on: ['timeline', 'migration'],
    hint: ['timeline'],
  },
  { command: 'previous-phase', group: 'find', keys: ['P'], shown: 'P', on: ['timeline', 'migration'] },
  { command: 'other-host', group: 'find', keys: ['h'], shown: 'h', on: ['timeline'], hint: ['timeline'] },
  {
    command: 'copy-text',
    group: 'do',
    keys: ['y'],
    shown: 'y',
    hint: ['migration', 'timeline', 'log', 'coverage'],
  },
  { command: 'mark', group: 'do', keys: ['m'], shown: 'm', on: LISTS },
  { command: 'next-mark', group: 'do', keys: ["'"], shown: "'", on: LISTS },
  { command: 'tick', group: 'do', keys: [' '], shown: 'Space', on: ['migration'], hint: ['migration'] },
  {
    command: 'fold',
    group: 'do',
    keys: ['z'],
    shown: 'z',
    on: ['timeline', 'log'],
    hint: ['timeline', 'log'],
  },
  { command: 'export-report', group: 'do', keys: ['o'], shown: 'o', hint: ['migrations', 'migration'] },
  { command: 'sort', group: 'do', keys: ['s'], shown: 's', on: ['migrations'], hint: ['migrations'] },
  { command: 'reverse-sort', group: 'do', keys: ['S'], shown: 'S', on: ['migrations'] },
  { command: 'palette', group: 'program', keys: [':', 'ctrl+p'], shown: ':' },
  {
    command: 'help',
    group: 'program',
    keys: ['?', 'f1'],
    shown: '?',
    hint: ['migrations', 'migration', 'timeline', 'copy', 'log', 'coverage', 'help'],
  },
  { command: 'suspend', group: 'program', keys: ['ctrl+z'], shown: '^Z' },
  {
    command: 'quit',
    group: 'program',
    keys: ['q', 'ctrl+c'],
    shown: 'q',
    hint: ['migrations', 'migration', 'timeline', 'copy', 'log', 'coverage', 'help'],
  },
];

/** The command behind a key on a screen; nothing for a key that has none there. */
export function commandOf(key: string, screen: ScreenName): CommandName | undefined {
  return KEYMAP.find((binding) => binding.keys.includes(key) && isOn(binding, screen))?.command;
}

/** Whether a binding means something on a screen. */
export function isOn({ on }: Binding, screen: ScreenName): boolean {
  return on === undefined || on.includes(screen);
}
