import { TOO_SMALL } from '../../present/screen-words.ts';
import { type AppState, type Screen, shownScreen } from '../state/app-state.ts';
import { offsetsOf, rowAt } from '../state/move.ts';
import { markOf } from '../state/mark-of.ts';
import { frameFor, sheetOf } from '../state/sheet-of.ts';
import { LEAST } from './frame.ts';
import { highlight } from './highlight.ts';
import { BLANK, fitLine, type Line, line, span } from './line.ts';
import { promptLines, rule } from './prompt-lines.ts';
import { statusLine } from './status-line.ts';
import { summaryLine, titleLine } from './title-line.ts';

/** A line of the terminal with what it is besides its text. */
export interface ScreenLine {
  readonly line: Line;
  readonly kind: 'bar' | 'cursor' | 'plain';
}

/** Everything on the screen, exactly as many lines as the terminal has. */
export function screenLines(state: AppState): readonly ScreenLine[] {
  const { columns, rows } = state.size;
  if (columns < LEAST.columns || rows < LEAST.rows) {
    return Array.from({ length: rows }, (_, index) => plain(index === 0 ? line(TOO_SMALL) : BLANK));
  }
  const screen = shownScreen(state);
  const sheet = sheetOf(state, screen);
  const frame = frameFor(state, screen, sheet);
  const search = searchOf(state, screen);
  const preview = (sheet.preview?.(screen.cursor, frame.preview) ?? [])
    .slice(0, frame.preview)
    .map((one) => highlight(one, search));
  const upper: readonly ScreenLine[] = [
    { line: titleLine(state), kind: 'bar' },
    ...(screen.name === 'migrations' ? [plain(summaryLine(state))] : []),
    ...sheet.head.map(plain),
    ...filled(bodyLines(state), frame.body),
    ...(frame.preview > 0 ? [plain(rule(columns)), ...filled(preview.map(plain), frame.preview)] : []),
  ];
  const lower = [
    ...(state.prompt === undefined ? [] : promptLines(state, state.prompt)),
    statusLine(state),
  ].map(plain);
  const above = upper.slice(0, rows - lower.length);
  // Two rules upon one another look like a mistake.
  const isDouble = state.prompt !== undefined && above.length === upper.length - frame.preview;
  return [...(isDouble ? [...above.slice(0, -1), plain(BLANK)] : above), ...lower];
}

/** The rows of the sheet that are on the page; nothing else is drawn. */
function bodyLines(state: AppState): readonly ScreenLine[] {
  const screen = shownScreen(state);
  const sheet = sheetOf(state, screen);
  if (sheet.rows.length === 0) return sheet.empty.map(plain);
  const { body, columns } = frameFor(state, screen, sheet);
  const starts = offsetsOf(sheet);
  const search = searchOf(state, screen);
  const shown: ScreenLine[] = [];
  for (let index = rowAt(sheet, screen.top); index < sheet.rows.length; index += 1) {
    const start = starts[index] ?? 0;
    if (start >= screen.top + body) break;
    const row = sheet.rows[index];
    if (row === undefined) break;
    const isCursor = index === screen.cursor && row.isStop;
    const key = markOf(screen, row.key);
    const drawn = sheet.draw(index, { isMarked: state.marks.has(key), isTicked: state.ticks.has(key) });
    for (const [offset, one] of drawn.entries()) {
      if (start + offset < screen.top) continue;
      const found = highlight(one, search);
      const pointed = isCursor && offset === 0 ? withPointer(found, columns) : found;
      shown.push({ line: pointed, kind: isCursor && row.isPicture !== true ? 'cursor' : 'plain' });
    }
  }
  return shown;
}

/** What is searched for; hits on the page are seen while it is typed. */
function searchOf({ prompt }: AppState, screen: Screen): string {
  return prompt?.kind === 'search' && prompt.text !== '' ? prompt.text : screen.search;
}

/** The pointer takes the place of the first blank: it is there without any colour. */
function withPointer(pieces: Line, columns: number): Line {
  const [first, ...rest] = fitLine(pieces, columns);
  if (first?.text.startsWith(' ') !== true) return pieces;
  return [span('▌', 'accent'), { ...first, text: first.text.slice(1) }, ...rest];
}

function filled(lines: readonly ScreenLine[], height: number): readonly ScreenLine[] {
  const blank = Array.from({ length: Math.max(0, height - lines.length) }, () => plain(BLANK));
  return [...lines.slice(0, height), ...blank];
}

function plain(one: Line): ScreenLine {
  return { line: one, kind: 'plain' };
}
