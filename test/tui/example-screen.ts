import type { Analysis } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { presentDetails } from '../../src/present/present-details.ts';
import { presentOverview } from '../../src/present/present-overview.ts';
import { MIGRATION_FIELDS, readMigrationField } from '../../src/condition/index.ts';
import { countAnalysis } from '../../src/statistics/count-analysis.ts';
import type { Ask, ExportFormat, News } from '../../src/tui/feed.ts';
import { fitLine, lineText } from '../../src/tui/layout/line.ts';
import { screenLines } from '../../src/tui/layout/screen-lines.ts';
import { pressKey } from '../../src/tui/read-key.ts';
import { type AppState, initialState, type Size } from '../../src/tui/state/app-state.ts';
import { update } from '../../src/tui/state/update.ts';
import type { KeyPress } from '../../src/tui/key-press.ts';

export const FORMATS: readonly ExportFormat[] = [
  { name: 'text', about: 'a report', extension: 'txt' },
  { name: 'html', about: 'one file for a browser', extension: 'html' },
];

/** A screen that has read an analysis, with what it was told outside of keys. */
export interface Opened {
  readonly state: AppState;
  /** Texts on the clipboard and files written, in order. */
  readonly deeds: readonly string[];
}

/** What the screen hears when an analysis is done. */
export function overviewOf(analysis: Analysis): Extract<News, { type: 'overview' }> {
  const model = presentAnalysis(analysis);
  const details = presentDetails(analysis, model);
  const { success } = countAnalysis(analysis);
  const overview = presentOverview(analysis, model, details, success, (migration) => {
    const own = analysis.findings.filter((finding) => finding.migration === migration.id);
    return Object.fromEntries(
      Object.keys(MIGRATION_FIELDS).flatMap((name) => {
        const value = readMigrationField(migration, own, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  });
  return { type: 'overview', overview, stage: 'complete' };
}

/** Opens a screen on an analysis and presses keys, one by one; what it asks is answered at once. */
export function openOn(
  analysis: Analysis,
  keys: readonly string[] = [],
  size: Size = { columns: 100, rows: 30 },
): Opened {
  const start = update(initialState(size, FORMATS), overviewOf(analysis));
  return keys.reduce(
    ({ state, deeds }, key) => {
      const pressed = pressKey(state, ...keyOf(key));
      return served(pressed, deeds, analysis);
    },
    served(start, [], analysis),
  );
}

/** The text of a screen, without the blanks at the ends of lines. */
export function textOf(state: AppState): string {
  return screenLines(state)
    .map(({ line }) => lineText(fitLine(line, state.size.columns)).trimEnd())
    .join('\n');
}

const NAMED: Readonly<Record<string, KeyPress>> = {
  enter: { return: true },
  esc: { escape: true },
  tab: { tab: true },
  up: { upArrow: true },
  down: { downArrow: true },
  pagedown: { pageDown: true },
  pageup: { pageUp: true },
  backspace: { backspace: true },
};

function keyOf(key: string): readonly [string, KeyPress] {
  const named = NAMED[key];
  if (named !== undefined) return ['', named];
  const [, letter] = /^ctrl\+(.)$/.exec(key) ?? [];
  return letter === undefined ? [key, {}] : [letter, { ctrl: true }];
}

function served(state: AppState, deeds: readonly string[], analysis: Analysis): Opened {
  const { errands } = state;
  if (errands.length === 0) return { state, deeds };
  const taken = update(state, { type: 'errands-taken', count: errands.length });
  const done = errands.flatMap((one) =>
    one.type === 'copy'
      ? [`copied ${one.text}`]
      : one.type === 'export'
        ? [`wrote ${one.path} as ${one.format}`]
        : [],
  );
  const heard = errands.reduce((before, one) => {
    const news = answer(one, analysis);
    return news === undefined ? before : update(before, news);
  }, taken);
  return served(heard, [...deeds, ...done], analysis);
}

const LOG_LINES = 2000;

/** A log of 2,000 lines; every line says its number, and each hundredth is an ERROR. */
export function logLine(number: number): string {
  const level = number % 100 === 0 ? 'ERROR' : 'DEBUG';
  return `2026-11-24 01:48:36.${String(number % 1000).padStart(3, '0')} 77 ${level} nova.virt line number ${String(number)} run /nova/driver.py:${String(number)}`;
}

function answer(errand: AppState['errands'][number], analysis: Analysis): News | undefined {
  switch (errand.type) {
    case 'detail': {
      const details = presentDetails(analysis, presentAnalysis(analysis));
      return { type: 'detail', id: errand.id, detail: details.find(({ id }) => id === errand.id) };
    }
    case 'log':
      return { type: 'log', window: logWindow(errand) };
    case 'find-in-log': {
      const numbers = Array.from({ length: LOG_LINES }, (_, index) => index + 1);
      const holds = (number: number) => logLine(number).includes(errand.text);
      const found =
        errand.step === 1
          ? numbers.find((number) => number >= errand.from && holds(number))
          : numbers.findLast((number) => number <= errand.from && holds(number));
      return { type: 'log-hit', file: errand.file, line: found };
    }
    case 'export':
      return { type: 'exported', path: errand.path };
    case 'copy':
    case 'suspend':
      return undefined;
  }
}

function logWindow({ file, from, count }: Extract<Ask, { type: 'log' }>) {
  const first = from < 0 ? Math.max(1, LOG_LINES + from + 1) : from;
  const last = Math.min(LOG_LINES, first + count - 1);
  const lines = Array.from({ length: last - first + 1 }, (_, index) => logLine(first + index));
  return { file, from: first, lines, ...(last === LOG_LINES ? { total: LOG_LINES } : {}) };
}
