import type { LineFormat } from './line-format.ts';

/** uWSGI's request line, which Debian's nova-api.log consists of; local time, no request id (uwsgi core/logging.c). */
export const uwsgiAccessFormat: LineFormat = {
  id: 'uwsgi-access',
  parse: (line) => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, pid, month = '', day, time, year] = header;
    const wallMs = Date.parse(`${day ?? ''} ${month} ${year ?? ''} ${time ?? ''} UTC`);
    return {
      wallMs: Number.isFinite(wallMs) ? wallMs : undefined,
      clock: 'local',
      pid,
      level: 'INFO',
      logger: 'uwsgi',
      requestId: undefined,
      globalRequestId: undefined,
      instance: undefined,
      message: line.slice(all.length),
      bare: false,
    };
  },
};

const HEADER =
  /^\[pid: (\d+)\|app: [^\]]*\] \S+ \([^)]*\) \{[^}]*\} \[[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d+) (\d\d:\d\d:\d\d) (\d{4})\] /;
