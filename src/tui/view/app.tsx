import { Box, useApp, useInput, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useState } from 'react';
import type { ReportModel } from '../../present/report-model.ts';
import { intentOf, KEYMAP } from '../keymap.ts';
import { initialState } from '../state/screen-state.ts';
import { update } from '../state/update.ts';
import { HelpScreen } from './help-screen.tsx';
import { ListScreen } from './list-screen.tsx';
import { migrationLines } from './migration-lines.ts';
import { MigrationScreen } from './migration-screen.tsx';
import { StatusBar } from './status-bar.tsx';

const STATUS = {
  help: 'Esc or ? back   q quit',
  list: '↑↓ choose   Enter open   ? keys   q quit',
  migration: '↑↓ scroll   Esc list   ? keys   q quit',
} as const;

/** Joins keys, state and screens; the only place that holds state. */
export function App({ model }: { readonly model: ReportModel }): ReactNode {
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();
  const [state, setState] = useState(() => initialState(model.migrations.length));
  const page = Math.max(1, rows - 1);
  const open = model.migrations[state.selected];
  const lines = open === undefined ? [] : migrationLines(open, columns);

  useInput((input, key) => {
    const intent = intentOf(input, key);
    if (intent === undefined) return;
    const extent = { migrations: model.migrations.length, lines: lines.length, page };
    setState((before) => update(before, intent, extent));
  });
  useEffect(() => {
    if (state.isDone) exit();
  }, [state.isDone, exit]);

  // A terminal made wider has fewer lines: the position of before may lie behind the end.
  const scroll = Math.max(0, Math.min(state.scroll, lines.length - page));
  const status = state.isHelpOpen ? STATUS.help : STATUS[state.screen];
  return (
    <Box flexDirection="column" height={rows} width={columns}>
      {state.isHelpOpen ? (
        <HelpScreen bindings={KEYMAP} page={page} />
      ) : state.screen === 'list' ? (
        <ListScreen title={model.title} migrations={model.migrations} selected={state.selected} page={page} />
      ) : (
        <MigrationScreen lines={lines} scroll={scroll} page={page} />
      )}
      <StatusBar text={status} />
    </Box>
  );
}
