// How long a key press takes on a migration of 100,000 events, from the key to the lines of the screen: the budget is
// 50 ms. `node bench/screen.ts [events]`; ink's own drawing comes on top and depends on the lines that changed.
import { performance } from 'node:perf_hooks';
import type { MigrationDetail } from '../src/present/detail-model.ts';
import { screenLines } from '../src/tui/layout/screen-lines.ts';
import { pressKey } from '../src/tui/read-key.ts';
import { type AppState, initialState } from '../src/tui/state/app-state.ts';
import { openView } from '../src/tui/state/navigate.ts';
import { update } from '../src/tui/state/update.ts';
import { themeOf } from '../src/tui/view/theme.ts';
import { longDetail } from '../test/tui/long-detail.ts';

const events = Number(process.argv[2] ?? 100_000);
const detail: MigrationDetail = longDetail(events);
const theme = themeOf(3, 'dark');
const KEYS = [
  'j',
  'j',
  'k',
  'G',
  'g',
  'e',
  'E',
  'p',
  'P',
  'h',
  'z',
  'z',
  'm',
  '/',
  'level',
  '\r',
  'n',
  'N',
  's',
];

function draw(state: AppState): number {
  return screenLines(state).reduce((sum, { line, kind }) => sum + theme.paint(line, kind).length, 0);
}

const opened = openView(initialState({ columns: 140, rows: 40 }, []), 'timeline', detail.id);
const begun = performance.now();
let state = update(opened, { type: 'detail', id: detail.id, detail });
draw(state);
console.log(`opened ${String(events)} events in ${(performance.now() - begun).toFixed(1)} ms`);

const worst = new Map<string, number>();
for (let round = 0; round < 20; round += 1) {
  for (const key of KEYS) {
    const from = performance.now();
    state = pressKey(state, key === '\r' ? '' : key, key === '\r' ? { return: true } : {});
    draw(state);
    worst.set(key, Math.max(worst.get(key) ?? 0, performance.now() - from));
  }
}
for (const [key, ms] of worst)
  console.log(`${JSON.stringify(key).padEnd(6)} ${ms.toFixed(1).padStart(7)} ms at most`);
