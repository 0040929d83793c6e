import type { MigrationDetail } from '../../present/detail-model.ts';
import { EMPTY_WORDS } from '../../present/screen-words.ts';
import { copySheet } from '../layout/copy-sheet.ts';
import { coverageSheet } from '../layout/coverage-sheet.ts';
import { emptyLines } from '../layout/empty-lines.ts';
import { type Frame, frameOf } from '../layout/frame.ts';
import { helpSheet } from '../layout/help-sheet.ts';
import { knownLines, logSheet } from '../layout/log-sheet.ts';
import { migrationSheet } from '../layout/migration-sheet.ts';
import { migrationsSheet } from '../layout/migrations-sheet.ts';
import type { Sheet } from '../layout/sheet.ts';
import { timelineSheet } from '../layout/timeline-sheet.ts';
import type { AppState, Screen } from './app-state.ts';
import { filterItems } from './filter.ts';
import { markOf } from './mark-of.ts';
import { remembered } from './remembered.ts';
import { sortItems } from './sort-order.ts';

const sorted = remembered(sortItems);
const migrations = remembered(migrationsSheet);
const migration = remembered(
  (detail: MigrationDetail, ticks: ReadonlySet<string>, columns: number): Sheet => {
    const screen = { name: 'migration', id: detail.id, cursor: 0, top: 0, search: '' } as const;
    return migrationSheet(detail, (key) => ticks.has(markOf(screen, key)), columns);
  },
);
const timeline = remembered(
  (
    detail: Parameters<typeof timelineSheet>[0],
    isUnfolded: boolean,
    unfolded: ReadonlySet<string>,
    columns: number,
  ) => timelineSheet(detail, { isUnfolded, unfolded }, columns),
);
const copy = remembered(copySheet);
const known = remembered(knownLines);
const log = remembered(logSheet);
const coverage = remembered(coverageSheet);
const help = remembered(helpSheet);
const waiting = remembered((columns: number): Sheet => nothing(EMPTY_WORDS.detail, columns));

/** What a screen shows; the same object as long as nothing that it shows has changed. */
export function sheetOf(state: AppState, screen: Screen): Sheet {
  const { columns, rows } = state.size;
  switch (screen.name) {
    case 'migrations': {
      const items = shownItems(state);
      return migrations(items, state.order, columns, emptyList(state));
    }
    case 'coverage':
      return coverage(state.overview, columns);
    case 'help':
      return help(columns);
    case 'log':
      return log(screen.window, known(detailOf(state, screen.id), screen.file), screen.isWhole, columns);
    case 'timeline': {
      const detail = detailOf(state, screen.id);
      if (detail === undefined) return waiting(columns);
      return timeline(detail, screen.isUnfolded, screen.unfolded, columns);
    }
    case 'migration':
    case 'copy': {
      const detail = detailOf(state, screen.id);
      if (detail === undefined) return waiting(columns);
      return screen.name === 'copy' ? copy(detail, columns, rows) : migration(detail, state.ticks, columns);
    }
  }
}

/** The migrations in the list, filtered and sorted. */
export function shownItems({ overview, filter, order }: AppState): ReturnType<typeof sortItems> {
  return sorted(filterItems(overview.items, filter), order);
}

/** How the terminal is shared out for a screen. */
export function frameFor(state: AppState, screen: Screen, sheet: Sheet): Frame {
  return frameOf(state.size, screen.name, sheet.head.length);
}

function detailOf({ details }: AppState, id: string | undefined) {
  return id === undefined ? undefined : details.get(id);
}

function emptyList({ stage, overview }: AppState): readonly string[] {
  if (stage === 'opening') return EMPTY_WORDS.opening;
  if (overview.items.length > 0) return EMPTY_WORDS.filtered;
  return stage === 'partial' ? EMPTY_WORDS.reading : EMPTY_WORDS.none;
}

function nothing(texts: readonly string[], columns: number): Sheet {
  return { head: [], rows: [], draw: () => [], empty: emptyLines(texts, columns) };
}
