import type { Tone } from '../../present/report-model.ts';
import type { Line } from './line.ts';

/** Where Enter leads from a row. */
export type Target =
  | { readonly screen: 'migration'; readonly id: string }
  | { readonly screen: 'log'; readonly file: string; readonly line: number; readonly id?: string }
  | { readonly screen: 'fold'; readonly key: string };

/** What stands on a sheet: one row of a table, or one block of a page. */
export interface Row {
  /** Stays the same when the sheet is made anew from newer logs. */
  readonly key: string;
  readonly height: number;
  /** Headings and separators hold no cursor. */
  readonly isStop: boolean;
  /** What a search looks at. */
  readonly text: string;
  readonly tone: Tone;
  readonly host?: string;
  readonly phase?: string | undefined;
  readonly opens?: Target;
  /** What copying puts on the clipboard: a command, or a piece of evidence with its place. */
  readonly copies?: string;
  /** What must hold before what is copied may be run. */
  readonly caution?: string;
  /** A picture: the pointer stands beside it, and no colour goes over it. */
  readonly isPicture?: true;
  /** Steps of a checklist. */
  readonly canTick?: true;
}

export interface DrawnWith {
  readonly isMarked: boolean;
  readonly isTicked: boolean;
}

/**
 * A screen's content for one width: rows that the state moves over, and how to draw each.
 *
 * Drawing is done for the visible rows alone, so that 100,000 rows cost no more than 40.
 */
export interface Sheet {
  /** Column headings that stay when the rows scroll. */
  readonly head: readonly Line[];
  readonly rows: readonly Row[];
  readonly draw: (index: number, how: DrawnWith) => readonly Line[];
  /** More about the row under the cursor, for the pane below. */
  readonly preview?: (index: number, lines: number) => readonly Line[];
  /** What copying takes where the row under the cursor has nothing: the next command. */
  readonly copies?: string;
  /** Shown when there are no rows. */
  readonly empty: readonly Line[];
}
