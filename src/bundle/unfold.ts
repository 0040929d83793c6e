import type { Diagnostic } from '../model/index.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { formatOf, MAGIC_BYTES } from './archive-format.ts';
import { ArchiveProblem, corrupt, unsupported } from './archive-problem.ts';
import type { Draft, HostFile, LogFile } from './bundle.ts';
import { ByteReader } from './byte-reader.ts';
import { decompress } from './decompress.ts';
import type { KnownLogs } from './known-logs.ts';
import { isHostFile, MAX_HOST_FILE_BYTES } from './host-file.ts';
import { placeOf } from './host-root.ts';
import type { Budget } from './limits.ts';
import { findLog, identify } from './log-source.ts';
import type { Meter } from './meter.ts';
import { tarEntries } from './tar-entries.ts';
import { zipEntries } from './zip-entries.ts';

const HEAD_BYTES = 64 * 1024;

/** A file that may be an archive. */
export interface Unfoldable {
  /** Tells the host: absolute, and `!` leads into an archive. */
  readonly path: string;
  /** Shown in evidence. */
  readonly shown: string;
  readonly size: number | undefined;
  readonly chunks: () => AsyncIterable<Uint8Array>;
  /** For who reads it itself: the files whose bytes it is, one behind the other, and whom to tell how far that came. */
  readonly onDisk?: OnDisk | undefined;
}

interface OnDisk {
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly countTo: (bytes: number) => Promise<void>;
}

/** Where what is found besides logs goes. */
export interface Findings {
  readonly hostFiles: HostFile[];
  readonly namesByFolder: Map<string, string>;
  readonly diagnostics: Diagnostic[];
}

/** Reads archives, and archives inside them, in one pass and without writing anything. */
export class Unfolder {
  private readonly budget: Budget;
  private readonly found: Findings;
  private readonly meter: Meter;

  constructor(budget: Budget, found: Findings, meter: Meter) {
    this.budget = budget;
    this.found = found;
    this.meter = meter;
  }

  /** The logs inside; what breaks is reported once, and everything before it is handed out. */
  async *unfold(
    file: Unfoldable,
    input: Draft,
    known: KnownLogs | undefined,
    depth = 0,
  ): AsyncGenerator<LogFile> {
    const reader = new ByteReader(file.chunks());
    try {
      yield* this.open(file, reader, input, known, depth);
      reader.rethrow();
    } catch (error) {
      this.report(file, error);
    } finally {
      await reader.close();
    }
  }

  private async *open(
    file: Unfoldable,
    reader: ByteReader,
    input: Draft,
    known: KnownLogs | undefined,
    depth: number,
  ): AsyncGenerator<LogFile> {
    const format = formatOf(await reader.start(MAGIC_BYTES));
    if (format === undefined) {
      yield* this.plain(file, reader, input, known);
      return;
    }
    this.budget.checkDepth(depth + 1);
    if (format.type === 'unsupported')
      throw unsupported(`${format.name} is not read`, 'unpack it and give the folder');
    if (format.type === 'compression') {
      const chunks = () => decompress(reader.rest(), format.name, this.budget);
      const inner = { ...file, size: undefined, onDisk: undefined, chunks };
      yield* this.unfold(inner, input, known, depth + 1);
      return;
    }
    input.filesSeen -= 1;
    const entries = format.name === 'zip' ? zipEntries(reader, this.budget) : tarEntries(reader);
    for await (const entry of entries) yield* this.entry(file, entry, input, known, depth + 1);
  }

  private async *entry(
    archive: Unfoldable,
    entry: ArchiveEntry,
    input: Draft,
    known: KnownLogs | undefined,
    depth: number,
  ): AsyncGenerator<LogFile> {
    this.budget.countEntry();
    const shown = `${archive.shown}!${entry.path}`;
    if (entry.link !== undefined) {
      const { key, inside } = placeOf(`${archive.path}!/${entry.path}`);
      if (isHostFile(inside))
        this.found.hostFiles.push({ hostKey: key, path: shown, inside, text: entry.link });
      return;
    }
    input.filesSeen += 1;
    this.meter.turnTo(shown);
    if (entry.refused !== undefined) input.skipped.push({ path: shown, why: entry.refused });
    else yield* this.unfold({ ...entry, path: `${archive.path}!/${entry.path}`, shown }, input, known, depth);
  }

  private async *plain(
    file: Unfoldable,
    reader: ByteReader,
    input: Draft,
    known: KnownLogs | undefined,
  ): AsyncGenerator<LogFile> {
    const { path, shown } = file;
    const skip = (why: string): void => {
      input.skipped.push({ path: shown, why });
    };
    const place = path.includes('/') ? placeOf(path) : { key: path, name: undefined, inside: path };
    if (isHostFile(place.inside)) {
      const bytes = await reader.peek(MAX_HOST_FILE_BYTES + 1);
      if (bytes.length > MAX_HOST_FILE_BYTES) {
        skip('too large for a configuration file');
        return;
      }
      const text = Buffer.from(bytes).toString('utf8');
      this.found.hostFiles.push({ hostKey: place.key, path: shown, inside: place.inside, text });
      input.paths.add(shown);
      return;
    }
    const head = await reader.start(HEAD_BYTES);
    const found = findLog(place, path, shown, head);
    if ('why' in found) {
      skip(found.why);
      return;
    }
    if (place.name !== undefined && place.folderKey === undefined)
      this.found.namesByFolder.set(place.key, place.name);
    input.paths.add(shown);
    const identity = identify(place, found.source.kind);
    const unread = known && (() => known.unread(identity, reader.rest(), () => input.dropCopy(shown)));
    yield {
      source: found.source,
      bytes: file.size ?? 0,
      read: () => reader.rest(),
      ...(unread === undefined ? {} : { unread }),
    };
  }

  private report(file: Unfoldable, error: unknown): void {
    const problem =
      error instanceof ArchiveProblem
        ? error
        : corrupt(error instanceof Error ? error.message : String(error));
    if (problem.isReported) return;
    problem.isReported = true;
    this.found.diagnostics.push({
      code: problem.code,
      severity: 'warning',
      what: `${file.shown} could not be read in full`,
      why: problem.message,
      fix: problem.fix,
      path: file.shown,
    });
  }
}
