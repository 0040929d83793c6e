import { parentPort, workerData } from 'node:worker_threads';
import { type PackedLog, readArchiveTask, readTask } from '../analysis/read-elsewhere.ts';
import { MessageFilters } from '../catalogue/message-filter.ts';
import { knowledgeFor } from '../knowledge/package-folder.ts';
import type { LogReaderData, LogReaderNews, LogReaderTask } from './log-readers.ts';

/** Between two words about how far it has come; archives hold many times what they are. */
const STEP_BYTES = { part: 4 * 2 ** 20, archive: 2 ** 19 } as const;

const port = parentPort;
if (port !== null) {
  const { catalogue } = knowledgeFor((workerData as LogReaderData).rulesFolders);
  const filters = new MessageFilters(catalogue);
  const say = (news: LogReaderNews): void => {
    port.postMessage(news);
  };
  port.on('message', (asked: LogReaderTask) => {
    let told = 0;
    const countTo = (bytes: number): void => {
      if (bytes < told + STEP_BYTES[asked.type]) return;
      told = bytes;
      say({ type: 'bytes', bytes });
    };
    void answer(asked, countTo).then(say);
  });
  const answer = async (asked: LogReaderTask, countTo: (bytes: number) => void): Promise<LogReaderNews> => {
    if (asked.type === 'part')
      return { type: 'part', part: await readTask(asked.task, catalogue, filters, countTo) };
    const addLog = (log: PackedLog): void => say({ type: 'log', log });
    return {
      type: 'ground',
      ground: await readArchiveTask(asked.task, catalogue, filters, { countTo, addLog }),
    };
  };
}
