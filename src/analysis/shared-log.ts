import { readAt, readRange } from '../bundle/file-bytes.ts';
import type { LogFile } from '../bundle/bundle.ts';
import { findCut } from '../records/cut-place.ts';

/** Where a log should be cut is looked for in so many bytes. */
const WINDOW_BYTES = 64 * 1024;
/** A log that has no plain line in so many places is of another kind. */
const MAX_TRIES = 8;

/** Why a file has less to read than it had when the run began. */
export const BECAME_SHORTER = 'it became shorter while it was read';

/** The bytes of a log from one place to another; `undefined`: to its end, wherever that is by then. */
export interface PartRange {
  readonly from: number;
  readonly to: number | undefined;
}

/**
 * A log that lies open, which the main thread reads from its beginning while others take parts from its end, until they
 * meet.
 */
export class SharedLog {
  readonly log: LogFile;
  readonly path: string;
  private readonly partBytes: number;
  /** What is before belongs to the main thread, what is behind to the others. */
  private border: number;
  private readBytes = 0;
  private isBegun = false;
  private isDone = false;
  private isWhole = false;

  constructor(log: LogFile, path: string, partBytes: number) {
    this.log = log;
    this.path = path;
    this.partBytes = partBytes;
    this.border = log.bytes;
  }

  /** What nobody has begun to read. */
  get bytesLeft(): number {
    return this.border - this.readBytes;
  }

  /** Whether there is nothing for the main thread. */
  get isTaken(): boolean {
    return this.border === 0;
  }

  /** The beginning of the log, up to what others have taken by then. */
  chunks(): Generator<Uint8Array> {
    this.isBegun = true;
    return this.readOn();
  }

  /** The last part that nobody has, for somebody else; `undefined` when the log cannot be cut there. */
  take(): PartRange | undefined {
    const from = this.isWhole ? undefined : this.findStart();
    if (from === undefined) {
      // What could not be cut by now never will be.
      this.isWhole = true;
      return undefined;
    }
    const to = this.isCut ? this.border : undefined;
    this.border = from;
    return { from, to };
  }

  /** All of it falls to the main thread again, if that has not come to an end. */
  takeBack(): boolean {
    if (this.isDone) return false;
    this.isWhole = true;
    this.border = this.log.bytes;
    return true;
  }

  private get isCut(): boolean {
    return this.border < this.log.bytes;
  }

  private *readOn(): Generator<Uint8Array> {
    const end = (): number => (this.isCut ? this.border : Number.POSITIVE_INFINITY);
    for (const chunk of readRange(this.path, 0, end)) {
      this.readBytes += chunk.length;
      yield chunk;
    }
    if (this.isCut && this.readBytes < this.border) throw new Error(BECAME_SHORTER);
    this.readBytes = this.border;
    this.isDone = true;
  }

  private findStart(): number | undefined {
    try {
      let near = this.border - this.partBytes;
      for (let tries = 0; near > this.readBytes && tries < MAX_TRIES; tries += 1) {
        const cut = findCut(readAt(this.path, near, WINDOW_BYTES), this.log.source.kind);
        if (cut !== undefined && near + cut < this.border) return near + cut;
        near -= this.partBytes;
      }
    } catch {
      // It can no longer be read; who reads it says so.
      return undefined;
    }
    return this.isBegun || this.border === 0 ? undefined : 0;
  }
}
