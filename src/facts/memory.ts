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

/** The kernel's memory of one node: `/sys/devices/system/node/node0/meminfo`, where every line begins with the node. */
export const nodeMeminfo: FactSource = {
  id: 'node-meminfo',
  file: /(?:^|\/)node\/node\d+\/meminfo$/,
  read: (text) =>
    [...matchLines(text, /^Node (\d+) MemTotal:\s+(\d+) kB/)].map(({ line, found }) => ({
      name: 'numa.memory',
      of: found[1] ?? '',
      value: Number(found[2]) * KIB,
      line,
    })),
};

/**
 * The kernel's count of hugepages of one size, of the host or of one node; the path says which
 * (`/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages`). /proc/meminfo has those of the default size only.
 */
export const hugepageCount: FactSource = {
  id: 'hugepage-count',
  file: /(?:^|\/)hugepages\/hugepages-\d+kB\/(?:nr|free)_hugepages$/,
  read: (text, inside) => {
    const [, node, size = '', what] =
      /(?:node(\d+)\/)?hugepages\/hugepages-(\d+)kB\/(nr|free)_hugepages$/.exec(inside) ?? [];
    const count = /^(\d+)\s*$/.exec(text)?.[1];
    if (count === undefined) return [];
    const value = Number(count);
    if (node === undefined)
      return [{ name: what === 'nr' ? 'hugepages.total' : 'hugepages.free', of: size, value, line: 1 }];
    return what === 'nr' ? [{ name: 'numa.hugepages', of: `node ${node}, ${size} KiB`, value, line: 1 }] : [];
  },
};

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
