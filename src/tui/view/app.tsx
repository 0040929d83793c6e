import { useApp, useInput, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useReducer } from 'react';
import type { ExportFormat, Feed } from '../feed.ts';
import { screenLines } from '../layout/screen-lines.ts';
import type { KeyPress } from '../key-press.ts';
import { pressKey } from '../read-key.ts';
import { type AppState, initialState } from '../state/app-state.ts';
import type { Intent } from '../state/intent.ts';
import { update } from '../state/update.ts';
import { ScreenView } from './screen-view.tsx';
import type { Theme } from './theme.ts';

/** What only the edge of the program can do for the screen. */
export interface Edge {
  /** Puts a text on the clipboard of the terminal. */
  readonly copy: (text: string) => void;
  /** Stops the process until it is continued. */
  readonly stop: () => Promise<void>;
  /** Is called with a function that gives the terminal back, stops, and comes again. */
  readonly onStopAsked: (suspend: () => void) => () => void;
}

type Event = Intent | { readonly type: 'pressed'; readonly input: string; readonly key: KeyPress };

/** A key is read against the state it meets, not against the one that was drawn last. */
function step(state: AppState, event: Event): AppState {
  return event.type === 'pressed' ? pressKey(state, event.input, event.key) : update(state, event);
}

/** Joins keys, news, state and screen; the only place that holds state. */
export function App(props: {
  readonly feed: Feed;
  readonly edge: Edge;
  readonly formats: readonly ExportFormat[];
  readonly theme: Theme;
}): ReactNode {
  const { feed, edge, formats, theme } = props;
  const { exit, suspendTerminal } = useApp();
  const { columns, rows } = useWindowSize();
  const [state, send] = useReducer(step, undefined, (): AppState => initialState({ columns, rows }, formats));

  useInput((input, key) => {
    send({ type: 'pressed', input, key });
  });
  useEffect(() => feed.listen(send), [feed]);
  useEffect(() => {
    send({ type: 'resized', size: { columns, rows } });
  }, [columns, rows]);
  useEffect(() => {
    if (state.isDone) exit();
  }, [state.isDone, exit]);

  const { errands } = state;
  useEffect(() => {
    if (errands.length === 0) return;
    send({ type: 'errands-taken', count: errands.length });
    for (const errand of errands) {
      if (errand.type === 'copy') edge.copy(errand.text);
      else if (errand.type === 'suspend') void suspendTerminal(edge.stop);
      else feed.ask(errand);
    }
  }, [errands, edge, feed, suspendTerminal]);
  useEffect(() => edge.onStopAsked(() => void suspendTerminal(edge.stop)), [edge, suspendTerminal]);

  const isFitting = state.size.columns === columns && state.size.rows === rows;
  const shown = isFitting ? state : update(state, { type: 'resized', size: { columns, rows } });
  return <ScreenView lines={screenLines(shown)} columns={columns} theme={theme} />;
}
