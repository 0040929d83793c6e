import type { Envelope, LineWrapper } from '../envelope.ts';
import { readZonedStamp } from '../stamp.ts';

/** fluentd's `out_file`: time, tag and the record as JSON, separated by tabs. */
export const fluentdFileWrapper: LineWrapper = {
  id: 'fluentd-file',
  unwrap: (line): Envelope | undefined => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, date = '', time = '', zone, tag = ''] = header;
    return {
      wrapper: 'fluentd-file',
      text: line.slice(all.length),
      ...readZonedStamp(date, time, zone),
      stream: tag,
    };
  },
};

const HEADER =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(Z|[+-]\d\d:?\d\d)\t([\w.*-]{1,128})\t(?=\{)/;
