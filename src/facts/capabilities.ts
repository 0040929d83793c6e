import type { FactSource, FoundFact } from './fact-source.ts';
import { walkXml } from './walk-xml.ts';

/** `virsh capabilities`, also as nova-compute logs it when it starts (nova/virt/libvirt/host.py, get_capabilities). */
export const capabilities: FactSource = {
  id: 'virsh-capabilities',
  file: /(?:^|[/_])virsh(?:_-r)?_capabilities(?:\.txt|\.xml)?$|(?:^|\/)capabilities\.xml$/,
  read: readCapabilities,
};

/** CPU, NUMA and pages of the host, and the machine types of its own architecture. */
export function readCapabilities(text: string): readonly FoundFact[] {
  const facts: FoundFact[] = [];
  const features: string[] = [];
  const machines = new Set<string>();
  let featuresAt = 0;
  let machinesAt = 0;
  let nodes = 0;
  let nodesAt = 0;
  walkXml(text, ({ path, attributes, text: value, line }) => {
    const place = path.slice(1).join('/');
    const simple = SIMPLE[place];
    if (simple !== undefined && value !== '') facts.push({ name: simple, value, line });
    else if (place === 'host/cpu/feature' && attributes.name !== undefined) {
      features.push(attributes.name);
      featuresAt ||= line;
    } else if (place === 'host/cpu/microcode' && attributes.version !== undefined)
      facts.push({ name: 'cpu.microcode', value: hexOf(attributes.version), line });
    else if (place === 'host/topology/cells/cell') {
      nodes += 1;
      nodesAt ||= line;
    } else if (place === 'host/topology/cells/cell/memory' && attributes.unit === 'KiB')
      facts.push({ name: 'numa.memory', of: String(nodes), value: Number(value) * 1024, line });
    else if (place === 'host/secmodel/model' && (value === 'selinux' || value === 'apparmor'))
      facts.push({ name: 'security.driver', value, line });
    else if (place === 'guest/arch/machine' && value !== '') {
      machines.add(attributes.canonical ?? value);
      machinesAt ||= line;
    }
  });
  if (features.length > 0) facts.push({ name: 'cpu.features', value: features.sort(), line: featuresAt });
  if (nodes > 0) facts.push({ name: 'numa.nodes', value: nodes, line: nodesAt });
  if (machines.size > 0) facts.push({ name: 'machine.types', value: [...machines].sort(), line: machinesAt });
  return facts;
}

const SIMPLE: Readonly<Record<string, 'cpu.architecture' | 'cpu.model' | 'cpu.vendor'>> = {
  'host/cpu/arch': 'cpu.architecture',
  'host/cpu/model': 'cpu.model',
  'host/cpu/vendor': 'cpu.vendor',
};

/** As the kernel prints it; libvirt prints the same number in decimal. */
function hexOf(version: string): string {
  return /^\d+$/.test(version) ? `0x${Number(version).toString(16)}` : version;
}

/** `virsh domcapabilities`: the CPU that host-model gives a guest here. */
export const domainCapabilities: FactSource = {
  id: 'virsh-domcapabilities',
  file: /(?:^|[/_])virsh(?:_-r)?_domcapabilities(?:\.txt|\.xml)?$|(?:^|\/)domcapabilities\.xml$/,
  read: readDomainCapabilities,
};

export function readDomainCapabilities(text: string): readonly FoundFact[] {
  const facts: FoundFact[] = [];
  const features: string[] = [];
  let inHostModel: { model: string; line: number; vendor?: string } | undefined;
  let featuresAt = 0;
  walkXml(text, ({ path, attributes, text: value, line }) => {
    const place = path.slice(1).join('/');
    if (place === 'arch' && value !== '') facts.push({ name: 'cpu.architecture', value, line });
    else if (place === 'cpu/mode/model' && attributes.fallback !== undefined && value !== '')
      inHostModel ??= { model: value, line };
    else if (place === 'cpu/mode/vendor' && value !== '') facts.push({ name: 'cpu.vendor', value, line });
    else if (
      place === 'cpu/mode/feature' &&
      attributes.policy === 'require' &&
      attributes.name !== undefined
    ) {
      features.push(attributes.name);
      featuresAt ||= line;
    }
  });
  if (inHostModel !== undefined)
    facts.push({ name: 'cpu.host-model', value: inHostModel.model, line: inHostModel.line });
  if (features.length > 0)
    facts.push({ name: 'cpu.host-model-features', value: features.sort(), line: featuresAt });
  return facts;
}
