import { lstatSync, readdirSync, readlinkSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { isHostLink } from './host-file.ts';
import { byLogAge } from './log-name.ts';

export interface WalkedFile {
  readonly path: string;
  readonly bytes: number;
}

export interface WalkProblem {
  readonly path: string;
  readonly why: string;
}

/** A link, which is never followed. */
export interface WalkedLink {
  readonly path: string;
  readonly target: string;
  readonly isFolder: boolean;
  /** The target lies in the folder that was given: it is read in its own place. */
  readonly isInside: boolean;
}

/** A link that says something about its host, wherever it leads. */
export interface HostLink {
  readonly path: string;
  /** What is written in it. */
  readonly text: string;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly hostLinks: readonly HostLink[];
  readonly links: readonly WalkedLink[];
  readonly problems: readonly WalkProblem[];
}

const MAX_DEPTH = 40;

/** All regular files below a folder in a stable order, the oldest part of each log first; links are never followed, so nothing outside is read. */
export function walkFolder(root: string): Walk {
  const files: WalkedFile[] = [];
  const hostLinks: HostLink[] = [];
  const links: WalkedLink[] = [];
  const problems: WalkProblem[] = [];
  let real: string | undefined;
  visit(root, 0);
  return { files, hostLinks, links, problems };

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
    entries.sort((one, other) => byLogAge(one.name, other.name));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, depth + 1);
      else if (entry.isFile()) addFile(path);
      else if (entry.isSymbolicLink()) addLink(path);
    }
  }

  function addFile(path: string): void {
    try {
      files.push({ path, bytes: lstatSync(path).size });
    } catch (error) {
      problems.push({ path, why: reasonOf(error) });
    }
  }

  /** Links that lead nowhere or to themselves are as many in a sosreport as others. */
  function addLink(path: string): void {
    try {
      if (isHostLink(path)) hostLinks.push({ path, text: readlinkSync(path) });
      const target = realpathSync(path);
      real ??= realpathSync(root);
      const isInside = target === real || target.startsWith(real.endsWith(sep) ? real : `${real}${sep}`);
      links.push({ path, target, isFolder: statSync(target).isDirectory(), isInside });
    } catch {
      return;
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
