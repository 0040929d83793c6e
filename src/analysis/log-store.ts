import type { LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { LogEvent } from '../model/index.ts';
import type { ShapeCount } from '../timeline/source-stats.ts';
import type { ReadLog } from './read-log.ts';

/** What one log held, as plain data that can be written to a file. */
export interface StoredLog extends ReadLog {
  readonly events: readonly LogEvent[];
  readonly unmatched: readonly ShapeCount[];
}

/** Keeps what logs held between runs; it may forget anything at any time and never fails. */
export interface LogStore {
  /** Smaller logs are read as fast as they could be looked up. */
  readonly minBytes: number;
  readonly load: (key: string) => StoredLog | undefined;
  readonly save: (key: string, log: StoredLog) => void;
}

/** What decides what a log holds, besides the program; `undefined` when it is not worth keeping or cannot be read. */
export function storeKeyOf(
  { source, bytes, fingerprint }: LogFile,
  { minBytes }: LogStore,
  catalogue: Catalogue,
  maxLineBytes: number | undefined,
): string | undefined {
  if (fingerprint === undefined || bytes < minBytes) return undefined;
  try {
    return JSON.stringify([fingerprint(), source, catalogue.fingerprint, maxLineBytes]);
  } catch {
    // It cannot be read; whoever reads it says so.
    return undefined;
  }
}
