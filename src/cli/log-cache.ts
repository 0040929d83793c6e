import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { LogStore, StoredLog } from '../analysis/log-store.ts';

const MIN_LOG_BYTES = 8 * 2 ** 20;
const MAX_ENTRY_BYTES = 64 * 2 ** 20;
/** Some 1 KiB each: more would take a lot of memory to write down. */
const MAX_EVENTS = 60_000;
const MAX_BYTES = 256 * 2 ** 20;
const HASH_BYTES = 32;
/** Also what a run that was killed left behind. */
const OWN_NAME = /^(?:[0-9a-f]{64}|unfinished-\d+)$/;

/** Where the user's programs keep what they can make again (XDG base directories); `undefined` without a home. */
export function logCacheFolder(env: NodeJS.ProcessEnv): string | undefined {
  const base = env.XDG_CACHE_HOME || (env.HOME && join(env.HOME, '.cache'));
  return base ? join(base, 'migscope', 'logs') : undefined;
}

export interface LogCacheOptions {
  readonly minBytes?: number;
  readonly maxBytes?: number;
  readonly version: string;
}

/**
 * What was found in large logs, in files of the user's cache folder that nobody else can read: logs are private.
 *
 * What is kept belongs to one build of the program. A damaged file counts as none, files appear
 * whole or not at all, and those used longest ago go when there is too much.
 */
export class LogCache implements LogStore {
  readonly minBytes: number;
  private readonly folder: string;
  private readonly maxBytes: number;
  private readonly version: string;
  private build: string | undefined;

  constructor(folder: string, { minBytes = MIN_LOG_BYTES, maxBytes = MAX_BYTES, version }: LogCacheOptions) {
    this.folder = folder;
    this.minBytes = minBytes;
    this.maxBytes = maxBytes;
    this.version = version;
  }

  readonly load = (key: string): StoredLog | undefined => {
    try {
      const path = this.pathOf(key);
      const bytes = readFileSync(path);
      const content = bytes.subarray(HASH_BYTES);
      if (!hashOf(content).equals(bytes.subarray(0, HASH_BYTES))) return undefined;
      const log = deserialize(content) as StoredLog;
      const now = new Date();
      utimesSync(path, now, now);
      return log;
    } catch {
      return undefined;
    }
  };

  readonly save = (key: string, log: StoredLog): void => {
    if (log.events.length > MAX_EVENTS) return;
    const unfinished = join(this.folder, `unfinished-${String(process.pid)}`);
    try {
      const path = this.pathOf(key);
      const content = serialize(log);
      if (content.length > Math.min(MAX_ENTRY_BYTES, this.maxBytes)) return;
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(unfinished, Buffer.concat([hashOf(content), content]), { mode: 0o600 });
      renameSync(unfinished, path);
      this.makeRoom(path);
    } catch {
      removeIfThere(unfinished);
    }
  };

  private pathOf(key: string): string {
    this.build ??= ownBuild();
    return join(this.folder, hashOf(`${this.version}\n${this.build}\n${key}`).toString('hex'));
  }

  private makeRoom(newest: string): void {
    const files = readdirSync(this.folder)
      .filter((name) => OWN_NAME.test(name))
      .map((name) => ({ name, ...sizeAndUse(join(this.folder, name)) }))
      .sort((one, other) => one.usedMs - other.usedMs);
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { name, bytes } of files) {
      if (total <= this.maxBytes) return;
      if (name === basename(newest)) continue;
      rmSync(join(this.folder, name), { force: true });
      total -= bytes;
    }
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // There is no folder to hold it.
  }
}

function sizeAndUse(path: string): { readonly bytes: number; readonly usedMs: number } {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, usedMs: mtimeMs };
}

function hashOf(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

/** The files beside this one, which change with every build. */
function ownBuild(): string {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${String(size)} ${String(mtimeMs)}`;
    })
    .join('\n');
}
