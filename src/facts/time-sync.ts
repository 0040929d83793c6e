import { firstLine, type FactSource, type FoundFact } from './fact-source.ts';

/** `timedatectl`. */
export const timedatectl: FactSource = {
  id: 'timedatectl',
  file: /(?:^|[/_])timedatectl(?:_status)?(?:\.txt)?$/,
  read: (text) => {
    const hit = firstLine(text, /(?:System clock synchronized|NTP synchronized):\s+(yes|no)/);
    return hit === undefined
      ? []
      : [{ name: 'time.synchronised', value: hit.found[1] === 'yes', line: hit.line }];
  },
};

/** `chronyc tracking`: how far the clock is from its servers, in seconds; positive when it runs ahead. */
export const chrony: FactSource = {
  id: 'chronyc',
  file: /(?:^|[/_])chronyc(?:_-n)?_tracking(?:\.txt)?$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    const offset = firstLine(text, /^System time\s*:\s*([\d.]+) seconds (fast|slow) of NTP time/);
    if (offset !== undefined) {
      const value = Number(offset.found[1]) * (offset.found[2] === 'slow' ? -1 : 1);
      if (Number.isFinite(value)) facts.push({ name: 'time.offset', value, line: offset.line });
    }
    const leap = firstLine(text, /^Leap status\s*:\s*(.+?)\s*$/);
    if (leap !== undefined)
      facts.push({ name: 'time.synchronised', value: leap.found[1] !== 'Not synchronised', line: leap.line });
    return facts;
  },
};

/** `ntpq -p`: the peer marked with `*` is the one that is followed; its offset is in milliseconds. */
export const ntpq: FactSource = {
  id: 'ntpq',
  file: /(?:^|[/_])ntpq(?:_-\w+)?(?:\.txt)?$/,
  read: (text) => {
    const peer = firstLine(text, /^\*\S+(?:\s+\S+){7}\s+(-?[\d.]+)\s+[\d.]+\s*$/);
    if (peer === undefined) {
      const table = firstLine(text, /^\s+remote\s+refid/);
      return table === undefined ? [] : [{ name: 'time.synchronised', value: false, line: table.line }];
    }
    return [
      { name: 'time.synchronised', value: true, line: peer.line },
      // The peer is ahead by this much: the host behind.
      { name: 'time.offset', value: -Number(peer.found[1]) / 1000, line: peer.line },
    ];
  },
};
