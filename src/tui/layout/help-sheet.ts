import { COMMAND_WORDS, type CommandGroup, GROUP_WORDS } from '../../present/command-words.ts';
import { VIEW_WORDS } from '../../present/screen-words.ts';
import { textWidth } from '../../present/text-width.ts';
import { KEYMAP, type ScreenName } from '../keymap.ts';
import { cell, span } from './line.ts';
import { hanging, PageBuilder } from './page-sheet.ts';
import type { Sheet } from './sheet.ts';

/** Every key, from the keymap itself. */
export function helpSheet(columns: number): Sheet {
  const page = new PageBuilder(columns);
  const width = Math.max(...KEYMAP.map(({ shown }) => textWidth(shown)));
  for (const [group, title] of Object.entries(GROUP_WORDS) as [CommandGroup, string][]) {
    page.heading(title);
    for (const { command, shown, on } of KEYMAP.filter((binding) => binding.group === group)) {
      const lead = [span('  '), cell(shown, width, 'command'), span('  ')];
      page.add(hanging(lead, `${COMMAND_WORDS[command].help}${where(on)}`, columns), { isStop: true });
    }
  }
  return page.sheet();
}

function where(on: readonly ScreenName[] | undefined): string {
  return on === undefined ? '' : ` (${on.map((name) => VIEW_WORDS[name].toLowerCase()).join(', ')})`;
}
