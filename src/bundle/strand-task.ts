import type { Diagnostic } from '../model/index.ts';
import { Draft, type HostFile } from './bundle.ts';
import { readJoined } from './file-bytes.ts';
import type { PackedKnownLogs } from './known-logs.ts';
import type { Limits, Spent } from './limits.ts';
import { Meter } from './meter.ts';
import { groundOf, LogStrand } from './strand.ts';

/** An archive to be read in another thread, as plain data. */
export interface StrandTask {
  readonly path: string;
  readonly shown: string;
  /** The files whose bytes it is, one behind the other. */
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly limits: Limits;
  readonly mayHaveCopies: boolean;
}

/** What was found in an archive besides logs, and what has to be known of these, as plain data. */
export interface PackedGround {
  readonly known: PackedKnownLogs;
  readonly spent: Spent;
  readonly hostFiles: readonly HostFile[];
  readonly namesByFolder: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly draft: Pick<Draft, 'paths' | 'skipped' | 'filesSeen'>;
}

/** What such a thread reads; `countTo` hears how many bytes of the archive it has read by now. */
export function strandOf(task: StrandTask, countTo: (bytes: number) => void): LogStrand {
  const { path, shown, paths, bytes, limits, mayHaveCopies } = task;
  const meter = new Meter(({ bytesRead }) => {
    countTo(bytesRead);
  });
  const chunks = (): AsyncIterable<Uint8Array> => meter.count(readJoined(paths), shown, bytes);
  const archive = { path, shown, size: bytes, chunks };
  return new LogStrand([{ input: new Draft(shown), candidate: undefined, archive, isSingleLog: false }], {
    limits,
    meter,
    mayHaveCopies: () => mayHaveCopies,
    ground: groundOf(limits),
  });
}
