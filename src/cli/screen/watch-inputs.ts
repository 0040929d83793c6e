import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { walkFolder } from '../../bundle/walk.ts';

const LOOK_EVERY_MS = 1000;
/** Reading again may take a quarter of the time at most. */
const REST = 3;

/**
 * Calls back whenever a file under the paths has grown, shrunk, come or gone; never ends by itself.
 *
 * Looking is cheaper to get right than being told: rotated files, network file systems and folders that come later
 * all look the same.
 */
export async function watchInputs(paths: readonly string[], onChange: () => Promise<void>): Promise<never> {
  let before = signature(paths);
  for (;;) {
    await wait(LOOK_EVERY_MS);
    const now = signature(paths);
    if (now === before) continue;
    before = now;
    const begun = Date.now();
    await onChange();
    await wait((Date.now() - begun) * REST);
  }
}

/** Names, sizes and times of all files. */
function signature(paths: readonly string[]): string {
  return paths.flatMap((path) => filesOf(path).map(stateOf)).join('\n');
}

function filesOf(path: string): readonly string[] {
  try {
    return statSync(path).isDirectory() ? walkFolder(path).files.map((file) => file.path) : [path];
  } catch {
    return [];
  }
}

function stateOf(path: string): string {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return `${path} ${String(ino)} ${String(size)} ${String(mtimeMs)}`;
  } catch {
    return path;
  }
}
