import type { Envelope, LineWrapper } from '../envelope.ts';

/** `docker-compose logs`: `nova_compute_1  | text`, each line after its container's name. */
export const composePrefixWrapper: LineWrapper = {
  id: 'compose-prefix',
  unwrap: (line): Envelope | undefined => {
    const prefix = PREFIX.exec(line);
    if (prefix === null) return undefined;
    const [all, name = ''] = prefix;
    return { wrapper: 'compose-prefix', text: line.slice(all.length), stream: name, isVague: true };
  },
};

const PREFIX = /^([A-Za-z0-9][\w.@-]{0,127}) {1,64}\| ?/;
