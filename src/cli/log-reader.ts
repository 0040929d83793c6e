import { parentPort, workerData } from 'node:worker_threads';
import { type PartTask, readTask } from '../analysis/read-elsewhere.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import { knowledgeFor } from '../knowledge/package-folder.ts';
import type { LogReaderData, LogReaderNews } from './log-readers.ts';

/** Between two words about how far it has come. */
const STEP_BYTES = 4 * 2 ** 20;

const port = parentPort;
if (port !== null) {
  const { catalogue } = knowledgeFor((workerData as LogReaderData).rulesFolders);
  const filters = new MessageFilters(catalogue);
  const say = (news: LogReaderNews): void => {
    port.postMessage(news);
  };
  port.on('message', (task: PartTask) => {
    let told = 0;
    const countTo = (bytes: number): void => {
      if (bytes < told + STEP_BYTES) return;
      told = bytes;
      say({ type: 'bytes', bytes });
    };
    void readTask(task, catalogue, filters, countTo).then((part) => {
      say({ type: 'part', part });
    });
  });
}
