import { readLevel, type LineFormat, type LineHead } from './line-format.ts';
import { readTail } from './oslo-context.ts';
import { sharedText } from './shared-text.ts';
import { readStamp, readZonedStamp } from './stamp.ts';

/**
 * The default line of oslo.log: `date time.ms pid LEVEL logger [context] [instance: uuid] message`.
 *
 * The pid is missing in logs before 2013; date and fraction follow the site's `log_date_format`.
 */
export const osloFormat: LineFormat = {
  id: 'oslo',
  fit: 'sure',
  parse: parseOslo,
};

const HEADER =
  /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)( ?(?:Z|[+-]\d\d:?\d\d))? (?:(\d{1,10}|-) )?(DEBUG|INFO|AUDIT|WARNING|WARN|ERROR|TRACE|CRITICAL) ([\w.\-/]+)(?: |$)/;

function parseOslo(line: string): LineHead | undefined {
  const header = HEADER.exec(line);
  if (header === null) return undefined;
  const [all, date = '', time = '', zone, pid, level = '', logger] = header;
  const tail = readTail(line, all.length);
  const stamp = zone === undefined ? undefined : readZonedStamp(date, time, zone);
  return {
    writer: 'service',
    wallMs: stamp === undefined ? readStamp(date, time) : stamp.wallMs,
    clock: stamp?.clock ?? 'local',
    pid: pid === undefined ? undefined : sharedText(pid),
    level: readLevel(level),
    logger: logger === undefined ? undefined : sharedText(logger),
    requestId: tail.requestId,
    globalRequestId: tail.globalRequestId,
    instance: tail.instance,
    message: tail.message,
    bare: tail.bare,
  };
}

/** A line of a traceback without the header that `logging_exception_prefix` repeats on each. */
export function withoutRepeatedHeader(line: string): string {
  const head = parseOslo(line);
  return head?.bare === true ? head.message : line;
}
