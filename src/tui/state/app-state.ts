import type { Progress } from '../../model/index.ts';
import type { MigrationDetail } from '../../present/detail-model.ts';
import { EMPTY_OVERVIEW, type Overview, type ToneText } from '../../present/screen-model.ts';
import type { Ask, Deed, ExportFormat, LogWindow } from '../feed.ts';
import type { SortOrder } from './sort-order.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where the user is on one screen. */
interface Position {
  /** Index of the row under the cursor. */
  readonly cursor: number;
  /** First line of the sheet that is shown. */
  readonly top: number;
  readonly search: string;
}

export type Screen = Position &
  (
    | { readonly name: 'migrations' | 'coverage' | 'help' }
    | { readonly name: 'migration' | 'copy'; readonly id: string }
    | {
        readonly name: 'timeline';
        readonly id: string;
        readonly isUnfolded: boolean;
        /** Folds that were opened one by one, by the key of their row. */
        readonly unfolded: ReadonlySet<string>;
      }
    | {
        readonly name: 'log';
        readonly file: string;
        /** The migration from which it was opened: its lines are highlighted. */
        readonly id?: string;
        /** A line that the cursor goes to as soon as it was read. */
        readonly goal: number | undefined;
        readonly window: LogWindow | undefined;
        readonly trouble: string | undefined;
        /** Long ids are written out. */
        readonly isWhole: boolean;
      }
  );

export type LogScreen = Extract<Screen, { name: 'log' }>;

/** A line that is being typed at the bottom. */
export interface Prompt {
  readonly kind: 'search' | 'filter' | 'palette' | 'export' | 'replace';
  readonly text: string;
  /** Position of the caret in the text. */
  readonly caret: number;
  /** Which suggestion is chosen; none until an arrow or Tab chooses one. */
  readonly choice: number | undefined;
}

/** All that the screen shows follows from this. */
export interface AppState {
  readonly size: Size;
  readonly overview: Overview;
  readonly stage: 'opening' | 'partial' | 'complete' | 'following';
  readonly progress: Progress | undefined;
  readonly details: ReadonlyMap<string, MigrationDetail>;
  /** The last one is shown; Esc goes back to the one before. */
  readonly screens: readonly Screen[];
  readonly prompt: Prompt | undefined;
  /** The condition in force; empty when all migrations are shown. */
  readonly filter: string;
  readonly order: SortOrder;
  readonly marks: ReadonlySet<string>;
  readonly ticks: ReadonlySet<string>;
  /** Said in the status line until the next key. */
  readonly notice: ToneText | undefined;
  readonly formats: readonly ExportFormat[];
  /** What the feed and the edge still have to be asked to do. */
  readonly errands: readonly (Ask | Deed)[];
  /** Whether the user has done anything yet; until then the screen chooses for him what is worth a look. */
  readonly isTouched: boolean;
  readonly isDone: boolean;
}

/** The state before anything was read. */
export function initialState(size: Size, formats: readonly ExportFormat[]): AppState {
  return {
    size,
    overview: EMPTY_OVERVIEW,
    stage: 'opening',
    progress: undefined,
    details: new Map(),
    screens: [{ name: 'migrations', cursor: 0, top: 0, search: '' }],
    prompt: undefined,
    filter: '',
    order: { column: 'started', isReversed: false },
    marks: new Set(),
    ticks: new Set(),
    notice: undefined,
    formats,
    errands: [],
    isTouched: false,
    isDone: false,
  };
}

/** The screen that is shown. */
export function shownScreen({ screens }: AppState): Screen {
  const last = screens.at(-1);
  if (last === undefined) throw new Error('there is always a screen');
  return last;
}

/** The state with its shown screen changed. */
export function withScreen(state: AppState, screen: Screen): AppState {
  return { ...state, screens: [...state.screens.slice(0, -1), screen] };
}

/** The state with one more thing to be done outside. */
export function withErrand(state: AppState, errand: Ask | Deed): AppState {
  return { ...state, errands: [...state.errands, errand] };
}
