import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 40_000;
const LOOK_EVERY_MS = 50;

/** A real terminal with a shell in it, in a tmux server of its own that knows no configuration. */
export class Tmux {
  private readonly server = `migscope-${randomUUID().slice(0, 8)}`;

  constructor(columns: number, rows: number, folder: string) {
    if (spawnSync('tmux', ['-V']).error !== undefined) {
      throw new Error(
        'No tmux found: the screen is tested in a real terminal. Install it (Debian, Ubuntu: apt-get install tmux).',
      );
    }
    const size = ['-x', String(columns), '-y', String(rows)];
    this.run(
      '-f',
      '/dev/null',
      'new-session',
      '-d',
      '-s',
      'test',
      ...size,
      '-c',
      folder,
      'env PS1=ready: sh',
    );
    this.run('set-option', '-g', 'set-clipboard', 'on');
    this.run('set-option', '-g', 'default-terminal', 'tmux-256color');
  }

  /** Types keys as tmux names them: `Enter`, `C-c`, or plain characters. */
  keys(...keys: readonly string[]): void {
    this.run('send-keys', '-t', 'test', ...keys);
  }

  /** What is on the screen. */
  screen(): string {
    return this.run('capture-pane', '-p', '-t', 'test');
  }

  /** A value of the pane, such as `alternate_on`. */
  value(name: string): string {
    return this.run('display-message', '-p', '-t', 'test', `#{${name}}`).trim();
  }

  /** What a program put on the clipboard. */
  clipboard(): string {
    return spawnSync('tmux', ['-L', this.server, 'show-buffer'], { encoding: 'utf8' }).stdout;
  }

  /** Waits until the screen shows something. */
  async sees(what: string | RegExp): Promise<string> {
    return this.until(`the screen to show ${String(what)}`, (screen) =>
      typeof what === 'string' ? screen.includes(what) : what.test(screen),
    );
  }

  /** Waits until something holds. */
  async until(what: string, holds: (screen: string) => boolean): Promise<string> {
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
      const screen = this.screen();
      if (holds(screen)) return screen;
      await wait(LOOK_EVERY_MS);
    }
    throw new Error(`Waited in vain for ${what}. The screen is:\n${this.screen()}`);
  }

  close(): void {
    spawnSync('tmux', ['-L', this.server, 'kill-server']);
  }

  private run(...args: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.server, ...args], { encoding: 'utf8' });
  }
}
