import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve, sep } from 'node:path';
import type { Diagnostic } from '../model/index.ts';
import { formatOf } from './archive-format.ts';
import { Draft, type Bundle, type HostFile, type LogFile } from './bundle.ts';
import { containerPath, endsOf, type FoundFile, isLogPackedAlone, shownPath, stampOf } from './disk-file.ts';
import { expandPath } from './expand-paths.ts';
import { readChunks, readHead, readJoined } from './file-bytes.ts';
import { fingerprintOf } from './file-fingerprint.ts';
import { kindOfPath } from './file-kind.ts';
import { isHostFile, looksLikeNovaConfig, MAX_HOST_FILE_BYTES } from './host-file.ts';
import { type HostPlace, placeOf } from './host-root.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { linkNotFollowed, partMissing, unreadable, withoutFiles } from './input-problems.ts';
import { findLog, identify } from './log-source.ts';
import { Meter, type OnRead } from './meter.ts';
import { SeenFiles } from './seen-files.ts';
import { findParts } from './split-parts.ts';
import { STDIN, takeStdin } from './stdin-input.ts';
import { logsOf, type Waiting } from './waiting-logs.ts';
import { type HostLink, reasonOf, walkFolder, type Walk, type WalkedFile, type WalkedLink } from './walk.ts';

const HEAD_BYTES = 64 * 1024;
/** What unfolds at a time is looked at by one thread, which keeps up with few decompressors. */
const MAX_AT_ONCE = 8;

export interface OpenOptions {
  /** Bytes of the input `-`. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** How far archives may unfold; the rest has its defaults. */
  readonly limits?: Partial<Limits> | undefined;
  readonly onRead?: OnRead | undefined;
}

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

class Opening {
  private readonly waiting: Waiting[] = [];
  private readonly hostFiles: HostFile[] = [];
  private readonly namesByFolder = new Map<string, string>();
  private readonly inputs: Draft[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly seen = new SeenFiles();
  private readonly several: boolean;
  private readonly limits: Limits;
  private readonly meter: Meter;
  private hasStdin = false;

  constructor(several: boolean, limits: Limits, meter: Meter) {
    this.several = several;
    this.limits = limits;
    this.meter = meter;
  }

  async addInput(given: string): Promise<void> {
    const paths = await expandPath(given);
    if (paths.length === 0)
      this.complain('error', `nothing matches ${given}`, undefined, 'check the pattern', given);
    const input = new Draft(given);
    for (const path of paths) {
      const walk = this.walk(path);
      if (walk === undefined) continue;
      for (const { path: bad, why } of walk.problems) {
        input.skipped.push({ path: bad, why });
        const fix = 'run migscope as a user who may read it, or copy it to where you may';
        this.complain('warning', `cannot read ${bad}`, why, fix, bad);
      }
      for (const link of walk.links) this.tellLink(link, input);
      for (const link of walk.hostLinks) this.addHostLink(link, walk.base);
      input.filesSeen += walk.files.length;
      for (const file of walk.files) {
        this.meter.turnTo(file.path);
        await this.meter.tell();
        const why = this.addFile(file, walk.base, input);
        if (why !== undefined) input.skipped.push({ path: file.path, why });
      }
    }
    if (paths.length === 0) return;
    this.inputs.push(input);
    if (input.filesSeen > 0 || this.diagnostics.some((one) => one.path === given)) return;
    this.diagnostics.push(withoutFiles(given));
  }

  async addStream(stdin: AsyncIterable<Uint8Array>): Promise<void> {
    const input = new Draft('-');
    this.inputs.push(input);
    if (this.hasStdin) {
      input.skipped.push({ path: STDIN, why: 'already read: it can be given once only' });
      return;
    }
    this.hasStdin = true;
    const { waiting, hostFile } = await takeStdin(stdin, input, this.meter);
    if (waiting !== undefined) this.waiting.push(waiting);
    if (hostFile !== undefined) this.hostFiles.push(hostFile);
  }

  finish(): Bundle {
    const { waiting, hostFiles, namesByFolder, inputs, diagnostics, meter } = this;
    meter.settle();
    const logs = logsOf(waiting, this.limits, { hostFiles, namesByFolder, diagnostics }, meter);
    return {
      ...logs,
      atOnce: Math.min(MAX_AT_ONCE, availableParallelism()),
      hostFiles,
      namesByFolder,
      inputs,
      diagnostics,
    };
  }

  private walk(path: string): (Walk & { readonly base: string | undefined }) | undefined {
    try {
      const stat = statSync(path);
      if (stat.isDirectory()) return { ...walkFolder(path), base: path };
      if (stat.isFile())
        return {
          files: [{ path, bytes: stat.size }],
          hostLinks: [],
          links: [],
          problems: [],
          base: undefined,
        };
      const why = 'it is neither a file nor a folder';
      this.complain(
        'error',
        `cannot read ${path}`,
        why,
        'give what it leads to through `-`, or a copy',
        path,
      );
    } catch (error) {
      this.complain('error', `cannot read ${path}`, reasonOf(error), 'check the path', path);
    }
    return undefined;
  }

  private tellLink(link: WalkedLink, input: Draft): void {
    const problem = linkNotFollowed(link);
    if (problem === undefined) return;
    input.skipped.push({ path: link.path, why: 'a link, which is never followed' });
    this.diagnostics.push(problem);
  }

  /** Takes a file in, or says why not. */
  private addFile(file: WalkedFile, base: string | undefined, input: Draft): string | undefined {
    if (!this.seen.add(file.path)) return 'already read through another path, or as a part of another file';
    const absolute = resolve(file.path).split(sep).join('/');
    const place = placeOf(absolute);
    const shown = shownPath(file.path, base, this.several);
    if (isHostFile(place.inside)) return this.addHostFile(file, place, shown, input);
    const parts = findParts(file.path);
    if (parts !== undefined) return this.addParts(file, parts, base, input);
    let head: Buffer;
    try {
      head = readHead(file.path, HEAD_BYTES);
    } catch (error) {
      const fix = 'run migscope as a user who may read it';
      this.complain('warning', `cannot read ${shown}`, reasonOf(error), fix, shown);
      return reasonOf(error);
    }
    return this.addContent(
      { absolute, place, shown, head, paths: [file.path], bytes: file.bytes, isNamed: base === undefined },
      input,
    );
  }

  private addParts(
    file: WalkedFile,
    { parts, missing }: NonNullable<ReturnType<typeof findParts>>,
    base: string | undefined,
    input: Draft,
  ): string | undefined {
    const [first] = parts;
    if (first !== undefined && first.path !== file.path && this.seen.has(first.path))
      return 'a part of a file that was taken in with its first part';
    for (const { path } of parts) this.seen.add(path);
    const shown = shownPath(first?.path ?? file.path, base, this.several);
    if (missing !== undefined) this.diagnostics.push(partMissing(missing, shown));
    if (first === undefined) return 'a part of a file whose first part is missing';
    const absolute = resolve(first.path).split(sep).join('/');
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    try {
      const head = readHead(first.path, HEAD_BYTES);
      const paths = parts.map(({ path }) => path);
      return this.addContent(
        { absolute, place: placeOf(absolute), shown, head, paths, bytes, isNamed: false },
        input,
      );
    } catch (error) {
      return reasonOf(error);
    }
  }

  private addContent(
    { absolute, place, shown, head, paths, bytes, isNamed }: FoundFile,
    input: Draft,
  ): string | undefined {
    const [path = ''] = paths;
    const fresh = () => this.meter.count(readJoined(paths), shown, bytes);
    const format = formatOf(head);
    const countTo = (sum: number): Promise<void> => this.meter.countTo(shown, Math.min(sum, bytes));
    if (format !== undefined) {
      this.meter.expect(bytes);
      const isSingleLog = isLogPackedAlone(format, place);
      const identity = isSingleLog ? identify(place, kindOfPath(place.inside) ?? 'nova-other') : undefined;
      this.waiting.push({
        input,
        candidate: identity && { path: absolute, identity, ends: undefined },
        archive: {
          path: absolute,
          shown,
          size: bytes,
          chunks: fresh,
          onDisk: { paths, bytes, countTo },
        },
        isSingleLog,
      });
      return undefined;
    }
    const found = findLog(place, containerPath(absolute), shown, head, { bytes, isNamed });
    // Who names a single file knows what it is.
    if (
      isNamed &&
      ('why' in found || found.source.kind === 'excerpt') &&
      looksLikeNovaConfig(head.toString())
    )
      return this.addHostFile({ path, bytes }, { ...place, inside: 'nova.conf' }, shown, input);
    if ('why' in found) return found.why;
    if (place.name !== undefined && place.folderKey === undefined)
      this.namesByFolder.set(place.key, place.name);
    const identity = identify(place, found.source.kind);
    const isWhole = paths.length === 1;
    const log: LogFile = {
      source: found.source,
      bytes,
      ...(isWhole
        ? {
            stamp: stampOf(path),
            fingerprint: () => fingerprintOf(path),
            onDisk: { path, countTo },
          }
        : {}),
      read: isWhole ? () => this.meter.count(readChunks(path), shown, bytes) : fresh,
    };
    const candidate = { path: absolute, identity, ends: endsOf(head, paths.at(-1) ?? path) };
    this.waiting.push({ input, candidate, log, fresh });
    this.meter.expect(bytes);
    input.paths.add(shown);
    return undefined;
  }

  private addHostFile(
    { path, bytes }: WalkedFile,
    { key, inside }: HostPlace,
    shown: string,
    input: Draft,
  ): string | undefined {
    if (bytes > MAX_HOST_FILE_BYTES) return 'too large for a configuration file';
    try {
      const text = readFileSync(path, 'utf8');
      this.hostFiles.push({ hostKey: key, path: shown, inside, text });
      input.paths.add(shown);
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  /** It is no file to be counted; that of a tree which the host only stores, as a container's, says nothing about it. */
  private addHostLink({ path, text }: HostLink, base: string | undefined): void {
    const { key, inside } = placeOf(resolve(path).split(sep).join('/'));
    if (!isHostFile(inside)) return;
    this.hostFiles.push({ hostKey: key, path: shownPath(path, base, this.several), inside, text });
  }

  private complain(...about: Parameters<typeof unreadable>): void {
    this.diagnostics.push(unreadable(...about));
  }
}
