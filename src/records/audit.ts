import { EMPTY_HEAD, type LineFormat } from './line-format.ts';

/** `/var/log/audit/audit.log`: `type=AVC msg=audit(1720721459.946:123): …`, seconds since 1970 (auditd). */
export const auditFormat: LineFormat = {
  id: 'audit',
  fit: 'stamped',
  parse: (line) => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [, node, seconds] = header;
    return {
      ...EMPTY_HEAD,
      writer: 'system',
      wallMs: Number(seconds) * 1000,
      clock: 'utc',
      logger: 'audit',
      host: node,
      message: node === undefined ? line : line.slice('node= '.length + node.length),
    };
  },
};

const HEADER = /^(?:node=(\S{1,255}) )?type=\S{1,64} (?:msg=)?audit\((\d{9,11}\.\d{3}):\d{1,12}\): /;
