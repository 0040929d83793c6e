import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/model/index.ts';
import { type AppState, initialState, shownScreen } from '../../src/tui/state/app-state.ts';
import { sheetOf } from '../../src/tui/state/sheet-of.ts';
import { update } from '../../src/tui/state/update.ts';
import { deadGuest, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { FORMATS, openOn, overviewOf, textOf } from './example-screen.ts';

interface Expected {
  readonly screen?: string;
  /** A part of the row under the cursor. */
  readonly row?: string | RegExp;
  readonly shows?: readonly (string | RegExp)[];
  readonly hides?: readonly string[];
  readonly deeds?: readonly (string | RegExp)[];
  readonly notice?: string | RegExp;
  readonly isDone?: boolean;
}

function check(name: string, analysis: Analysis, keys: readonly string[], expected: Expected): void {
  it(`${name}: ${keys.join(' ')}`, () => {
    const { state, deeds } = openOn(analysis, keys);
    const screen = shownScreen(state);
    const sheet = sheetOf(state, screen);
    const text = textOf(state);
    if (expected.screen !== undefined) expect(screen.name).toBe(expected.screen);
    if (expected.row !== undefined) expect(sheet.rows[screen.cursor]?.text).toMatch(expected.row);
    for (const part of expected.shows ?? []) expect(text).toMatch(part);
    for (const part of expected.hides ?? []) expect(text).not.toContain(part);
    for (const [index, deed] of (expected.deeds ?? []).entries()) expect(deeds[index]).toMatch(deed);
    if (expected.notice !== undefined) expect(state.notice?.text).toMatch(expected.notice);
    if (expected.isDone !== undefined) expect(state.isDone).toBe(expected.isDone);
  });
}

describe('the list of migrations', () => {
  check('begins with the first that failed', threeMigrations, [], {
    screen: 'migrations',
    row: 'instance-0000000b',
  });
  check('goes down and up', threeMigrations, ['g', 'j', 'down', 'k'], { row: 'instance-0000000b' });
  check('stops at the end', threeMigrations, ['G', 'j', 'j'], { row: 'instance-00000015' });
  check('goes back to the top', threeMigrations, ['G', 'g'], { row: 'instance-00000009' });
  check('jumps to errors', threeMigrations, ['g', 'e'], { row: 'instance-0000000b' });
  check('says when there is no further error', threeMigrations, ['G', 'e'], { notice: 'No error' });
  check('sorts by name, then outcome, then the longest first', threeMigrations, ['s', 's', 's'], {
    notice: 'Sorted by took, greatest first',
  });
  check('keeps the cursor on its migration when sorted', threeMigrations, ['s', 's', 's', 'S'], {
    row: 'instance-0000000b',
  });
  check('searches', threeMigrations, ['/', '0b', 'enter'], { row: 'instance-0000000b' });
  check('goes on searching around the end', threeMigrations, ['g', '/', 'cmp-b', 'enter', 'n', 'n', 'n'], {
    row: 'instance-00000009',
  });
  check('says what was not found', threeMigrations, ['/', 'zebra', 'enter'], {
    notice: '"zebra" is nowhere here.',
  });
  check('does not go on without a search', threeMigrations, ['n'], { notice: 'Search for something first' });
  check('copies the id', threeMigrations, ['y'], {
    deeds: ['copied edf48ad9-2bef-4f9b-a8e9-9687a0f5e307'],
  });
  check('marks and finds marks again', threeMigrations, ['m', 'G', "'"], {
    row: 'instance-0000000b',
    shows: [/▌◆.*instance-0000000b/],
  });
  check('takes text typed at once for keys', threeMigrations, ['jj'], { row: 'instance-00000015' });
  check('quits', threeMigrations, ['q'], { isDone: true });
});

describe('the filter', () => {
  check('shows what meets it', threeMigrations, ['f', 'outcome = failed', 'enter'], {
    row: 'instance-0000000b',
    hides: ['instance-00000009'],
    shows: ['filter: outcome = failed (2 of 3)'],
  });
  check('goes with Esc', threeMigrations, ['f', 'outcome = failed', 'enter', 'esc'], {
    shows: ['instance-00000009'],
    notice: 'All migrations are shown',
  });
  check('says what is wrong under its place, and stays', threeMigrations, ['f', 'outcom = failed', 'enter'], {
    shows: [/Filter: outcom = failed\s*\n {9}\^{6}/, 'outcome'],
  });
  check(
    'completes fields, signs and values',
    threeMigrations,
    ['f', 'outc', 'tab', 'tab', 'fai', 'tab', 'enter'],
    {
      shows: ['filter: outcome = failed'],
    },
  );
  check('offers the hosts that there are', threeMigrations, ['f', 'source = '], { shows: [/^ +cmp-a/m] });
  check('can be left', threeMigrations, ['f', 'outcome', 'esc'], {
    shows: ['instance-00000009'],
    hides: ['Filter:'],
  });
  check('can be edited', threeMigrations, ['f', 'x', 'backspace', 'outcome = completed', 'enter'], {
    row: 'instance-00000009',
    hides: ['instance-0000000b'],
  });
  check('says when nothing meets it', threeMigrations, ['f', 'durationS > 9d', 'enter'], {
    shows: ['No migration meets the filter'],
  });
});

describe('the palette', () => {
  check('runs a command by its name', threeMigrations, [':', 'cover', 'enter'], { screen: 'coverage' });
  check('chooses with arrows', threeMigrations, [':', 'e', 'down', 'down', 'esc'], { screen: 'migrations' });
  check('takes a few letters of a name in their order', threeMigrations, [':', 'tmln', 'enter'], {
    screen: 'timeline',
  });
  check('filters by a condition', threeMigrations, [':', 'outcome = failed', 'enter'], {
    shows: ['filter: outcome = failed'],
  });
  check('says what it does not know', threeMigrations, [':', 'dance', 'enter'], {
    notice: 'No command or condition',
  });
  check(
    'keeps a condition with a mistake for correction',
    threeMigrations,
    [':', 'outcome = fialed', 'enter'],
    {
      shows: ['Filter: outcome = fialed', /\^{6}/],
    },
  );
});

describe('a migration', () => {
  check('opens with its verdict', threeMigrations, ['enter'], {
    screen: 'migration',
    shows: [/FAILED {2}instance-0000000b/, 'still runs on cmp-a'],
  });
  check('has three views, round and round', threeMigrations, ['enter', 'tab', 'tab', 'tab'], {
    screen: 'migration',
  });
  check('comes back to the same row', threeMigrations, ['enter', 'tab', 'esc'], {
    screen: 'migrations',
    row: 'instance-0000000b',
  });
  check('is open from the start when there is no other', portBlocked, [], { screen: 'migration' });
  check('leads back to the list', portBlocked, ['esc'], { screen: 'migrations' });
  check('copies the command to go on with', portBlocked, ['y'], {
    deeds: [/^copied nft list ruleset/],
    notice: 'Copied: nft list ruleset',
  });
  check(
    'goes on to the next command when one is ticked off',
    portBlocked,
    ['/', 'lets TCP', 'enter', ' ', 'g', 'y'],
    {
      deeds: [/^copied nc -vz/],
    },
  );
  check('copies any command', portBlocked, ['/', 'nc -vz', 'enter', 'y'], {
    deeds: [/^copied nc -vz/],
  });
  check('says where there is nothing to copy', portBlocked, ['c', 'y'], {
    notice: 'Nothing to copy here',
  });
  check('ticks steps off', portBlocked, ['/', 'nft list', 'enter', 'n', ' '], {
    shows: [/\[✔\]/],
    notice: /^1 of \d+ steps ticked/,
  });
  check('opens the log from its evidence', portBlocked, ['/', 'nova-compute.log', 'enter', 'enter'], {
    screen: 'log',
  });
  check('shows a destructive step with what must hold before', deadGuest, ['G'], {
    screen: 'migration',
  });
  check('says that nothing of a copy is known', portBlocked, ['c'], {
    screen: 'copy',
    shows: ['No progress of a copy'],
  });
});

describe('while logs are read', () => {
  const partial = (analysis: Analysis) => ({ ...overviewOf(analysis), stage: 'partial' }) as const;
  const start = () => initialState({ columns: 100, rows: 30 }, FORMATS);
  const rowAt = (state: AppState) => {
    const screen = shownScreen(state);
    return screen.name === 'migrations' ? sheetOf(state, screen).rows[screen.cursor]?.key : screen.name;
  };
  const only = { ...threeMigrations, migrations: threeMigrations.migrations.slice(-1) };

  it('the cursor goes to the first failure that is known, until a key is pressed', () => {
    const early = update(start(), partial(only));
    expect(rowAt(early)).toBe(only.migrations[0]?.id);
    expect(rowAt(update(early, partial(threeMigrations)))).toBe(threeMigrations.migrations[1]?.id);
    const touched = update(early, { type: 'command', command: 'next-error' });
    expect(rowAt(update(touched, partial(threeMigrations)))).toBe(only.migrations[0]?.id);
  });

  it('a migration that is the only one opens when all is read, unless a key was pressed', () => {
    expect(rowAt(update(start(), partial(portBlocked)))).not.toBe('migration');
    expect(rowAt(update(start(), overviewOf(portBlocked)))).toBe('migration');
    const touched = update(update(start(), partial(portBlocked)), { type: 'command', command: 'down' });
    expect(rowAt(update(touched, overviewOf(portBlocked)))).not.toBe('migration');
  });
});

describe('the timeline', () => {
  check('shows events of all hosts', portBlocked, ['t'], {
    screen: 'timeline',
    shows: [/● .*ctl +The API took the request/],
  });
  check('folds lesser events', portBlocked, ['t'], {
    shows: ['lesser events folded'],
    hides: ['Source check data'],
  });
  check('unfolds them all', portBlocked, ['t', 'z'], { shows: ['Source check data'] });
  check('unfolds one run', portBlocked, ['t', '/', 'folded', 'enter', 'enter'], {
    shows: [/▾ \d+ lesser events unfolded/],
  });
  check('keeps the cursor when it unfolds', portBlocked, ['t', 'e', 'z'], {
    row: /Live Migration failure|refused/i,
  });
  check('jumps to the next error', portBlocked, ['t', 'e'], { row: /refused|failure/i });
  check('jumps to the next phase', portBlocked, ['t', 'p'], { row: / cmp-/ });
  check('jumps to another host', portBlocked, ['t', 'h'], { row: / cmp-[ab] / });
  check('copies evidence with its place', portBlocked, ['t', 'y'], { deeds: [/nova-api\.log:7\)$/] });
  check('opens the log at the line', portBlocked, ['t', 'enter'], { screen: 'log', row: 'line number 7 ' });
});

describe('the log', () => {
  const LOG = ['t', 'e', 'l'] as const;
  check('shows the file around the line', portBlocked, LOG, { screen: 'log', row: /line number \d+/ });
  check('goes to its end and back', portBlocked, [...LOG, 'G'], {
    row: 'line number 2000 ',
    shows: ['line 2000 of 2000'],
  });
  check('goes to its beginning', portBlocked, [...LOG, 'G', 'g'], { row: 'line number 1 ' });
  check(
    'reads on while one goes down',
    portBlocked,
    [...LOG, 'g', ...Array.from({ length: 60 }, () => 'pagedown')],
    {
      row: /line number 1[2-4]\d\d /,
    },
  );
  check('finds lines that are not at hand', portBlocked, [...LOG, '/', 'number 1777', 'enter'], {
    row: 'line number 1777 ',
  });
  check('goes on to the next hit', portBlocked, [...LOG, '/', 'ERROR', 'enter', 'n', 'n', 'N'], {
    row: /line number \d+00 /,
  });
  check('jumps to errors', portBlocked, [...LOG, 'e'], { row: /line number \d+00 / });
  check('copies the line with its place', portBlocked, [...LOG, 'y'], {
    deeds: [/^copied .*\.log:\d+: 2026/],
  });
  check('goes back to the row', portBlocked, [...LOG, 'esc'], {
    screen: 'timeline',
    row: /refused|failure/i,
  });
});

describe('the mouse', () => {
  check('puts the cursor on a row', threeMigrations, ['[<0;10;4M', '[<0;10;4m'], {
    row: 'instance-00000009',
  });
  check('opens the row under the cursor', threeMigrations, ['[<0;10;5M', '[<0;10;5M'], {
    screen: 'migration',
  });
  check('does nothing above and below the list', threeMigrations, ['[<0;10;1M', '[<0;10;30M'], {
    row: 'instance-0000000b',
  });
  check('scrolls', portBlocked, ['[<65;1;1M', '[<65;1;1M'], { hides: ['FAILED  instance'] });
});

describe('the rest', () => {
  check('shows coverage and goes back', threeMigrations, ['v', 'v'], { screen: 'migrations' });
  check('shows what to fetch', threeMigrations, ['v'], { shows: ['Ask for /var/log/libvirt/libvirtd.log'] });
  check('shows every key', threeMigrations, ['?'], { screen: 'help', shows: ['Enter →'] });
  check('leaves the keys again', threeMigrations, ['?', '?'], { screen: 'migrations' });
  check('exports under a name whose ending chooses the format', threeMigrations, ['o', 'enter'], {
    deeds: ['wrote migscope-report.html as html'],
    notice: 'Written: migscope-report.html',
  });
  check('turns to the next format with Tab', threeMigrations, ['o', 'tab', 'enter'], {
    deeds: ['wrote migscope-report.txt as text'],
  });
});
