import type { LogFile } from '../bundle/bundle.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { LogEvent } from '../model/index.ts';
import { UnmatchedLines } from '../timeline/source-stats.ts';
import { type LogStore, storeKeyOf } from './log-store.ts';
import type { ReadLog } from './read-log.ts';

/** What a log held, as long as it is the same one. */
export interface RememberedLog extends ReadLog {
  readonly events: readonly LogEvent[];
  readonly unmatched: UnmatchedLines;
  readonly stamp: string | undefined;
}

/** Logs by path, for who reads the same bundle again and again: those that have not changed are not read. */
export type ReadMemory = Map<string, RememberedLog>;

interface KnownOptions {
  readonly memory?: ReadMemory | undefined;
  readonly store?: LogStore | undefined;
  readonly maxLineBytes?: number | undefined;
}

/** What is known of logs from before: by whoever reads the same bundle again and again, and by earlier runs. */
export class KnownResults {
  private readonly looked = new Map<LogFile, RememberedLog | undefined>();
  private readonly keys = new Map<LogFile, string>();
  private readonly catalogue: Catalogue;
  private readonly options: KnownOptions;

  constructor(catalogue: Catalogue, options: KnownOptions) {
    this.catalogue = catalogue;
    this.options = options;
  }

  of(log: LogFile): RememberedLog | undefined {
    if (!this.looked.has(log)) this.looked.set(log, this.remembered(log) ?? this.stored(log));
    return this.looked.get(log);
  }

  /** For the next time, if the file stayed the same. */
  keep(log: LogFile, made: RememberedLog): RememberedLog {
    const { store, memory } = this.options;
    const key = this.keys.get(log);
    const { stamp, unmatched, ...found } = made;
    const isWhole = found.diagnostics.every(({ code }) => code !== 'log-broke-off');
    if (store !== undefined && key !== undefined && isWhole && this.keyOf(log) === key)
      store.save(key, { ...found, unmatched: unmatched.entries() });
    if (stamp !== undefined) memory?.set(log.source.path, made);
    return made;
  }

  private remembered({ source, stamp }: LogFile): RememberedLog | undefined {
    const known = this.options.memory?.get(source.path);
    return known !== undefined && known.stamp === stamp ? known : undefined;
  }

  private stored(log: LogFile): RememberedLog | undefined {
    const { store, memory } = this.options;
    const key = this.keyOf(log);
    if (store === undefined || key === undefined) return undefined;
    this.keys.set(log, key);
    const kept = store.load(key);
    if (kept === undefined) return undefined;
    const found = { ...kept, unmatched: UnmatchedLines.of(kept.unmatched), stamp: log.stamp };
    if (log.stamp !== undefined) memory?.set(log.source.path, found);
    return found;
  }

  private keyOf(log: LogFile): string | undefined {
    const { store, maxLineBytes } = this.options;
    return store === undefined ? undefined : storeKeyOf(log, store, this.catalogue, maxLineBytes);
  }
}
