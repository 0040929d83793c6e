import { readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../model/index.ts';
import { formatOf } from './archive-format.ts';
import { Draft, type Bundle, type HostFile, type LogFile } from './bundle.ts';
import { readChunks, readFresh, readHead, startOf } from './file-bytes.ts';
import { fingerprintOf } from './file-fingerprint.ts';
import { domainOf, kindOfContent, kindOfPath, looksBinary, mayBeExcerpt } from './file-kind.ts';
import { isHostFile, looksLikeNovaConfig, MAX_HOST_FILE_BYTES } from './host-file.ts';
import { placeOf } from './host-root.ts';
import { Budget, DEFAULT_LIMITS, type Limits } from './limits.ts';
import { Meter, type OnRead } from './meter.ts';
import type { Unfoldable } from './unfold.ts';
import { reasonOf, walkFolder, type WalkedFile } from './walk.ts';

const HEAD_BYTES = 64 * 1024;

export interface OpenOptions {
  /** Bytes of the input `-`. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** How far archives may unfold; the rest has its defaults. */
  readonly limits?: Partial<Limits> | undefined;
  readonly onRead?: OnRead | undefined;
}

/** Without one of these a path is no pattern. */
const PATTERN_MARK = /[*?[\](){}!\\]/;

/** Finds the logs under the given paths; whatever cannot be read is reported and the rest is still used. */
export async function openBundle(
  paths: readonly string[],
  { stdin, limits, onRead }: OpenOptions = {},
): Promise<Bundle> {
  const opening = new Opening(paths.length > 1, { ...DEFAULT_LIMITS, ...limits }, new Meter(onRead));
  for (const path of paths) {
    if (path === '-' && stdin !== undefined) await opening.addStream(stdin);
    else await opening.addInput(path);
  }
  return opening.finish();
}

interface Waiting {
  readonly file: Unfoldable;
  readonly input: Draft;
}

class Opening {
  private readonly logs: LogFile[] = [];
  private readonly hostFiles: HostFile[] = [];
  private readonly namesByFolder = new Map<string, string>();
  private readonly inputs: Draft[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly seen = new Set<string>();
  private readonly archives: Waiting[] = [];
  private readonly several: boolean;
  private readonly limits: Limits;
  private readonly meter: Meter;

  constructor(several: boolean, limits: Limits, meter: Meter) {
    this.several = several;
    this.limits = limits;
    this.meter = meter;
  }

  async addInput(given: string): Promise<void> {
    const paths = await this.expand(given);
    if (paths.length === 0) return;
    const input = new Draft(given);
    for (const path of paths) {
      let isFolder: boolean;
      try {
        isFolder = statSync(path).isDirectory();
      } catch (error) {
        this.complain(
          'input-unreadable',
          'error',
          `cannot read ${path}`,
          reasonOf(error),
          'check the path',
          path,
        );
        continue;
      }
      const walk = isFolder ? walkFolder(path) : { files: [{ path, bytes: sizeOf(path) }], problems: [] };
      for (const { path: bad, why } of walk.problems) {
        input.skipped.push({ path: bad, why });
        const fix = 'run migscope as a user who may read it, or copy it to where you may';
        this.complain('input-unreadable', 'warning', `cannot read ${bad}`, why, fix, bad);
      }
      input.filesSeen += walk.files.length;
      const base = isFolder ? path : undefined;
      for (const file of walk.files) {
        this.meter.turnTo(file.path);
        await this.meter.tell();
        const why = this.addFile(file, base, input);
        if (why !== undefined) input.skipped.push({ path: file.path, why });
      }
    }
    this.inputs.push(input);
    if (input.filesSeen === 0 && this.diagnostics.every((one) => one.path !== given)) {
      this.complain(
        'input-empty',
        'error',
        `${given} holds no files`,
        undefined,
        'give the folder that holds var/log of the hosts',
        given,
      );
    }
  }

  /** Standard input is one log whose kind its first bytes tell. */
  async addStream(stdin: AsyncIterable<Uint8Array>): Promise<void> {
    const { head, all } = await startOf(stdin, HEAD_BYTES);
    const input = new Draft('-');
    input.filesSeen = 1;
    this.inputs.push(input);
    this.meter.expect(undefined);
    const chunks = () => this.meter.count(all(), STDIN, undefined);
    if (formatOf(head) !== undefined) {
      this.archives.push({ file: { path: STDIN, shown: STDIN, size: undefined, chunks }, input });
      return;
    }
    const isText = !looksBinary(head.subarray(0, HEAD_BYTES));
    const known = isText ? kindOfContent(head.toString('utf8')) : undefined;
    if (known === undefined && isText && looksLikeNovaConfig(head.toString('utf8'))) {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks()) parts.push(Uint8Array.from(chunk));
      const text = Buffer.concat(parts).toString('utf8');
      this.hostFiles.push({ hostKey: STDIN, path: STDIN, inside: 'nova.conf', text });
      input.paths.add(STDIN);
      return;
    }
    const kind = known ?? (isText && mayBeExcerpt(STDIN, head.length, true) ? 'excerpt' : undefined);
    if (kind === undefined) {
      input.skipped.push({
        path: STDIN,
        why: head.length === 0 ? 'it is empty' : 'not a log that migscope reads',
      });
    } else {
      input.paths.add(STDIN);
      this.logs.push({
        source: { path: STDIN, hostKey: STDIN, kind },
        bytes: head.length,
        read: chunks,
      });
    }
  }

  finish(): Bundle {
    const { logs, archives, hostFiles, namesByFolder, inputs, diagnostics, meter } = this;
    meter.settle();
    const budget = new Budget(this.limits);
    const all = async function* (): AsyncGenerator<LogFile> {
      yield* logs;
      // Loaded only now, so that a run without archives starts quickly.
      const { Unfolder } = await import('./unfold.ts');
      const unfolder = new Unfolder(budget, { hostFiles, namesByFolder, diagnostics }, meter);
      for (const { file, input } of archives) yield* unfolder.unfold(file, input);
    };
    return { logs: archives.length === 0 ? logs : all(), hostFiles, namesByFolder, inputs, diagnostics };
  }

  private async expand(given: string): Promise<readonly string[]> {
    if (!PATTERN_MARK.test(given)) return [given];
    try {
      statSync(given);
      return [given];
    } catch {
      // Loaded only now: finding out what globby needs takes longer than reading a small log.
      const { globbySync, isDynamicPattern } = await import('globby');
      if (!isDynamicPattern(given)) return [given];
      const found = globbySync(given, {
        onlyFiles: false,
        followSymbolicLinks: false,
        expandDirectories: false,
      }).sort();
      if (found.length === 0) {
        this.complain(
          'input-unreadable',
          'error',
          `nothing matches ${given}`,
          undefined,
          'check the pattern',
          given,
        );
      }
      return found;
    }
  }

  /** Takes a file in, or says why not. */
  private addFile(file: WalkedFile, base: string | undefined, input: Draft): string | undefined {
    const absolute = resolve(file.path);
    if (this.seen.has(absolute)) return 'already read through another path';
    this.seen.add(absolute);
    const place = placeOf(absolute.split(sep).join('/'));
    const shown = shownPath(file.path, base, this.several);
    if (isHostFile(place.inside)) {
      const why = this.addHostFile(file, place.key, place.inside, shown);
      if (why !== undefined) return why;
      input.paths.add(shown);
      return undefined;
    }
    let head: Buffer;
    try {
      head = readHead(file.path, HEAD_BYTES);
    } catch (error) {
      const fix = 'run migscope as a user who may read it';
      this.complain('input-unreadable', 'warning', `cannot read ${shown}`, reasonOf(error), fix, shown);
      return reasonOf(error);
    }
    if (formatOf(head) !== undefined) {
      const path = absolute.split(sep).join('/');
      const chunks = () => this.meter.count(readFresh(file.path), shown, file.bytes);
      this.meter.expect(file.bytes);
      this.archives.push({ file: { path, shown, size: file.bytes, chunks }, input });
      return undefined;
    }
    if (looksBinary(head)) return 'not text';
    const known = kindOfPath(absolute.split(sep).join('/')) ?? kindOfContent(head.toString('utf8'));
    // Who names a single file knows what it is.
    if (known === undefined && base === undefined && looksLikeNovaConfig(head.toString('utf8'))) {
      const why = this.addHostFile(file, place.key, 'nova.conf', shown);
      if (why === undefined) input.paths.add(shown);
      return why;
    }
    const kind = known ?? (mayBeExcerpt(file.path, file.bytes, base === undefined) ? 'excerpt' : undefined);
    if (kind === undefined) return 'not a log that migscope reads';
    if (place.name !== undefined) this.namesByFolder.set(place.key, place.name);
    const domain = kind === 'qemu-instance' ? domainOf(place.inside) : undefined;
    this.logs.push({
      source: { path: shown, hostKey: place.key, kind, ...(domain === undefined ? {} : { domain }) },
      bytes: file.bytes,
      stamp: stampOf(file.path),
      fingerprint: () => fingerprintOf(file.path),
      read: () => this.meter.count(readChunks(file.path), shown, file.bytes),
    });
    this.meter.expect(file.bytes);
    input.paths.add(shown);
    return undefined;
  }

  private addHostFile(file: WalkedFile, hostKey: string, inside: string, shown: string): string | undefined {
    if (file.bytes > MAX_HOST_FILE_BYTES) return 'too large for a configuration file';
    try {
      this.hostFiles.push({ hostKey, path: shown, inside, text: readFileSync(file.path, 'utf8') });
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  private complain(
    code: string,
    severity: Diagnostic['severity'],
    what: string,
    why: string | undefined,
    fix: string,
    path: string,
  ): void {
    this.diagnostics.push({ code, severity, what, ...(why === undefined ? {} : { why }), fix, path });
  }
}

/** Relative to the folder given; with the folder's name in front where several inputs could be mixed up. */
function shownPath(path: string, base: string | undefined, several: boolean): string {
  const shown = base === undefined ? path : relative(base, path);
  const full = base !== undefined && several ? join(basename(resolve(base)), shown) : shown;
  return full.split(sep).join('/');
}

const STDIN = 'stdin';

/** Another file under the same name has another number, and one that was written to another time. */
function stampOf(path: string): string {
  const { ino, size, mtimeMs } = statSync(path);
  return `${String(ino)} ${String(size)} ${String(mtimeMs)}`;
}

function sizeOf(path: string): number {
  return statSync(path).size;
}
