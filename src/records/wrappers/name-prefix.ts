import type { Envelope, LineWrapper } from '../envelope.ts';

/**
 * A name in front of each line: `grep`'s file name (with a line number or not), a host, loghub's
 * `nova-compute.log.1.2017-05-16_13:55:31`, or kubectl's `[pod/nova-compute-x/nova-compute]`.
 */
export const namePrefixWrapper: LineWrapper = {
  id: 'name-prefix',
  unwrap: (line, _json, before): Envelope | undefined => {
    const found = PREFIX.exec(line);
    if (found !== null) {
      const [all, prefix = ''] = found;
      return { wrapper: 'name-prefix', text: line.slice(all.length), stream: prefix, isVague: true };
    }
    if (before?.wrapper !== 'name-prefix' || !line.startsWith(before.stream)) return undefined;
    const text = line.slice(before.stream.length).replace(SEPARATOR, '');
    return { wrapper: 'name-prefix', text, stream: before.stream, isVague: true };
  },
};

const PREFIX =
  /^(?!\d{4}-\d\d-\d\d[ T])(\[pod\/[^\]\s]{1,255}\]|[^\s:{"<]{1,255}(?:_\d\d:\d\d:\d\d)?)(?:[:-]\d{1,9}[:-]|[:-]? ?)(?=\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)/;
const SEPARATOR = /^(?:[:-]\d{1,9}[:-]|[:-]? ?)/;
