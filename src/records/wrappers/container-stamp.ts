import type { Envelope, LineWrapper } from '../envelope.ts';
import { readZonedStamp } from '../stamp.ts';

/** `docker logs -t`, `podman logs -t`, `kubectl logs --timestamps`: the line's own header comes after a UTC stamp. */
export const containerStampWrapper: LineWrapper = {
  id: 'container-stamp',
  unwrap: (line, _json, before): Envelope | undefined => {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const [all, date = '', time = '', zone] = header;
    const text = line.slice(all.length);
    const isFollowing = before?.wrapper.endsWith('container-stamp') === true;
    if (!isFollowing && !OWN_HEADER.test(text)) return undefined;
    return {
      wrapper: 'container-stamp',
      text,
      ...readZonedStamp(date, time, zone),
      stream: 'container',
      isVague: true,
    };
  },
};

const HEADER = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{1,9})(Z|[+-]\d\d:\d\d) /;
const OWN_HEADER = /^(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|\{")/;
