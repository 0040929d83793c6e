import { EMPTY_HEAD, readLevel, type LineContext, type LineFormat, type LineHead } from './line-format.ts';
import { readTail } from './oslo-context.ts';

/**
 * `LEVEL logger [context] message` without a stamp: devstack's format, in which the journal supplies time and pid
 * (devstack `lib/nova`, `setup_systemd_logging`), syslog formats without asctime, and excerpts in bug reports.
 */
export const osloHeadlessFormat: LineFormat = { id: 'oslo-headless', fit: 'stamped', parse: parseHeadless };

const HEADER =
  /^(?:(\d{1,10}) )?(DEBUG|INFO|AUDIT|WARNING|WARN|ERROR|TRACE|CRITICAL) ([\w.\-/]{1,128})(?: |$)/;

function parseHeadless(line: string, { open, envelope }: LineContext): LineHead | undefined {
  const header = HEADER.exec(line);
  if (header === null) return undefined;
  const [all, pid, level = '', logger = ''] = header;
  const tail = readTail(line, all.length);
  const isInside = envelope !== undefined && envelope.isVague !== true;
  if (isInside) {
    if (tail.bare && !/[._]/.test(logger)) return undefined;
  } else if (tail.bare || (open !== undefined && open.format !== osloHeadlessFormat.id)) return undefined;
  return { ...EMPTY_HEAD, writer: 'service', pid, level: readLevel(level), logger, ...tail };
}
