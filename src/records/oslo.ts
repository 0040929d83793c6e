import { EMPTY_HEAD, readLevel, type LineFormat, type LineHead } from './line-format.ts';
import { readTail } from './oslo-context.ts';
import { sharedText, standAlone } from './shared-text.ts';
import { readPlainStamp, readStamp, readZonedStamp } from './stamp.ts';

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

/** Length of a stamp with milliseconds and no zone. */
const PLAIN_STAMP = 23;

interface Beginning {
  /** Everything between the stamp and the message. */
  readonly text: string;
  /** Where the message begins. */
  readonly to: number;
  readonly head: LineHead;
}

/** Lines of one thread come after each other: what stands between their stamps and their messages is read once. */
let latest: Beginning = {
  text: '?',
  to: PLAIN_STAMP,
  head: { ...EMPTY_HEAD, writer: 'service', message: '' },
};

function parseOslo(line: string): LineHead | undefined {
  const { text, to, head } = latest;
  const wallMs = line.slice(PLAIN_STAMP, to) === text ? readPlainStamp(line) : undefined;
  if (wallMs === undefined) return parseAnew(line);
  return {
    writer: 'service',
    wallMs,
    clock: 'local',
    pid: head.pid,
    level: head.level,
    logger: head.logger,
    requestId: head.requestId,
    globalRequestId: head.globalRequestId,
    instance: head.instance,
    message: line.slice(to),
    bare: false,
  };
}

function parseAnew(line: string): LineHead | undefined {
  const header = HEADER.exec(line);
  if (header === null) return undefined;
  const [all, date = '', time = '', zone, pid, level = '', logger] = header;
  const tail = readTail(line, all.length);
  const isPlain = zone === undefined && date.length + 1 + time.length === PLAIN_STAMP;
  const stamp = zone === undefined ? undefined : readZonedStamp(date, time, zone);
  const plainMs = isPlain ? readPlainStamp(line) : undefined;
  const head: LineHead = {
    writer: 'service',
    wallMs: stamp === undefined ? (plainMs ?? readStamp(date, time)) : stamp.wallMs,
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
  // With an instance and the blank behind it, nothing that follows could have been read as a part of it.
  if (isPlain && !tail.bare && tail.instance !== undefined) {
    const to = line.length - tail.message.length;
    if (line.charCodeAt(to - 1) === BLANK)
      latest = { text: standAlone(line.slice(PLAIN_STAMP, to)), to, head };
  }
  return head;
}

const BLANK = 0x20;

/** A line of a traceback without the header that `logging_exception_prefix` repeats on each. */
export function withoutRepeatedHeader(line: string): string {
  const head = parseOslo(line);
  return head?.bare === true ? head.message : line;
}
