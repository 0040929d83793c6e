import type { Diagnostic, InputSummary, LogSource } from '../model/index.ts';
import type { SkippedLines } from './known-logs.ts';
import type { PackedGround, StrandTask } from './strand-task.ts';

/** A small text file that says something about its host. */
export interface HostFile {
  readonly hostKey: string;
  readonly path: string;
  readonly inside: string;
  readonly text: string;
}

/** One log, ready to be streamed; `read` hands out chunks that are only valid until the next one. */
export interface LogFile {
  readonly source: LogSource;
  readonly bytes: number;
  /** Changes when the file does; only for files that lie open on the disk. */
  readonly stamp?: string;
  /** Tells its content from any other; throws when it cannot be read. Only for files that lie open on the disk. */
  readonly fingerprint?: () => string;
  readonly read: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** For who reads the file itself: only for logs that lie open on the disk, each in one file. */
  readonly onDisk?: { readonly path: string; readonly countTo: (bytes: number) => Promise<void> };
  /** The same without the lines that another copy of the log had, for logs of which there may be one. */
  readonly unread?: () => AsyncIterable<Uint8Array | SkippedLines>;
}

/** Logs that can be read while those of other strands are. */
export interface Strand {
  /** Whether it can be read twice; otherwise only `again` will do, in its turn. */
  readonly isRepeatable: boolean;
  /** Its logs, as if those of the other strands did not exist. */
  readonly logs: () => AsyncIterable<LogFile>;
  /**
   * Asked of one strand after the other when their logs are read: whether they are the same behind those of the strands
   * before. What was found besides logs is taken over then.
   */
  readonly settle: () => boolean;
  /** Its logs behind those of the strands before, if it did not settle. */
  readonly again: () => AsyncIterable<LogFile>;
  /** For who reads it in another thread: only for archives that lie on the disk. */
  readonly away?: AwayStrand | undefined;
}

/** How a strand is read in another thread. */
export interface AwayStrand {
  readonly task: StrandTask;
  readonly countTo: (bytes: number) => Promise<void>;
  /** What was found there, as if its `logs` had been read here. */
  readonly takeGround: (ground: PackedGround) => void;
}

/** What was found under the given paths; what lies in archives joins the rest while `logs` are iterated. */
export interface Bundle {
  /** Each is read before the next one is asked for: archives can be read in their own order only. */
  readonly logs: Iterable<LogFile> | AsyncIterable<LogFile>;
  /** The same logs, for who reads several at a time; either these or `logs` are read. */
  readonly strands?: readonly Strand[];
  /** How many of them this machine reads best at a time. */
  readonly atOnce?: number;
  readonly hostFiles: readonly HostFile[];
  /** Name that a host's folder or file name suggests, by host key. */
  readonly namesByFolder: ReadonlyMap<string, string>;
  readonly inputs: readonly InputDraft[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An input summary while the logs are still being read. */
export type InputDraft = Omit<InputSummary, 'records' | 'bytesRead'> & {
  readonly paths: ReadonlySet<string>;
};

/** Counts what is found under one of the given paths. */
export class Draft implements InputDraft {
  readonly path: string;
  readonly paths = new Set<string>();
  readonly skipped: { path: string; why: string }[] = [];
  filesSeen = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** A file turned out to hold nothing that was not read in another one. */
  dropCopy(shown: string): void {
    this.paths.delete(shown);
    this.skipped.push({ path: shown, why: 'all of it was already read in another copy' });
  }

  /** An empty one for the same path. */
  begin(): Draft {
    return new Draft(this.path);
  }

  takeIn({ paths, skipped, filesSeen }: Pick<Draft, 'paths' | 'skipped' | 'filesSeen'>): void {
    for (const path of paths) this.paths.add(path);
    this.skipped.push(...skipped);
    this.filesSeen += filesSeen;
  }

  get filesRead(): number {
    return this.paths.size;
  }
}
