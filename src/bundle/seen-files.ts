import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** The files that were taken in, by their paths and by what they are on the disk. */
export class SeenFiles {
  private readonly keys = new Set<string>();

  has(path: string): boolean {
    return this.keys.has(resolve(path));
  }

  /** False for a file that was taken in already, also under another name. */
  add(path: string): boolean {
    const keys = [resolve(path)];
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && stat.ino !== 0) keys.push(`${String(stat.dev)} ${String(stat.ino)}`);
    const before = this.keys.size;
    for (const key of keys) this.keys.add(key);
    return this.keys.size === before + keys.length;
  }
}
