import type { Terminal } from '../terminal.ts';

/** Presses and the wheel, with places beyond column 223 (xterm's modes 1000 and 1006). */
const ON = '\u001b[?1000h\u001b[?1006h';
const OFF = '\u001b[?1006l\u001b[?1000l';
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Asks the terminal to tell about the mouse; call what it gives back when the screen is left.
 *
 * Ink gives back all that it took from the terminal, but knows nothing of this: a signal must not leave it on.
 */
export function takeMouse(stdout: Terminal['stdout']): () => void {
  const off = (): void => {
    stdout.write(OFF);
  };
  const handlers = Object.entries(SIGNALS).map(([name, number]) => {
    const handler = (): void => {
      process.exit(128 + number);
    };
    process.once(name, handler);
    return [name, handler] as const;
  });
  process.once('exit', off);
  stdout.write(ON);
  return () => {
    for (const [name, handler] of handlers) process.off(name, handler);
    process.off('exit', off);
    off();
  };
}
