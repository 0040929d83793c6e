import { render } from 'ink';
import { createElement } from 'react';
import type { ExportFormat, Feed } from './feed.ts';
import type { Edge } from './view/app.tsx';
import { OpeningView } from './view/opening-view.tsx';
import type { Theme } from './view/theme.ts';

export interface ScreenOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly theme: Theme;
  readonly feed: Feed;
  readonly edge: Edge;
  readonly formats: readonly ExportFormat[];
}

/**
 * Opens the screen and resolves when the user leaves it.
 *
 * It uses the terminal's alternate screen, which ink leaves again however the process ends. The first picture needs
 * nothing but ink; the rest is loaded behind it.
 */
export async function openScreen(options: ScreenOptions): Promise<void> {
  const { stdin, stdout, feed, edge, formats, theme } = options;
  const app = render(createElement(OpeningView), {
    stdin,
    stdout,
    alternateScreen: true,
    interactive: true,
    exitOnCtrlC: false,
    incrementalRendering: true,
    maxFps: 60,
  });
  const { App } = await import('./view/app.tsx');
  app.rerender(createElement(App, { feed, edge, formats, theme }));
  await app.waitUntilExit();
}
