import type { EventRow } from '../../../present/detail-model.ts';
import { searchWords } from './search-words.ts';

/** A row to show, or a run of lesser ones behind a button. */
export type Run = { readonly row: EventRow } | { readonly folded: readonly EventRow[] };

/** What somebody wants to see of a timeline; an empty text stands for all. */
export interface TimelineState {
  readonly search: string;
  readonly host: string;
  readonly unfolded: boolean;
}

/** What to show of a timeline: what matches when something is searched, else runs of lesser events folded. */
export function timelineRuns(all: readonly EventRow[], state: TimelineState): readonly Run[] {
  const rows = state.host === '' ? all : all.filter((row) => row.host === state.host);
  const words = searchWords(state.search);
  if (words.length > 0) return rows.filter((row) => matches(row, words)).map((row) => ({ row }));
  if (state.unfolded) return rows.map((row) => ({ row }));
  const runs: Run[] = [];
  let folded: EventRow[] = [];
  const close = (): void => {
    if (folded.length > 0) runs.push({ folded });
    folded = [];
  };
  for (const row of rows) {
    if (row.isLesser) {
      folded.push(row);
    } else {
      close();
      runs.push({ row });
    }
  }
  close();
  return runs;
}

function matches(row: EventRow, words: readonly string[]): boolean {
  const text = [row.time, row.host, row.phase, row.level, row.kind, row.summary, row.place]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
