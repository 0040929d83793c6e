import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { StoredLog } from '../analysis/log-store.ts';
import type { LogTask, OtherReaders } from '../analysis/read-elsewhere.ts';

/** What the thread is told at its start. */
export interface LogReaderData {
  readonly rulesFolders: readonly string[];
}

/** What the thread says: how far it has come, and what the log held. */
export type LogReaderNews =
  { readonly type: 'bytes'; readonly bytes: number } | { readonly type: 'log'; readonly log: StoredLog };

/** A thread has to learn all messages first, which takes as long as looking through half as much. */
const MIN_LOG_BYTES = 512 * 2 ** 20;
/** Each has a memory of its own. */
const MAX_THREADS = 7;

/** Threads that read large logs while the main one reads others; each is started when it is first needed. */
export class LogReaders implements OtherReaders {
  readonly minBytes: number;
  private readonly data: LogReaderData;
  private readonly threads: number;
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  /** Those that are started but for their last step, too. */
  private started = 0;

  constructor(
    rulesFolders: readonly string[],
    minBytes = MIN_LOG_BYTES,
    threads = Math.min(MAX_THREADS, availableParallelism() - 1),
  ) {
    this.data = { rulesFolders };
    this.minBytes = minBytes;
    this.threads = threads;
  }

  get isFree(): boolean {
    return this.idle.length > 0 || this.started < this.threads;
  }

  async read(task: LogTask, countTo: (bytes: number) => void): Promise<StoredLog> {
    const worker = this.idle.pop() ?? (await this.start());
    return new Promise((resolve, reject) => {
      const breakOff = (error: unknown): void => {
        if (this.all.delete(worker)) this.started -= 1;
        void worker.terminate();
        reject(error instanceof Error ? error : new Error('the thread ended'));
      };
      const hear = (news: LogReaderNews): void => {
        if (news.type === 'bytes') {
          countTo(news.bytes);
          return;
        }
        worker.off('message', hear).off('error', breakOff).off('exit', breakOff);
        this.idle.push(worker);
        resolve(news.log);
      };
      worker.on('message', hear).on('error', breakOff).on('exit', breakOff);
      worker.postMessage(task);
    });
  }

  close(): void {
    for (const worker of this.all) void worker.terminate();
    this.all.clear();
    this.idle.length = 0;
  }

  private async start(): Promise<Worker> {
    this.started += 1;
    // Loaded only now, so that a run that needs none starts quickly.
    const { Worker } = await import('node:worker_threads');
    // Built, it is joined into one file as the command is; sources, as tests have them, run as they are.
    const file = import.meta.url.endsWith('.ts') ? './log-reader.ts' : '../start/log-reader.cjs';
    const worker = new Worker(new URL(file, import.meta.url), { workerData: this.data });
    this.all.add(worker);
    return worker;
  }
}
