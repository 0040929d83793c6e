import type { Background } from '../../tui/view/theme.ts';
import { openScreen } from '../../tui/open-screen.tsx';
import { themeOf } from '../../tui/view/theme.ts';
import type { Arguments } from '../arguments.ts';
import { CLEAN, type ExitCode } from '../exit-code.ts';
import { FORMATS } from '../formats.ts';
import { colorLevel, type Terminal } from '../terminal.ts';
import { write } from '../write.ts';
import { clipboardSequence } from './clipboard.ts';
import { openKeyboard } from './keyboard.ts';
import { takeMouse } from './mouse.ts';
import { Suspension } from './suspension.ts';
import { WorkerFeed } from './worker-feed.ts';

/** Opens the screen on the logs of a command line; the exit code is that of the analysis, as far as it came. */
export async function runScreen(
  args: Arguments,
  terminal: Terminal,
  version: string,
  madeAt: string | undefined,
): Promise<ExitCode> {
  const { stdout, stderr, env } = terminal;
  const isPiped = args.paths.includes('-');
  const stdin = isPiped ? openKeyboard() : terminal.stdin;
  const feed = new WorkerFeed({ args, version, madeAt }, isPiped ? terminal.stdin : undefined);
  const suspension = new Suspension();
  const giveMouseBack = args.mouse ? takeMouse(stdout) : undefined;
  try {
    await openScreen({
      stdin,
      stdout,
      feed,
      theme: themeOf(colorLevel(args.color, stdout, env), backgroundOf(args, env)),
      formats: FORMATS.map(({ name, about, extensions: [extension] }) => ({ name, about, extension })),
      edge: {
        copy: (text) => stdout.write(clipboardSequence(text, env)),
        stop: suspension.stop,
        onStopAsked: suspension.onStopAsked,
      },
    });
  } finally {
    giveMouseBack?.();
    await feed.close();
    if (isPiped) stdin.destroy();
  }
  if (feed.ending === undefined) return CLEAN;
  await write(stderr, feed.ending.messages);
  return feed.ending.code;
}

/** What the user says, or what the terminal tells in COLORFGBG as `foreground;background`. */
function backgroundOf({ theme }: Arguments, env: Terminal['env']): Background | undefined {
  if (theme !== 'auto') return theme;
  const color = Number(env.COLORFGBG?.split(';').at(-1));
  if (env.COLORFGBG === undefined || !Number.isInteger(color)) return undefined;
  return color === 7 || color >= 9 ? 'light' : 'dark';
}
