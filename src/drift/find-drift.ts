import type {
  DriftDifference,
  DriftSide,
  DriftWeight,
  HostDrift,
  HostFact,
  HostFacts,
  HostInfo,
  Migration,
} from '../model/index.ts';
import { effectiveOption, seriesOf } from '../options/effective-option.ts';
import type { OptionTable } from '../options/option-table.ts';
import { isMasked, printOptionValue, readOptionValue } from '../options/option-value.ts';
import { resolveText } from '../options/resolve-text.ts';
import { compareValues } from './compare-values.ts';
import type { DriftRule, DriftSubject } from './drift-rule.ts';

export interface DriftInput {
  readonly hosts: readonly HostInfo[];
  readonly migrations: readonly Pick<Migration, 'id' | 'source' | 'destination'>[];
  readonly rules: readonly DriftRule[];
  readonly table: OptionTable;
}

/** What differs between the hosts of every route that was taken, by route in the order of their first migration. */
export function findDrift({ hosts, migrations, rules, table }: DriftInput): readonly HostDrift[] {
  const routes = new Map<string, { source: HostInfo; destination: HostInfo; migrations: string[] }>();
  for (const { id, source: from, destination: to } of migrations) {
    const source = hosts.find(({ name }) => name === from);
    const destination = hosts.find(({ name }) => name === to);
    if (source === undefined || destination === undefined || source === destination) continue;
    const key = `${source.name}\n${destination.name}`;
    const route = routes.get(key) ?? { source, destination, migrations: [] };
    route.migrations.push(id);
    routes.set(key, route);
  }
  return [...routes.values()].flatMap(({ source, destination, migrations: taken }) => {
    const pair: Pair = { source, destination, table };
    const differences = rules.flatMap((rule) => differencesOf(rule, pair)).sort(byWeight);
    if (differences.length === 0) return [];
    return [{ source: source.name, destination: destination.name, migrations: taken, differences }];
  });
}

interface Pair {
  readonly source: HostInfo;
  readonly destination: HostInfo;
  readonly table: OptionTable;
}

const WEIGHTS: readonly DriftWeight[] = ['stops', 'hinders', 'note'];

function byWeight(one: DriftDifference, other: DriftDifference): number {
  return WEIGHTS.indexOf(one.weight) - WEIGHTS.indexOf(other.weight);
}

function differencesOf(rule: DriftRule, pair: Pair): DriftDifference[] {
  if (rule.same !== undefined && !isSame(rule.same, pair)) return [];
  return sidesOf(rule, pair).flatMap(({ of, source, destination }) => {
    const found = compareValues(rule, source.value, destination.value);
    if (found === undefined) return [];
    return [
      {
        id: rule.id,
        weight: weightOf(rule, pair),
        subject: of === undefined ? rule.subject : `${rule.subject} (${of})`,
        ...(rule.unit === undefined ? {} : { unit: rule.unit }),
        source: { ...source, value: found.source },
        destination: { ...destination, value: found.destination },
        ...(found.lacking === undefined ? {} : { lacking: found.lacking }),
        why: rule.why,
        remedy: rule.remedy,
      },
    ];
  });
}

interface Sides {
  readonly of?: string;
  readonly source: DriftSide;
  readonly destination: DriftSide;
}

/** The values to compare; none where one side is not known, since nothing follows from silence. */
function sidesOf(rule: DriftRule, pair: Pair): readonly Sides[] {
  switch (rule.of.type) {
    case 'fact':
      return factSides(rule, rule.of.name, pair);
    case 'option': {
      const source = optionSide(rule.of, pair.source, pair);
      const destination = optionSide(rule.of, pair.destination, pair);
      return source === undefined || destination === undefined ? [] : [{ source, destination }];
    }
    case 'clock':
      return clockSides(pair);
  }
}

function factSides(rule: DriftRule, name: HostFact['name'], { source, destination }: Pair): readonly Sides[] {
  const there = factsOf(destination, name);
  return factsOf(source, name).flatMap((fact) => {
    if (rule.only !== undefined && !rule.only.includes(fact.of ?? '')) return [];
    // Interfaces have other names on every host.
    const isDerived = name.startsWith('migration.');
    const other = isDerived ? there[0] : there.find(({ of }) => of === fact.of);
    if (other === undefined) return [];
    return [
      {
        ...(fact.of === undefined || isDerived ? {} : { of: fact.of }),
        source: { value: fact.value, basis: fact.basis, place: fact.place },
        destination: { value: other.value, basis: other.basis, place: other.place },
      },
    ];
  });
}

/** An option as the service has it; where its release is not known, that of the other host. */
function optionSide(
  { owner, section, name }: Extract<DriftSubject, { type: 'option' }>,
  host: HostInfo,
  { source, destination, table }: Pair,
): DriftSide | undefined {
  const set = host.facts?.options.find(
    (option) => option.owner === owner && option.section === section && option.name === name,
  );
  const known = owner === 'nova' ? table.find(section, name) : undefined;
  if (set !== undefined) {
    if (set.value !== null && isMasked(set.value)) return undefined;
    const typed = known === undefined ? undefined : readOptionValue(known, set.value);
    const value = resolve((typed === undefined ? set.value : printOptionValue(typed)) ?? '', host);
    if (value === undefined) return undefined;
    return { value, basis: set.basis, ...(set.place === undefined ? {} : { place: set.place }) };
  }
  // Without any option of its own the file is missing, not the option.
  if (known === undefined || host.facts?.options.some((option) => option.owner === owner) !== true)
    return undefined;
  const series = seriesOf(host.facts) ?? seriesOf(source.facts) ?? seriesOf(destination.facts);
  const standard = series === undefined ? undefined : table.defaultOf(known, series);
  const value = standard === undefined ? undefined : resolve(printOptionValue(standard) ?? '', host);
  return value === undefined ? undefined : { value, basis: 'default' };
}

/** A reference to an option that nobody knows leaves the value unknown. */
function resolve(text: string, { facts }: HostInfo): string | undefined {
  const resolved = resolveText(facts?.options ?? [], text);
  return resolved.includes('$') ? undefined : resolved;
}

/** Compared by what the logs bound, in seconds; a difference within the tolerance is none. */
function clockSides({ source, destination }: Pair): readonly Sides[] {
  const tolerance = source.clock.toleranceMs + destination.clock.toleranceMs;
  const apart = Math.abs(source.clock.offsetMs - destination.clock.offsetMs);
  if (apart <= tolerance) return [];
  const side = ({ clock }: HostInfo): DriftSide => ({ value: clock.offsetMs / 1000, basis: 'logged' });
  return [{ source: side(source), destination: side(destination) }];
}

function isSame(name: HostFact['name'], { source, destination }: Pair): boolean {
  const [one] = factsOf(source, name);
  const [other] = factsOf(destination, name);
  return one !== undefined && String(one.value) === String(other?.value);
}

function factsOf({ facts }: HostInfo, name: HostFact['name']): readonly HostFact[] {
  return facts?.facts.filter((fact) => fact.name === name) ?? [];
}

function weightOf({ weight, weightBy }: DriftRule, { source, table }: Pair): DriftWeight {
  if (weightBy === undefined) return weight;
  const { section, name } = weightBy.option;
  return weightBy.weights[effectiveText(source.facts, table, section, name)] ?? weight;
}

function effectiveText(
  facts: HostFacts | undefined,
  table: OptionTable,
  section: string,
  name: string,
): string {
  return String(effectiveOption(facts, table, section, name)?.value ?? '');
}
