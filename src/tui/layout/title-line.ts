import type { AppState, Screen } from '../state/app-state.ts';
import { shownScreen } from '../state/app-state.ts';
import { filterNote, NOTICES, positionNote, VIEW_WORDS } from '../../present/screen-words.ts';
import { progressLine } from '../../present/progress-line.ts';
import { cutStart, textWidth } from '../../present/text-width.ts';
import { shownItems } from '../state/sheet-of.ts';
import { lineWidth, type Line, type Span, span, spread } from './line.ts';

/** Room for a percentage at least. */
const LEAST_STATUS = 5;
/** Room for the name of the program and of the view. */
const LEAD_OF_LOG = 18;
const VIEWS = ['migration', 'timeline', 'copy'] as const;

/** The bar at the top: where one is, and how far reading has come. */
export function titleLine(state: AppState): Line {
  const screen = shownScreen(state);
  const { columns } = state.size;
  const left: Line = [span(' migscope ', 'accent', { bold: true }), ...place(state, screen, columns)];
  const right = status(state, Math.max(LEAST_STATUS, columns - lineWidth(left) - 3));
  return spread(left, right.length === 0 ? right : [span('  '), ...right], columns);
}

function place(state: AppState, screen: Screen, columns: number): Line {
  switch (screen.name) {
    case 'migrations':
    case 'coverage':
    case 'help':
      return [span(` ${VIEW_WORDS[screen.name]}`, undefined, { bold: true })];
    case 'log':
      return [
        span(` ${VIEW_WORDS.log}  `, undefined, { bold: true }),
        span(cutStart(screen.file, columns - LEAD_OF_LOG - LEAST_STATUS), 'place'),
      ];
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
  const followed: Line = stage === 'following' ? [span(`● ${NOTICES.following} `, 'good')] : [];
  const isOfAll =
    VIEWS.every((view) => view !== shownScreen(state).name) && shownScreen(state).name !== 'log';
  return isOfAll ? [span(`${state.overview.span} `, 'quiet'), ...followed] : followed;
}

/** The line of numbers above the list of migrations; a number that does not fit whole is left out. */
export function summaryLine(state: AppState): Line {
  const { overview, filter, size } = state;
  const note = filter === '' ? '' : filterNote(filter, shownItems(state).length, overview.items.length);
  const right: Line = note === '' ? [] : [span(` ${note} `, 'accent', { bold: true })];
  let left = size.columns - lineWidth(right) - 1;
  const facts = overview.facts.flatMap(({ text, tone }, index): Span[] => {
    const gap = index === 0 ? '  ' : '   ';
    const width = textWidth(gap) + textWidth(text);
    if (width > left) return [];
    left -= width;
    return [span(gap), span(text, tone)];
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
