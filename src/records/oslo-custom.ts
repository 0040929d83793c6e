import { readLevel, type LineFormat } from './line-format.ts';
import { readTail } from './oslo-context.ts';
import { readZonedStamp } from './stamp.ts';

/**
 * oslo.log with a `logging_context_format_string` of the site: host name, program or thread between the stamp and the
 * level, a stamp in brackets, or the process id behind the level.
 */
export const osloCustomFormat: LineFormat = {
  id: 'oslo-custom',
  fit: 'stamped',
  parse: (line) => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, date = '', time = '', zone, words = '', level = '', pidBehind, logger] = header;
    const before = words.split(' ').filter((word) => word !== '');
    const pid = pidBehind ?? before.find((word) => /^\d{1,10}$/.test(word));
    return {
      writer: 'service',
      ...readZonedStamp(date, time, zone),
      pid,
      level: readLevel(level),
      logger,
      ...readTail(line, all.length),
      host: before.find(
        (word) => /^[A-Za-z]/.test(word) && !/^(?:nova|neutron|cinder|placement|MainThread)/.test(word),
      ),
    };
  },
};

const HEADER =
  /^\[?(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)\]?( ?(?:Z|UTC|[+-]\d\d:?\d\d))?((?: [\w.@/-]{1,64}){0,4}?) \[?(DEBUG|INFO|AUDIT|WARNING|WARN|ERROR|TRACE|CRITICAL)\]?:? (?:(\d{1,10}) )?([\w.\-/]{1,128})(?: |$)/;
