import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

export interface WalkedFile {
  readonly path: string;
  readonly bytes: number;
}

export interface WalkProblem {
  readonly path: string;
  readonly why: string;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly problems: readonly WalkProblem[];
}

const MAX_DEPTH = 40;

/** All regular files below a folder in a stable order; links are never followed, so nothing outside is read. */
export function walkFolder(root: string): Walk {
  const files: WalkedFile[] = [];
  const problems: WalkProblem[] = [];
  visit(root, 0);
  return { files, problems };

  function visit(folder: string, depth: number): void {
    if (depth > MAX_DEPTH) {
      problems.push({ path: folder, why: `folders are nested deeper than ${String(MAX_DEPTH)}` });
      return;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      problems.push({ path: folder, why: reasonOf(error) });
      return;
    }
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, depth + 1);
      else if (entry.isFile()) addFile(path);
    }
  }

  function addFile(path: string): void {
    try {
      files.push({ path, bytes: lstatSync(path).size });
    } catch (error) {
      problems.push({ path, why: reasonOf(error) });
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EIO: 'the disk reported a read error',
  ELOOP: 'its links form a loop',
};

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
