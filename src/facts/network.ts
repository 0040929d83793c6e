import { matchLines, type FactSource, type FoundFact } from './fact-source.ts';

/** `ip addr`, `ip link` and their `-o` forms, and `ip -d`: addresses and MTU by interface. */
export const ipAddress: FactSource = {
  id: 'interfaces',
  file: /(?:^|[/_])ip_(?:-\w+_)*(?:addr|address|link|a)(?:_show\S*|_list\S*)?(?:\.txt)?$|(?:^|\/)ip[-_](?:addr|link)(?:\.txt)?$/,
  read: readInterfaces,
};

export function readInterfaces(text: string): readonly FoundFact[] {
  const facts: FoundFact[] = [];
  let open: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const head = /^\d+:\s+([^\s:@]+)(?:@\S+)?:?\s+(.*)$/.exec(line);
    if (head !== null) open = head[1];
    if (open === undefined || open === 'lo' || IS_GUEST.test(open)) continue;
    const of = open;
    const mtu = head === null ? undefined : /\bmtu (\d+)/.exec(head[2] ?? '')?.[1];
    if (mtu !== undefined) facts.push({ name: 'network.mtu', of, value: Number(mtu), line: index + 1 });
    const address = /\binet6? ([0-9a-fA-F.:]+)\/\d+.*?\bscope global/.exec(line)?.[1];
    if (address !== undefined) facts.push({ name: 'network.address', of, value: address, line: index + 1 });
  }
  return facts;
}

/** Interfaces of guests: they come and go with them. */
const IS_GUEST = /^(?:tap|qvo|qvb|qbr|vnet|veth|macvtap)/;

/** `ethtool <interface>`; the file is named after it, as in sosreports. */
export const ethtool: FactSource = {
  id: 'ethtool',
  file: /(?:^|\/)ethtool_[\w.-]+$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    let of: string | undefined;
    for (const { line, found } of matchLines(text, /^Settings for (\S+?):|^\s*Speed:\s+(\d+)Mb\/s/)) {
      of = found[1] ?? of;
      if (of !== undefined && found[2] !== undefined)
        facts.push({ name: 'network.speed', of, value: Number(found[2]), line });
    }
    return facts;
  },
};
