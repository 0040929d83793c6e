import { EMPTY_HEAD, readLevel, type LineFormat } from './line-format.ts';

/** libvirt's line where syslog supplies the time: `14533: error : function:line : message` (virLogOutputToSyslog). */
export const libvirtSyslogFormat: LineFormat = {
  id: 'libvirt-syslog',
  fit: 'stamped',
  parse: (line, { envelope }) => {
    if (envelope?.program === undefined) return undefined;
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, thread, level = '', place] = header;
    return {
      ...EMPTY_HEAD,
      writer: 'libvirtd',
      pid: thread,
      level: readLevel(level),
      logger: place,
      message: line.slice(all.length),
    };
  },
};

const HEADER = /^(\d{1,10}): (debug|info|warning|error) : (?:([\w.\-/<>]{1,128}):\d{1,9} : )?/;
