import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Both ends of a pipe, as descriptors. */
export interface OwnPipe {
  readonly from: number;
  readonly to: number;
}

/**
 * A pipe that is read in place, without the event loop; `undefined` where none can be made.
 *
 * What Node makes for a child's output is a socket. `xz` writes 8 KiB at a time, and each of these pieces through a
 * socket, the event loop and a stream takes this process longer than looking at its lines. Node has no call that makes
 * a pipe, so that it has a name for a moment.
 */
export function openPipe(): OwnPipe | undefined {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'migscope-'));
    try {
      const path = join(folder, 'pipe');
      execFileSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
      // Opening one end waits for the other, unless it is told not to.
      const first = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const to = openSync(path, 'w');
        try {
          return { to, from: openSync(path, 'r') };
        } catch (error) {
          closeSync(to);
          throw error;
        }
      } finally {
        closeSync(first);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    return undefined;
  }
}
