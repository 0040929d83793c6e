import { randomUUID } from 'node:crypto';
import { link, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './usage-error.ts';
import type { Pieces } from './write.ts';

/**
 * Throws `UsageError` when a report could not be written there; asked before a long analysis and not after it.
 */
export async function checkOutput(path: string, force: boolean): Promise<void> {
  const folder = await lstatIfAny(await followed(dirname(path)));
  if (folder?.isDirectory() !== true) {
    throw new UsageError(
      `Cannot write ${path}.`,
      `There is no folder ${dirname(path)}.`,
      'Make the folder first, or name another file.',
    );
  }
  const there = await lstatIfAny(await followed(path));
  if (there === undefined) return;
  if (!there.isFile()) {
    throw new UsageError(
      `Cannot write ${path}.`,
      'It is there already and is no file.',
      'Name a file, or leave --output out and redirect standard output.',
    );
  }
  if (!force) throw exists(path);
}

/**
 * Writes a report as a whole or not at all: whoever looks finds the old file or the new one, never half of one.
 *
 * Without `force` a file that is there is left alone, even one that came up while the logs were read.
 */
export async function writeOutput(path: string, text: Pieces, force: boolean): Promise<void> {
  const target = await followed(path);
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (force) await rename(draft, target);
    else await renameNew(draft, target, path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot write ${path}.`, why, 'Name a file in a folder that you may write to.');
  } finally {
    await rm(draft, { force: true });
  }
}

/** A hard link is refused where a name is taken, in one step; some file systems have none. */
async function renameNew(draft: string, target: string, path: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await lstatIfAny(target)) !== undefined) throw exists(path);
    await rename(draft, target);
  }
}

function exists(path: string): UsageError {
  return new UsageError(
    `${path} is there already.`,
    'migscope overwrites nothing unless it is told to.',
    'Add --force to replace it, or name another file.',
  );
}

async function lstatIfAny(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Where a link leads, so that a link to a report stays one. */
async function followed(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
