/** How far a run has come; each value is a fresh object, and numbers never fall. */
export interface Progress {
  /** Files are looked for and their kinds found out, logs are read, or migrations are put together and judged. */
  readonly stage: 'opening' | 'reading' | 'judging' | 'done';
  /** What is being read, as evidence names it; `!` leads into an archive. Untrusted text. */
  readonly path: string;
  /** Bytes of the inputs as they lie on the disk or came through a pipe: of an archive its packed size. */
  readonly bytesRead: number;
  /** Absent while nobody can know: standard input, or before all inputs are opened. */
  readonly bytesTotal?: number;
  /** Logs, also inside archives, that are done with. */
  readonly filesDone: number;
  /** Log entries so far. */
  readonly records: number;
  /** Zero until they are put together. */
  readonly migrations: number;
}

/** Is told of progress every 256 KiB or so; a promise is waited for, so that a screen can draw meanwhile. */
export type OnProgress = (progress: Progress) => void | PromiseLike<void>;
