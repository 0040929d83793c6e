import { EMPTY_HEAD, type LineFormat } from './line-format.ts';

/** uWSGI's request line, which Debian's nova-api.log consists of; local time, no request id (uwsgi core/logging.c). */
export const uwsgiAccessFormat: LineFormat = {
  id: 'uwsgi-access',
  fit: 'stamped',
  parse: (line) => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, pid, month = '', day, time, year] = header;
    const wallMs = Date.parse(`${day ?? ''} ${month} ${year ?? ''} ${time ?? ''} UTC`);
    return {
      ...EMPTY_HEAD,
      writer: 'access',
      wallMs: Number.isFinite(wallMs) ? wallMs : undefined,
      pid,
      level: 'INFO',
      logger: 'uwsgi',
      message: line.slice(all.length),
    };
  },
};

const HEADER =
  /^\[pid: (\d+)\|app: [^\]]*\] \S+ \([^)]*\) \{[^}]*\} \[[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d+) (\d\d:\d\d:\d\d) (\d{4})\] /;
