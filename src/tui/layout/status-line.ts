import { COMMAND_WORDS } from '../../present/command-words.ts';
import { lineNote, PROMPT_KEYS } from '../../present/screen-words.ts';
import { type AppState, type Screen, shownScreen } from '../state/app-state.ts';
import { sheetOf } from '../state/sheet-of.ts';
import { isOn, KEYMAP } from '../keymap.ts';
import { type Line, lineWidth, type Span, span, spread } from './line.ts';
import { positionOf } from './title-line.ts';

/** The last line: what was just said, or else the keys that matter here. */
export function statusLine(state: AppState): Line {
  const screen = shownScreen(state);
  const { columns } = state.size;
  const right: Line = [span(` ${where(state, screen)} `, 'quiet')];
  if (state.prompt !== undefined) return [span(` ${PROMPT_KEYS[state.prompt.kind]}`, 'quiet')];
  if (state.notice !== undefined)
    return spread([span(` ${state.notice.text}`, state.notice.tone)], right, columns);
  return spread(hints(screen, columns - lineWidth(right)), right, columns);
}

/** As many keys as fit whole, the most useful first, help and quit always. */
function hints(screen: Screen, room: number): Line {
  const all = KEYMAP.filter(
    (binding) => isOn(binding, screen.name) && binding.hint?.includes(screen.name) === true,
  );
  const always = all.filter(({ command }) => command === 'help' || command === 'quit').map(hint);
  let left = room - 1 - always.reduce((sum, one) => sum + lineWidth(one), 0);
  const others: Line[] = [];
  for (const binding of all) {
    if (binding.command === 'help' || binding.command === 'quit') continue;
    const one = hint(binding);
    left -= lineWidth(one);
    if (left < 0) break;
    others.push(one);
  }
  return [span(' '), ...others.flat(), ...always.flat()];
}

function hint({ command, shown }: (typeof KEYMAP)[number]): Line {
  const key = shown.split(' ')[0] ?? shown;
  const pieces: Span[] = [
    span(key, 'command', { bold: true }),
    span(` ${COMMAND_WORDS[command].hint}  `, 'quiet'),
  ];
  return pieces;
}

function where(state: AppState, screen: Screen): string {
  if (screen.name === 'log') {
    const { window, cursor } = screen;
    return window === undefined ? '' : lineNote(window.from + cursor, window.total);
  }
  return positionOf(screen, sheetOf(state, screen).rows);
}
