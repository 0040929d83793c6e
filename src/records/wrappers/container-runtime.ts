import type { Envelope, LineWrapper } from '../envelope.ts';
import { readZonedStamp } from '../stamp.ts';

/**
 * Kubernetes' container logs: `2024-07-11T22:10:59.946123456Z stderr F text`; `P` marks a part of a line that the
 * runtime cut at 16 KiB (CRI log format, kubelet's `kuberuntime/logs`).
 */
export const containerRuntimeWrapper: LineWrapper = {
  id: 'container-runtime',
  unwrap: (line): Envelope | undefined => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, date = '', time = '', zone, stream = '', tag] = header;
    return {
      wrapper: 'container-runtime',
      text: line.slice(all.length),
      ...readZonedStamp(date, time, zone),
      stream,
      isPartial: tag === 'P',
    };
  },
};

const HEADER =
  /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP])(?::\S*)?(?: |$)/;
