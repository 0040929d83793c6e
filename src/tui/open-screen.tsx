import chalk, { type ColorSupportLevel } from 'chalk';
import { render } from 'ink';
import type { ReportModel } from '../present/report-model.ts';
import { App } from './view/app.tsx';

export interface ScreenOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly color: ColorSupportLevel;
}

/**
 * Opens the screen and resolves when the user leaves it.
 *
 * It uses the terminal's alternate screen, which ink leaves again however the process ends.
 */
export async function openScreen(model: ReportModel, options: ScreenOptions): Promise<void> {
  // ink draws with chalk's shared instance, which would otherwise look at the environment for itself.
  chalk.level = options.color;
  const { stdin, stdout } = options;
  const app = render(<App model={model} />, { stdin, stdout, alternateScreen: true, interactive: true });
  await app.waitUntilExit();
}
