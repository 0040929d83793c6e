import { parentPort, workerData } from 'node:worker_threads';
import type { Ask } from '../../tui/feed.ts';
import { AnalysisSession, type SessionOptions } from './analysis-session.ts';

/** What the thread is started with. */
export type WorkerData = Omit<SessionOptions, 'say' | 'stdin'>;

const port = parentPort;
if (port !== null) {
  const session = new AnalysisSession({
    ...(workerData as WorkerData),
    stdin: process.stdin,
    say: (news) => {
      port.postMessage(news);
    },
  });
  // One after the other: archives are read in their own order.
  let last: Promise<void> = Promise.resolve();
  port.on('message', (ask: Ask) => {
    last = last.then(() => session.answer(ask));
  });
  void session.run();
}
