import { Worker } from 'node:worker_threads';
import type { Ask, Feed, News } from '../../tui/feed.ts';
import type { Ending } from './analysis-session.ts';
import type { WorkerData } from './analysis-worker.ts';

/** The analysis in a thread of its own, so that keys are answered while it works. */
export class WorkerFeed implements Feed {
  private readonly worker: Worker;
  private readonly piped: NodeJS.ReadStream | undefined;
  private readonly waiting: News[] = [];
  private hear: ((news: News) => void) | undefined;
  /** What the run came to; nothing while it is under way. */
  ending: Ending | undefined;

  /** With a log that comes by standard input: it ends with the screen, whoever may still be writing it. */
  constructor(data: WorkerData, piped?: NodeJS.ReadStream) {
    this.piped = piped;
    // Built, it is joined into one file as the command is; sources, as tests have them, run as they are.
    const file = import.meta.url.endsWith('.ts') ? './analysis-worker.ts' : '../../start/analysis-worker.cjs';
    this.worker = new Worker(new URL(file, import.meta.url), {
      workerData: data,
      stdin: piped !== undefined,
    });
    if (piped !== undefined && this.worker.stdin !== null) piped.pipe(this.worker.stdin);
    this.worker.on('message', (news: News | Ending) => {
      if (news.type === 'ending') this.ending = news;
      else this.tell(news);
    });
    this.worker.on('error', (error) => {
      this.tell({ type: 'broken', message: error instanceof Error ? error.message : String(error) });
    });
  }

  /** Whoever listens first hears what was said before. */
  readonly listen = (hear: (news: News) => void): (() => void) => {
    this.hear = hear;
    for (const news of this.waiting.splice(0)) hear(news);
    return () => {
      this.hear = undefined;
    };
  };

  readonly ask = (ask: Ask): void => {
    this.worker.postMessage(ask);
  };

  async close(): Promise<void> {
    this.piped?.unpipe();
    this.piped?.destroy();
    await this.worker.terminate();
  }

  private tell(news: News): void {
    if (this.hear === undefined) this.waiting.push(news);
    else this.hear(news);
  }
}
