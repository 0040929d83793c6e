import type { EventRow } from '../../../present/detail-model.ts';

/** A row to show, or a run of lesser ones behind a button. */
export type Run = { readonly row: EventRow } | { readonly folded: readonly EventRow[] };

/** What to show of a timeline: what matches when something is searched, else runs of lesser events folded. */
export function timelineRuns(rows: readonly EventRow[], search: string, unfolded: boolean): readonly Run[] {
  const words = searchWords(search);
  if (words.length > 0) return rows.filter((row) => matches(row, words)).map((row) => ({ row }));
  if (unfolded) return rows.map((row) => ({ row }));
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

/** The words of a search, for comparing. */
export function searchWords(search: string): readonly string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

function matches(row: EventRow, words: readonly string[]): boolean {
  const text = [row.time, row.host, row.phase, row.level, row.kind, row.summary, row.place]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** A text cut where the words of a search begin and end; every second piece is a match. */
export function markedPieces(text: string, words: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  // A letter that changes its length with its case would shift every mark behind it.
  if (words.length === 0 || lower.length !== text.length) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    const next = words
      .map((word) => ({ at: lower.indexOf(word, from), length: word.length }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.length - a.length)[0];
    if (next === undefined) break;
    pieces.push(text.slice(from, next.at), text.slice(next.at, next.at + next.length));
    from = next.at + next.length;
  }
  return [...pieces, text.slice(from)];
}
