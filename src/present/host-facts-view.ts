import type { FactName, HostFact, HostFacts } from '../model/index.ts';
import type { Fact } from './report-model.ts';
import { count, size } from './units.ts';

/** What a host is, in as few rows as tell it; the lists of flags and packages stay in the JSON. */
export function hostFactsView(facts: HostFacts | undefined): readonly Fact[] {
  if (facts === undefined) return [];
  const known = new Facts(facts.facts);
  const rows: readonly (readonly [label: string, parts: readonly (string | undefined)[]])[] = [
    ['OpenStack', [known.text('series.nova')]],
    ['system', [known.text('release.os')]],
    [
      'CPU',
      [
        known.text('cpu.name') ?? known.text('cpu.vendor'),
        known.text('cpu.model'),
        known.number('cpu.count', (value) => count(value, 'CPU')),
        known.text('cpu.microcode', 'microcode'),
      ],
    ],
    [
      'memory',
      [known.number('memory.total', size), known.number('numa.nodes', (value) => count(value, 'NUMA node'))],
    ],
    ['hugepages', known.all('hugepages.total').flatMap(pagesText)],
    ['instances on', [known.text('storage.instances')]],
    [
      'migrations come in at',
      [
        known.text('migration.address'),
        known.text('migration.mtu', 'MTU'),
        known.number('migration.speed', (value) => `${String(value)} Mbit/s`),
      ],
    ],
    [
      'security',
      [known.text('security.driver'), ...known.all('security.mode').map(({ value }) => String(value))],
    ],
    ['time', [known.flag('time.synchronised', 'synchronised', 'NOT synchronised')]],
    ['options', facts.options.flatMap(migrationOption)],
  ];
  return rows.flatMap(([label, parts]) => {
    const value = parts.filter((part) => part !== undefined).join(', ');
    return value === '' ? [] : [{ label, value }];
  });
}

class Facts {
  private readonly facts: readonly HostFact[];

  constructor(facts: readonly HostFact[]) {
    this.facts = facts;
  }

  all(name: FactName): readonly HostFact[] {
    return this.facts.filter((fact) => fact.name === name);
  }

  text(name: FactName, before?: string): string | undefined {
    const value = this.all(name)[0]?.value;
    if (value === undefined) return undefined;
    return before === undefined ? String(value) : `${before} ${String(value)}`;
  }

  number(name: FactName, print: (value: number) => string): string | undefined {
    const value = this.all(name)[0]?.value;
    return typeof value === 'number' ? print(value) : undefined;
  }

  flag(name: FactName, yes: string, no: string): string | undefined {
    const value = this.all(name)[0]?.value;
    return typeof value === 'boolean' ? (value ? yes : no) : undefined;
  }
}

const KIB = 1024;

function pagesText({ of, value }: HostFact): string[] {
  return value === 0 ? [] : [`${String(value)} × ${size(Number(of) * KIB)}`];
}

/** Those of migrations that somebody set; what a dump prints as well are defaults mostly. */
function migrationOption({ name, value, basis }: HostFacts['options'][number]): string[] {
  return basis === 'file' && value !== null && name.startsWith('live_migration_')
    ? [`${name} = ${value}`]
    : [];
}
