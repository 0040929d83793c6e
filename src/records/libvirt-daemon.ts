import { EMPTY_HEAD, readLevel, type LineFormat } from './line-format.ts';
import { readStamp } from './stamp.ts';

/** libvirtd.log and virtqemud.log: `date time+0000: thread: level : function:line : message`, always UTC (virLogVMessage). */
export const libvirtDaemonFormat: LineFormat = {
  id: 'libvirt-daemon',
  fit: 'sure',
  parse: (line) => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, date = '', time = '', thread, level = '', place] = header;
    return {
      ...EMPTY_HEAD,
      writer: 'libvirtd',
      wallMs: readStamp(date, time),
      clock: 'utc',
      pid: thread,
      level: readLevel(level),
      logger: place,
      message: line.slice(all.length),
    };
  },
};

const HEADER =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})\+0000: (\d+): (debug|info|warning|error) : (?:([\w.\-/<>]+):\d+ : )?/;
