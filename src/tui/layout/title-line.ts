import type { AppState, Screen } from '../state/app-state.ts';
import { shownScreen } from '../state/app-state.ts';
import { filterNote, NOTICES, positionNote, VIEW_WORDS } from '../../present/screen-words.ts';
import { progressLine } from '../../present/progress-line.ts';
import { textWidth } from '../../present/text-width.ts';
import { shownItems } from '../state/sheet-of.ts';
import { lineWidth, type Line, type Span, span, spread } from './line.ts';

const VIEWS = ['migration', 'timeline', 'copy'] as const;

/** The bar at the top: where one is, and how far reading has come. */
export function titleLine(state: AppState): Line {
  const screen = shownScreen(state);
  const { columns } = state.size;
  const left: Line = [span(' migscope ', 'accent', { bold: true }), ...place(state, screen)];
  const room = columns - lineWidth(left) - 3;
  return spread(left, status(state, Math.max(12, room)), columns);
}

function place(state: AppState, screen: Screen): Line {
  switch (screen.name) {
    case 'migrations':
    case 'coverage':
    case 'help':
      return [span(` ${VIEW_WORDS[screen.name]}`, undefined, { bold: true })];
    case 'log':
      return [span(` ${VIEW_WORDS.log}  `, undefined, { bold: true }), span(screen.file, 'place')];
    case 'migration':
    case 'timeline':
    case 'copy': {
      const item = state.overview.items.find(({ row }) => row.id === screen.id);
      const name: readonly Span[] =
        item === undefined
          ? []
          : [span(` ${item.row.mark} `, item.row.tone, { bold: true }), span(`${item.row.name}  `)];
      return [...name, ...VIEWS.map((view) => tab(VIEW_WORDS[view], view === screen.name))];
    }
  }
}

function tab(text: string, isShown: boolean): Span {
  return isShown ? span(`[${text}]`, undefined, { bold: true, inverse: true }) : span(` ${text} `, 'quiet');
}

function status(state: AppState, room: number): Line {
  const { stage, progress } = state;
  if ((stage === 'opening' || stage === 'partial') && progress !== undefined)
    return [span(`${progressLine(progress, undefined, room)} `, 'accent')];
  return stage === 'following' ? [span(`● ${NOTICES.following} `, 'good')] : [];
}

/** The line of numbers above the list of migrations; a number that does not fit whole is left out. */
export function summaryLine(state: AppState): Line {
  const { overview, filter, size } = state;
  const note = filter === '' ? '' : filterNote(filter, shownItems(state).length, overview.items.length);
  const right: Line = note === '' ? [] : [span(` ${note} `, 'accent', { bold: true })];
  let left = size.columns - lineWidth(right) - 1;
  const facts = overview.facts.flatMap(({ text, tone }, index): Span[] => {
    const gap = index === 0 ? '  ' : '   ';
    left -= textWidth(gap) + textWidth(text);
    return left < 0 ? [] : [span(gap), span(text, tone)];
  });
  return spread(facts, right, size.columns);
}

/** Where the cursor is among the rows, for the status line. */
export function positionOf(screen: Screen, rows: readonly { readonly isStop: boolean }[]): string {
  if (screen.name === 'log') return '';
  if (screen.name !== 'migrations' && screen.name !== 'timeline') return '';
  const stops = rows.length;
  return positionNote(Math.min(screen.cursor + 1, stops), stops);
}
