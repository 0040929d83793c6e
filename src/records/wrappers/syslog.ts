import { readPriority } from '../line-format.ts';
import type { Envelope, LineWrapper } from '../envelope.ts';
import { readMonth } from '../month-names.ts';
import { readTimeOfDay, readZonedStamp } from '../stamp.ts';

/**
 * Lines of rsyslog, syslog-ng and `journalctl` in its text formats: `stamp host program[pid]: text`.
 *
 * The stamp is RFC 3164's (`Nov 24 01:47:09`, no year, month in the host's language), ISO 8601 (rsyslog's
 * RSYSLOG_FileFormat, `-o short-iso`), `Thu 2024-07-11 18:10:59 UTC` (`-o short-full`, `with-unit`) or seconds since
 * 1970 (`-o short-unix`); a priority `<134>` may stand in front.
 */
export const syslogWrapper: LineWrapper = { id: 'syslog', unwrap: unwrapSyslog };

const PRIORITY = /^<(\d{1,3})>(?=\D)/;
const MONTH_FIRST = /^ ?(\p{L}{3,9}\.?|\d{1,2}[月월]) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d(?:\.\d{1,9})?) /u;
const ISO =
  /^(?:\p{L}{2,4}\.? )?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)( ?(?:Z|UTC|[+-]\d\d:?\d\d)| [A-Z]{3,5}| )? ?(?=\S)/u;
const EPOCH = /^(\d{9,11}\.\d{6}) /;
const ORIGIN = /^(\S{1,255}) ([^\s:[\]]{1,128}|\([^)\s]{1,64}\))(?:\[(\d+)\]:|:(?= |$)) ?/;

function unwrapSyslog(line: string): Envelope | undefined {
  const priority = PRIORITY.exec(line);
  const dated = priority === null ? line : line.slice(priority[0].length);
  const stamp = readStart(dated);
  if (stamp === undefined) return undefined;
  const rest = dated.slice(stamp.length);
  const origin = ORIGIN.exec(rest);
  const host = origin?.[1] ?? '';
  if (origin === null || host.endsWith(':')) return undefined;
  const [, , program = '', pid] = origin;
  return {
    wrapper: 'syslog',
    text: unescapeControls(rest.slice(origin[0].length)),
    ...stamp.time,
    host,
    program,
    pid,
    level: priority === null ? undefined : readPriority(Number(priority[1]) % 8),
    stream: `${host} ${program}[${pid ?? ''}]`,
  };
}

interface Start {
  readonly length: number;
  readonly time: Pick<Envelope, 'wallMs' | 'clock' | 'yearless'>;
}

function readStart(line: string): Start | undefined {
  const monthFirst = MONTH_FIRST.exec(line);
  if (monthFirst !== null) {
    const [all, word = '', day, time = ''] = monthFirst;
    const month = readMonth(word);
    if (month === undefined) return undefined;
    const yearless = { month, day: Number(day), timeOfDayMs: readTimeOfDay(time) };
    return { length: all.length, time: { yearless, clock: 'local' } };
  }
  const iso = ISO.exec(line);
  if (iso !== null) {
    const [all, date = '', time = '', zone] = iso;
    return { length: all.length, time: readZonedStamp(date, time, zone) };
  }
  const epoch = EPOCH.exec(line);
  if (epoch === null) return undefined;
  return { length: epoch[0].length, time: { wallMs: Number(epoch[1]) * 1000, clock: 'utc' } };
}

/** rsyslog writes control characters of a message as `#` and three octal digits ($EscapeControlCharactersOnReceive). */
function unescapeControls(text: string): string {
  if (!text.includes('#01')) return text;
  return text.replaceAll('#012', '\n').replaceAll('#011', '\t').replaceAll('#015', '');
}
