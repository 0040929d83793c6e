import { firstLine, matchLines, type FactSource, type FoundFact } from './fact-source.ts';

/** The kernel's `/proc/cpuinfo`: the first processor stands for all, as they are equal on a server. */
export const cpuinfo: FactSource = {
  id: 'cpuinfo',
  file: /(?:^|[/_])cpuinfo(?:\.txt)?$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    for (const [label, name] of LABELS) {
      const hit = firstLine(text, new RegExp(`^${label}\\s*:\\s*(.+?)\\s*$`));
      const value = hit?.found[1];
      if (hit === undefined || value === undefined) continue;
      facts.push({ name, value: name === 'cpu.flags' ? value.split(/\s+/).sort() : value, line: hit.line });
    }
    const processors = [...matchLines(text, /^processor\s*:/)];
    const last = processors.at(-1);
    if (last !== undefined) facts.push({ name: 'cpu.count', value: processors.length, line: last.line });
    return facts;
  },
};

const LABELS = [
  ['vendor_id', 'cpu.vendor'],
  ['model name', 'cpu.name'],
  ['microcode', 'cpu.microcode'],
  ['(?:flags|Features)', 'cpu.flags'],
] as const;
