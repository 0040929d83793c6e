import { firstLine, matchLines, type FactSource, type FoundFact } from './fact-source.ts';

/** `lscpu`: what /proc/cpuinfo says, and the NUMA nodes. */
export const lscpu: FactSource = {
  id: 'lscpu',
  file: /(?:^|[/_])lscpu(?:\.txt)?$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    for (const [label, name] of LABELS) {
      const hit = firstLine(text, new RegExp(`^\\s*${label}:\\s*(.+?)\\s*$`));
      const value = hit?.found[1];
      if (hit === undefined || value === undefined) continue;
      if (name === 'cpu.flags') facts.push({ name, value: value.split(/\s+/).sort(), line: hit.line });
      else if (name === 'cpu.count' || name === 'numa.nodes') {
        if (/^\d+$/.test(value)) facts.push({ name, value: Number(value), line: hit.line });
      } else facts.push({ name, value, line: hit.line });
    }
    return facts;
  },
};

const LABELS = [
  ['Vendor ID', 'cpu.vendor'],
  ['Model name', 'cpu.name'],
  ['Architecture', 'cpu.architecture'],
  ['Flags', 'cpu.flags'],
  ['CPU\\(s\\)', 'cpu.count'],
  ['NUMA node\\(s\\)', 'numa.nodes'],
] as const;

/** `numactl --hardware`. */
export const numactl: FactSource = {
  id: 'numactl',
  file: /(?:^|\/)numactl(?:_--hardware|_-H)?(?:\.txt)?$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    const nodes = firstLine(text, /^available:\s+(\d+)\s+nodes/);
    if (nodes !== undefined)
      facts.push({ name: 'numa.nodes', value: Number(nodes.found[1]), line: nodes.line });
    for (const { line, found } of matchLines(text, /^node\s+(\d+)\s+size:\s+(\d+)\s+MB/))
      facts.push({ name: 'numa.memory', of: found[1] ?? '', value: Number(found[2]) * 1024 * 1024, line });
    return facts;
  },
};
