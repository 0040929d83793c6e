import { firstLine, matchLines, type FactSource, type FoundFact } from './fact-source.ts';

const KIB = 1024;

/** The kernel's `/proc/meminfo`: memory, and hugepages of the default size. */
export const meminfo: FactSource = {
  id: 'meminfo',
  file: /(?:^|[/_])meminfo(?:\.txt)?$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    for (const [label, name] of SIZES) {
      const hit = firstLine(text, new RegExp(`^${label}:\\s+(\\d+) kB`));
      if (hit !== undefined) facts.push({ name, value: Number(hit.found[1]) * KIB, line: hit.line });
    }
    const size = firstLine(text, /^Hugepagesize:\s+(\d+) kB/)?.found[1];
    for (const [label, name] of PAGES) {
      const hit = firstLine(text, new RegExp(`^${label}:\\s+(\\d+)$`));
      if (hit !== undefined && size !== undefined)
        facts.push({ name, of: size, value: Number(hit.found[1]), line: hit.line });
    }
    return facts;
  },
};

const SIZES = [
  ['MemTotal', 'memory.total'],
  ['MemAvailable', 'memory.available'],
] as const;
const PAGES = [
  ['HugePages_Total', 'hugepages.total'],
  ['HugePages_Free', 'hugepages.free'],
] as const;

/** `hugeadm --pool-list`: pages of every size, in bytes and pages. */
export const hugeadm: FactSource = {
  id: 'hugepages',
  file: /(?:^|[/_])(?:hugeadm\S*|hugepages?)(?:\.txt)?$/,
  read: (text) =>
    [...matchLines(text, /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\*?\s*$/)].map(({ line, found }) => ({
      name: 'hugepages.total',
      of: String(Number(found[1]) / KIB),
      value: Number(found[3]),
      line,
    })),
};

/** `virsh nodeinfo`. */
export const nodeinfo: FactSource = {
  id: 'virsh-nodeinfo',
  file: /(?:^|[/_])virsh(?:_-r)?_nodeinfo(?:\.txt)?$|(?:^|\/)nodeinfo(?:\.txt)?$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    const count = firstLine(text, /^CPU\(s\):\s+(\d+)/);
    if (count !== undefined)
      facts.push({ name: 'cpu.count', value: Number(count.found[1]), line: count.line });
    const nodes = firstLine(text, /^NUMA cell\(s\):\s+(\d+)/);
    if (nodes !== undefined)
      facts.push({ name: 'numa.nodes', value: Number(nodes.found[1]), line: nodes.line });
    const memory = firstLine(text, /^Memory size:\s+(\d+) KiB/);
    if (memory !== undefined)
      facts.push({ name: 'memory.total', value: Number(memory.found[1]) * KIB, line: memory.line });
    return facts;
  },
};
