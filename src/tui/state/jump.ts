import type { Tone } from '../../present/report-model.ts';
import type { Row, Sheet } from '../layout/sheet.ts';

type Step = 1 | -1;

/** The next row of an error; where a sheet has none at all, of a warning. */
export function nextOfTone(sheet: Sheet, cursor: number, step: Step): number | undefined {
  const worst: Tone | undefined = (['bad', 'warn'] as const).find((tone) =>
    sheet.rows.some((row) => row.isStop && row.tone === tone),
  );
  return worst === undefined ? undefined : find(sheet, cursor, step, (row) => row.tone === worst);
}

/** The first row of an error, else of a warning, else the first of all. */
export function firstOfTone(sheet: Sheet): number {
  return nextOfTone(sheet, -1, 1) ?? 0;
}

/** Where the next phase begins, or the one before. */
export function nextPhase(sheet: Sheet, cursor: number, step: Step): number | undefined {
  const own = phaseAt(sheet, cursor);
  const other = find(sheet, cursor, step, ({ phase }) => phase !== undefined && phase !== own);
  if (other === undefined || step === 1) return other;
  const phase = sheet.rows[other]?.phase;
  const before = find(sheet, other, -1, (row) => row.phase !== undefined && row.phase !== phase);
  return find(sheet, before ?? -1, 1, (row) => row.phase === phase);
}

/** The next row of another host than this one's. */
export function nextHost(sheet: Sheet, cursor: number): number | undefined {
  const own = sheet.rows[cursor]?.host;
  return find(sheet, cursor, 1, ({ host }) => host !== undefined && host !== own);
}

/** The next row with a mark, from the top again behind the last one. */
export function nextMarked(
  sheet: Sheet,
  cursor: number,
  isMarked: (row: Row) => boolean,
): number | undefined {
  return find(sheet, cursor, 1, isMarked) ?? find(sheet, -1, 1, isMarked);
}

/** The next row that holds a text, around the end of the sheet; this row itself comes last. */
export function nextHit(sheet: Sheet, cursor: number, step: Step, text: string): number | undefined {
  // Matches without making a small-letter copy of every row.
  const wanted = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
  const holds = (row: Row): boolean => wanted.test(row.text);
  return find(sheet, cursor, step, holds) ?? find(sheet, step === 1 ? -1 : sheet.rows.length, step, holds);
}

function find(sheet: Sheet, cursor: number, step: Step, fits: (row: Row) => boolean): number | undefined {
  for (let index = cursor + step; index >= 0 && index < sheet.rows.length; index += step) {
    const row = sheet.rows[index];
    if (row?.isStop === true && fits(row)) return index;
  }
  return undefined;
}

/** A row without a phase belongs to the one before it. */
function phaseAt(sheet: Sheet, cursor: number): string | undefined {
  for (let index = cursor; index >= 0; index -= 1) {
    const phase = sheet.rows[index]?.phase;
    if (phase !== undefined) return phase;
  }
  return undefined;
}
