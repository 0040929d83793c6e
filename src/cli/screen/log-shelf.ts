import type { Lines } from '../../bundle/log-lines.ts';

/** A log of an archive that is larger is unpacked again for each look at it. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Keeps the log that was looked at last, if it came out of an archive or a stream: each step of a search would have
 * to unpack everything before it again.
 */
export class LogShelf {
  private kept: { readonly path: string; readonly lines: Lines } | undefined;

  /** The log with this path; `find` looks for it in the bundle. */
  async take(path: string, find: () => Promise<Lines | undefined>): Promise<Lines | undefined> {
    if (this.kept?.path === path) return this.kept.lines;
    this.kept = undefined;
    const log = await find();
    // A file on disk has a stamp; it is read where it is, and may grow.
    if (log === undefined || log.stamp !== undefined) return log;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of log.read()) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) return find();
      chunks.push(Uint8Array.from(chunk));
    }
    const lines: Lines = { read: () => chunks };
    this.kept = { path, lines };
    return lines;
  }
}
