import { expect, test } from 'vitest';
import { optionNames, optionPage } from '../../src/cli/rules/option-page.ts';
import { loadOptions } from '../../src/knowledge/load-options.ts';
import { rulesFolder } from '../../src/knowledge/package-folder.ts';
import { OptionTable } from '../../src/options/option-table.ts';
import { renderPage } from '../../src/report/render-page.ts';
import { paintAt } from '../../src/report/text/paint.ts';

const table = new OptionTable(loadOptions(rulesFolder()));

function check(what: string, expected: RegExp): void {
  const page = optionPage(what, table);
  if (page === undefined) throw new Error(`${what} has no page`);
  expect(renderPage(page, { columns: 100, paint: paintAt(0) })).toMatch(expected);
}

test.each([
  [
    'live_migration_progress_timeout',
    /Liberty to Newton +default 150\n +Ocata to Rocky +default 0; deprecated\n +from Stein on +removed/,
  ],
  ['[libvirt]/live_migration_uri', /Instead\n +live_migration_scheme/],
  ['[libvirt] live_migration_downtime', /from Pike on +default 500; at least 100\n/],
  ['vnc.vncserver_listen', /^Address on which consoles[^]*\[vnc\] server_listen/],
  ['server_listen', /What it is of \[vnc\][^]*What it is of \[spice\]/],
  ['spice.server_listen', /^(?![^]*\[vnc\])/],
  [
    'live_migration_compression',
    /^No release of Nova reads live_migration_compression[^]*permit_auto_converge/,
  ],
  ['swtpm_user', /since +Victoria/],
  ['checksum_base_images', /not read any more from +Train/],
])('the page of %s', check);

test('what is no option has no page', () => {
  expect(optionPage('no_such_thing', table)).toBeUndefined();
  expect(optionPage('', table)).toBeUndefined();
});

test('every option and invented name has one', () => {
  expect(optionNames(table).filter((name) => optionPage(name, table) === undefined)).toEqual([]);
});
