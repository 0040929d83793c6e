import { readPriority } from '../line-format.ts';
import type { Envelope, LineWrapper } from '../envelope.ts';
import { readZonedStamp } from '../stamp.ts';

/** RFC 5424: `<134>1 2024-07-11T22:10:59.946Z host app procid msgid [structured data] text`, `-` for what is empty. */
export const syslog5424Wrapper: LineWrapper = {
  id: 'syslog-5424',
  unwrap: (line): Envelope | undefined => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, priority, date = '', time = '', zone, host = '', program = '', pid = ''] = header;
    const text = line.slice(all.length + structuredDataLength(line, all.length)).replace(/^ /, '');
    return {
      wrapper: 'syslog-5424',
      text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text,
      ...readZonedStamp(date, time, zone),
      host: filled(host),
      program: filled(program),
      pid: /^\d+$/.test(pid) ? pid : undefined,
      level: readPriority(Number(priority) % 8),
      stream: `${host} ${program}[${pid}]`,
    };
  },
};

const HEADER =
  /^<(\d{1,3})>1 (\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d) (\S{1,255}) (\S{1,48}) (\S{1,128}) \S{1,32} /;

function filled(word: string): string | undefined {
  return word === '-' ? undefined : word;
}

/** `-`, or elements `[id name="value"]` in whose values `]` and `"` are escaped by a backslash. */
function structuredDataLength(line: string, from: number): number {
  let at = from;
  if (line[at] === '-') return 1;
  while (line[at] === '[') {
    let isQuoted = false;
    for (at += 1; at < line.length; at += 1) {
      const char = line[at];
      if (char === '\\') at += 1;
      else if (char === '"') isQuoted = !isQuoted;
      else if (char === ']' && !isQuoted) break;
    }
    at += 1;
  }
  return Math.min(at, line.length) - from;
}
