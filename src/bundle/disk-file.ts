import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ArchiveFormat } from './archive-format.ts';
import type { Candidate } from './copies.ts';
import { readTail } from './file-bytes.ts';
import { kindOfPath } from './file-kind.ts';
import { MAX_HOST_FILE_BYTES } from './host-file.ts';
import type { HostPlace } from './host-root.ts';

const TAIL_BYTES = 16 * 1024;
const FIRST_BYTES = 256;

/** A file, or a file in parts, that was looked at. */
export interface FoundFile {
  readonly absolute: string;
  readonly place: HostPlace;
  readonly shown: string;
  readonly head: Buffer;
  readonly paths: readonly string[];
  readonly bytes: number;
  /** On the command line, and not by its folder. */
  readonly isNamed: boolean;
}

/** Docker calls a log after its container's id; what the container is called stands beside it. */
export function containerPath(absolute: string): string {
  if (!/\/[0-9a-f]{64}-json\.log$/.test(absolute)) return absolute;
  try {
    const about = readFileSync(join(dirname(absolute), 'config.v2.json'), 'utf8').slice(
      0,
      MAX_HOST_FILE_BYTES,
    );
    const name = /"Name":"\/?([\w.-]{1,128})"/.exec(about)?.[1];
    return name === undefined ? absolute : join(dirname(absolute), `${name}.log`);
  } catch {
    return absolute;
  }
}

/** The first and the last line with a time of a log of which the beginning was read. */
export function endsOf(head: Buffer, path: string): Candidate['ends'] {
  const first = head.toString('latin1', 0, FIRST_BYTES);
  try {
    const tail = readTail(path, statSync(path).size, TAIL_BYTES).toString('latin1').trimEnd().split('\n');
    // A traceback has no time of its own.
    const last = tail.findLast((line) => /^\d{4}-\d\d-\d\d/.test(line)) ?? '';
    return { first: first.split('\n')[0] ?? '', last };
  } catch {
    return undefined;
  }
}

/** A log that was compressed by itself, as rotation does it; anything else may hold anything. */
export function isLogPackedAlone(format: ArchiveFormat, { inside }: HostPlace): boolean {
  return format.type === 'compression' && kindOfPath(inside) !== undefined;
}

/** Relative to the folder given; with the folder's name in front where several inputs could be mixed up. */
export function shownPath(path: string, base: string | undefined, several: boolean): string {
  const shown = base === undefined ? path : relative(base, path);
  const full = base !== undefined && several ? join(basename(resolve(base)), shown) : shown;
  return full.split(sep).join('/');
}

/** Another file under the same name has another number, and one that was written to another time. */
export function stampOf(path: string): string {
  const { ino, size, mtimeMs } = statSync(path);
  return `${String(ino)} ${String(size)} ${String(mtimeMs)}`;
}
