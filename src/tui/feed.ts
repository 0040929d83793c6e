import type { Progress } from '../model/index.ts';
import type { MigrationDetail } from '../present/detail-model.ts';
import type { Overview } from '../present/screen-model.ts';

/** Lines of a log file as they were read; line numbers count from 1. */
export interface LogWindow {
  readonly file: string;
  readonly from: number;
  /** Cleaned of what a terminal would obey. */
  readonly lines: readonly string[];
  /** Lines in the whole file, once its end was seen. */
  readonly total?: number;
}

/** What the screen hears while it runs; each is an intent of the state, too. */
export type News =
  | { readonly type: 'progress'; readonly progress: Progress }
  | {
      readonly type: 'overview';
      readonly overview: Overview;
      /** `partial`: more is still being read; `following`: read to its end, which may move. */
      readonly stage: 'partial' | 'complete' | 'following';
    }
  | { readonly type: 'detail'; readonly id: string; readonly detail: MigrationDetail | undefined }
  | { readonly type: 'log'; readonly window: LogWindow }
  | { readonly type: 'log-unreadable'; readonly file: string; readonly why: string }
  | { readonly type: 'log-hit'; readonly file: string; readonly line: number | undefined }
  | { readonly type: 'exported'; readonly path: string }
  | { readonly type: 'export-refused'; readonly path: string; readonly why: string; readonly exists: boolean }
  | { readonly type: 'copied'; readonly text: string }
  | { readonly type: 'broken'; readonly message: string };

/** What the screen asks for; the answer comes as news. */
export type Ask =
  | { readonly type: 'detail'; readonly id: string }
  | { readonly type: 'log'; readonly file: string; readonly from: number; readonly count: number }
  | {
      readonly type: 'find-in-log';
      readonly file: string;
      readonly text: string;
      readonly from: number;
      readonly step: 1 | -1;
    }
  | { readonly type: 'export'; readonly format: string; readonly path: string; readonly replace: boolean };

/** What only the edge of the program can do. */
export type Deed = { readonly type: 'copy'; readonly text: string } | { readonly type: 'suspend' };

/** The analysis at work, wherever it runs; the screen knows no stage. */
export interface Feed {
  /** Gives back a way to stop listening. */
  readonly listen: (hear: (news: News) => void) => () => void;
  readonly ask: (ask: Ask) => void;
}

/** A way to write the report, as the export offers it. */
export interface ExportFormat {
  readonly name: string;
  readonly about: string;
  readonly extension: string;
}
