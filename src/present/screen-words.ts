import type { Tone } from './report-model.ts';
import type { ToneText } from './screen-model.ts';
import { count } from './units.ts';

/** What the views of a migration are called in the title bar. */
export const VIEW_WORDS = {
  migrations: 'Migrations',
  migration: 'Verdict',
  timeline: 'Timeline',
  copy: 'Copy',
  log: 'Log',
  coverage: 'Coverage',
  help: 'Keys',
} as const;

/** Column headings of the list and the timeline. */
export const COLUMN_WORDS = {
  started: 'started',
  name: 'instance',
  route: 'from → to',
  ending: 'outcome',
  duration: 'took',
  downtime: 'downtime',
  cause: 'root cause',
  time: 'time (UTC)',
  delta: 'after',
  host: 'host',
  event: 'event',
} as const;

/** Headings of pages. */
export const HEADING_WORDS = {
  phases: 'Phases',
  findings: 'Why',
  remedies: 'What to do',
  identity: 'About this migration',
  links: 'Where its records are',
  fetch: 'Fetch these logs',
  look: 'See for yourself',
  next: 'Next:',
  hosts: 'Hosts',
  drift: 'What differs between the hosts',
  missing: 'Missing or incomplete',
  present: 'Logs read',
  unmatched: 'Warnings and errors that no rule knows',
  diagnostics: 'About the input',
  inputs: 'Read',
  hostFindings: 'About the hosts',
  copy: 'Copy',
  figures: 'Figures',
  samples: 'Progress lines',
} as const;

/** What stands where nothing can be shown, and what to do about it. */
export const EMPTY_WORDS = {
  opening: ['Opening the logs…'],
  reading: ['No migration found yet.', 'The logs are still being read.'],
  none: [
    'No live migration in these logs.',
    'They may cover another time or come from hosts that took no part. v shows what was read and what is missing.',
  ],
  filtered: ['No migration meets the filter.', 'Esc takes it off, f changes it.'],
  timeline: ['No events are known of this migration.'],
  copy: [
    'No progress of a copy is in these logs.',
    'Nova writes it every 30 s at INFO and every 5 s with DEBUG; a copy that ends sooner leaves none.',
  ],
  log: ['The file has no lines.'],
  logReading: ['Reading the file…'],
  detail: ['Fetching the details…'],
  coverage: ['Nothing has been read yet.'],
} as const;

/** Labels of the lines that are typed in, and what they say while they are empty. */
export const PROMPT_WORDS = {
  search: { label: 'Search', hint: 'any part of a row; n and N go on from there' },
  filter: { label: 'Filter', hint: 'outcome = failed and durationS > 60s' },
  palette: { label: 'Command', hint: 'a part of its name; or a condition to filter by' },
  export: { label: 'Export', hint: 'a file name; its ending chooses the format' },
  replace: { label: 'Replace the file that is there? y or n', hint: '' },
} as const;

/** Keys of a prompt, for the status line. */
export const PROMPT_KEYS = {
  search: 'Enter go to the first hit   Esc leave it',
  filter: 'Tab complete   ↑↓ choose   Enter apply   Esc leave it',
  palette: '↑↓ choose   Enter run   Esc leave it',
  export: 'Tab next format   Enter write   Esc leave it',
  replace: 'y replace   n keep it',
} as const;

/** `Filter: outcome = failed, 3 of 12`. */
export function filterNote(text: string, shown: number, all: number): string {
  return `filter: ${text} (${String(shown)} of ${String(all)})`;
}

/** What a key press led to when the screen itself does not show it. */
export const NOTICES = {
  copied: (text: string, caution?: string): ToneText =>
    caution === undefined ? note(`Copied: ${text}`, 'good') : note(`Copied. Only when: ${caution}`, 'warn'),
  nothingToCopy: note('Nothing to copy here: go to a command, an event or a line of evidence.', 'warn'),
  noHit: (text: string): ToneText => note(`"${text}" is nowhere here.`, 'warn'),
  noSearch: note('Search for something first: /', 'warn'),
  noError: note('No error or warning in this direction.', 'warn'),
  noPhase: note('No other phase in this direction.', 'warn'),
  noHost: note('No row of another host follows.', 'warn'),
  noMark: note('Nothing is marked: m marks a row.', 'warn'),
  nothingToOpen: note('Nothing to open here.', 'warn'),
  sorted: (column: string, isReversed: boolean): ToneText =>
    note(`Sorted by ${column}${isReversed ? ', greatest first' : ''}.`, 'plain'),
  filtered: (shown: number, all: number): ToneText =>
    note(`${String(shown)} of ${count(all, 'migration')}`, 'plain'),
  filterOff: note('All migrations are shown.', 'plain'),
  exported: (path: string): ToneText => note(`Written: ${path}`, 'good'),
  notExported: (why: string): ToneText => note(why, 'bad'),
  noCommand: (text: string): ToneText => note(`No command or condition reads "${text}".`, 'warn'),
  broken: (why: string): ToneText => note(`The analysis stopped: ${why}`, 'bad'),
  unreadable: (file: string, why: string): ToneText => note(`${file} cannot be read: ${why}`, 'bad'),
  notYet: note('The logs are still being read.', 'warn'),
  ticked: (done: number, all: number): ToneText =>
    note(`${String(done)} of ${count(all, 'step')} ticked.`, 'plain'),
  following: 'following',
} as const;

/** Why a log cannot be shown. */
export const LOG_GONE =
  'it is not there any more, is no text that migscope reads, or was too large a stream to be kept';

/** Shown where the terminal is too small for anything. */
export const TOO_SMALL = 'Make the terminal larger: 60 × 15 at least.';

/** `12 lesser events folded`. */
export function foldNote(number: number, isOpen: boolean): string {
  return `${count(number, 'lesser event')} ${isOpen ? 'unfolded' : 'folded'}`;
}

/** `line 120 of 3,402`. */
export function lineNote(line: number, total: number | undefined): string {
  return total === undefined ? `line ${String(line)}` : `line ${String(line)} of ${String(total)}`;
}

/** `3/12`. */
export function positionNote(at: number, all: number): string {
  return all === 0 ? '' : `${String(at)}/${String(all)}`;
}

function note(text: string, tone: Tone): ToneText {
  return { text, tone };
}
