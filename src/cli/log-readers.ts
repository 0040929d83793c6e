import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { PackedPart } from '../analysis/join-parts.ts';
import type {
  ArchiveListener,
  ArchiveTask,
  OtherReaders,
  PackedLog,
  PartTask,
} from '../analysis/read-elsewhere.ts';
import type { PackedGround } from '../bundle/strand-task.ts';

/** What the thread is told at its start. */
export interface LogReaderData {
  readonly rulesFolders: readonly string[];
}

/** What the thread is asked for. */
export type LogReaderTask =
  | { readonly type: 'part'; readonly task: PartTask }
  | { readonly type: 'archive'; readonly task: ArchiveTask };

/** What the thread says: how far it has come, a log that an archive held, and what was asked for. */
export type LogReaderNews =
  | { readonly type: 'bytes'; readonly bytes: number }
  | { readonly type: 'log'; readonly log: PackedLog }
  | { readonly type: 'part'; readonly part: PackedPart }
  | { readonly type: 'ground'; readonly ground: PackedGround };

/** Each has a memory of its own. */
const MAX_THREADS = 7;
const MIN_LOG_BYTES = 2 ** 20;
/** Large enough for what is done once per part, small enough that nobody waits long for the last one. */
const PART_BYTES = 8 * 2 ** 20;
/** What a part holds for a moment; V8 would take several times as much. */
const YOUNG_MIB = 8;
/** A thread has to learn all messages first: not for what is done before that. */
const WORTH_A_THREAD_MS = 2_000;
/** What this thread does first is slow, and says nothing of the rest. */
const WARM_UP_MS = 500;
/** Archives of so many bytes in all, as they lie there, for each thread; a single one may be smaller. */
const ARCHIVES_WORTH_BYTES = 8 * 2 ** 20;
const MIN_ARCHIVE_BYTES = 256 * 2 ** 10;
/** Between two looks at what the others do. */
const LOOK_MS = 20;

export interface LogReadersOptions {
  readonly threads?: number;
  /** How long this thread alone would have to read for another one to be started. */
  readonly worthMs?: number;
  readonly warmUpMs?: number;
  readonly lookMs?: number;
  readonly minLogBytes?: number;
  readonly partBytes?: number;
  readonly archivesWorthBytes?: number;
  readonly minArchiveBytes?: number;
}

/**
 * Threads that read parts of logs, and archives, while the main one reads others; each is started when what is left would
 * keep those that there are busy for long. When that is depends on the machine and its load; what is found does not.
 */
export class LogReaders implements OtherReaders {
  readonly minLogBytes: number;
  readonly partBytes: number;
  private readonly data: LogReaderData;
  private readonly threads: number;
  private readonly worthMs: number;
  private readonly warmUpMs: number;
  private readonly lookMs: number;
  private readonly archivesWorthBytes: number;
  private readonly minArchiveBytes: number;
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  /** Those that are started but for their last step, too. */
  private started = 0;
  private isBroken = false;
  private isClosed = false;
  private isWarm = false;
  private readonly firstCpuMs = cpuNow();
  private lookedAt = performance.now();
  private cpuMs = this.firstCpuMs;
  private bytesSince = 0;
  private bytesPerMs = 0;

  constructor(rulesFolders: readonly string[], options: LogReadersOptions = {}) {
    this.data = { rulesFolders };
    this.minLogBytes = options.minLogBytes ?? MIN_LOG_BYTES;
    this.partBytes = options.partBytes ?? PART_BYTES;
    this.threads = options.threads ?? Math.min(MAX_THREADS, availableParallelism() - 1);
    this.worthMs = options.worthMs ?? WORTH_A_THREAD_MS;
    this.lookMs = options.lookMs ?? LOOK_MS;
    this.warmUpMs = options.warmUpMs ?? WARM_UP_MS;
    this.archivesWorthBytes = options.archivesWorthBytes ?? ARCHIVES_WORTH_BYTES;
    this.minArchiveBytes = options.minArchiveBytes ?? MIN_ARCHIVE_BYTES;
  }

  readonly isTime = (bytes: number): boolean => {
    this.bytesSince += bytes;
    const now = performance.now();
    const sinceMs = now - this.lookedAt;
    if (sinceMs < this.lookMs) return false;
    const cpuMs = cpuNow();
    // Where others use the cores, a thread more gets no more of them.
    this.bytesPerMs = this.bytesSince / Math.min(sinceMs, cpuMs - this.cpuMs);
    this.bytesSince = 0;
    this.lookedAt = now;
    this.cpuMs = cpuMs;
    this.isWarm ||= cpuMs - this.firstCpuMs >= this.warmUpMs;
    return this.isWarm;
  };

  readonly isFree = (bytesLeft: number): boolean => {
    if (bytesLeft === 0 || !this.isWarm || this.isClosed) return false;
    if (this.idle.length > 0) return true;
    const leftMs = bytesLeft / this.bytesPerMs;
    return !this.isBroken && this.started < this.threads && leftMs >= this.worthMs * (this.started + 1);
  };

  readonly isFreeFor = (bytes: number, bytesLeft: number): boolean => {
    if (this.isClosed || bytes < this.minArchiveBytes) return false;
    if (this.idle.length > 0) return true;
    const worthBytes = this.archivesWorthBytes * (this.started + 1);
    return !this.isBroken && this.started < this.threads && bytesLeft >= worthBytes;
  };

  readonly read = (task: PartTask, countTo: (bytes: number) => void): Promise<PackedPart> =>
    this.ask<PackedPart>({ type: 'part', task }, (news, answer) => {
      if (news.type === 'bytes') countTo(news.bytes);
      if (news.type === 'part') answer(news.part);
    });

  readonly readArchive = (task: ArchiveTask, { countTo, addLog }: ArchiveListener): Promise<PackedGround> =>
    this.ask<PackedGround>({ type: 'archive', task }, (news, answer) => {
      if (news.type === 'bytes') countTo(news.bytes);
      if (news.type === 'log') addLog(news.log);
      if (news.type === 'ground') answer(news.ground);
    });

  readonly close = (): void => {
    this.isClosed = true;
    for (const worker of this.all) void worker.terminate();
    this.all.clear();
    this.idle.length = 0;
  };

  /** Gives a thread something to do; `hear` gets its news until it answers. */
  private async ask<Answer>(
    task: LogReaderTask,
    hear: (news: LogReaderNews, answer: (found: Answer) => void) => void,
  ): Promise<Answer> {
    const worker = this.idle.pop() ?? (await this.start());
    return new Promise((resolve, reject) => {
      const breakOff = (error: unknown): void => {
        void worker.terminate();
        reject(error instanceof Error ? error : new Error('the thread ended'));
      };
      const answer = (found: Answer): void => {
        worker.off('message', listen).off('error', breakOff).off('exit', breakOff);
        this.idle.push(worker);
        resolve(found);
      };
      const listen = (news: LogReaderNews): void => {
        hear(news, answer);
      };
      worker.on('message', listen).on('error', breakOff).on('exit', breakOff);
      worker.postMessage(task);
    });
  }

  /** Also of one that dies while it has nothing to do. */
  private forget(worker: Worker): void {
    if (!this.all.delete(worker)) return;
    this.isBroken = true;
    this.started -= 1;
    const nth = this.idle.indexOf(worker);
    if (nth >= 0) this.idle.splice(nth, 1);
  }

  private async start(): Promise<Worker> {
    this.started += 1;
    // Loaded only now, so that a run that needs none starts quickly.
    const { Worker } = await import('node:worker_threads');
    if (this.isClosed) throw new Error('nothing is left to read');
    // Built, it is joined into one file as the command is; sources, as tests have them, run as they are.
    const file = import.meta.url.endsWith('.ts') ? './log-reader.ts' : '../start/log-reader.cjs';
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData: this.data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    this.all.add(worker);
    worker.on('error', () => this.forget(worker)).on('exit', () => this.forget(worker));
    return worker;
  }
}

/** What all threads of this process have used by now. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
