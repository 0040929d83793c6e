import type { Screen, Size } from '../state/app-state.ts';

export interface Frame {
  readonly columns: number;
  /** Lines above the sheet: title, numbers, its head. */
  readonly above: number;
  /** Lines of the sheet below its head. */
  readonly body: number;
  /** Lines of the pane below it, without its rule; 0 when there is none. */
  readonly preview: number;
}

export const LEAST: Size = { columns: 60, rows: 15 };

const TITLE = 1;
const STATUS = 1;

const PREVIEW: Readonly<Record<Screen['name'], readonly [small: number, large: number]>> = {
  migrations: [2, 5],
  timeline: [3, 4],
  log: [3, 5],
  migration: [0, 0],
  copy: [0, 0],
  coverage: [0, 0],
  help: [0, 0],
};

/** How the terminal is shared out. */
export function frameOf({ columns, rows }: Size, screen: Screen['name'], headLines: number): Frame {
  const [small, large] = PREVIEW[screen];
  const preview = rows >= 20 ? large : small;
  const rule = preview > 0 ? 1 : 0;
  const summary = screen === 'migrations' ? 1 : 0;
  const above = TITLE + summary + headLines;
  const body = rows - above - STATUS - preview - rule;
  return { columns, above, body: Math.max(1, body), preview };
}
