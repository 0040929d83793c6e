import type { HostFile } from '../bundle/bundle.ts';
import type { FactName, HostFact, HostFacts, LogEvent } from '../model/index.ts';
import type { OptionTable } from '../options/option-table.ts';
import { readCapabilities, readDomainCapabilities } from './capabilities.ts';
import { deriveFacts } from './derive-facts.ts';
import type { FoundFact } from './fact-source.ts';
import { OPTION_EVENT, readOptions } from './read-options.ts';
import { FACT_SOURCES } from './sources.ts';

export interface FactInput {
  readonly events: readonly LogEvent[];
  readonly hostFiles: readonly HostFile[];
  /** Name of the host of each key. */
  readonly nameOf: ReadonlyMap<string, string>;
  readonly table: OptionTable;
}

/** XML that nova-compute prints when it starts, as the text of the record. */
const XML_EVENTS: Readonly<Record<string, (text: string) => readonly FoundFact[]>> = {
  'nova.host-capabilities': readCapabilities,
  'nova.domain-capabilities': readDomainCapabilities,
};

const FACT_EVENTS: ReadonlySet<string> = new Set([OPTION_EVENT, ...Object.keys(XML_EVENTS)]);

/** True for events that speak of a host alone: no migration is rebuilt from them. */
export function isFactEvent({ kind }: LogEvent): boolean {
  return FACT_EVENTS.has(kind);
}

/** Everything that logs and files say of each host, by its name. */
export function gatherFacts({ events, hostFiles, nameOf, table }: FactInput): ReadonlyMap<string, HostFacts> {
  const hosts = new Map<string, HostFacts>();
  const eventsOf = groupByHost(events, nameOf, maySayFact);
  const filesOf = groupByHost(hostFiles, nameOf);
  for (const name of new Set([...eventsOf.keys(), ...filesOf.keys()])) {
    const own = eventsOf.get(name) ?? [];
    const files = filesOf.get(name) ?? [];
    const options = readOptions(files, own, table);
    const facts = new Map<string, HostFact>();
    // What ran counts more than what is installed, what was said last more than what was said before.
    for (const fact of [...readFiles(files).reverse(), ...readEvents(own)]) facts.set(keyOf(fact), fact);
    for (const fact of deriveFacts([...facts.values()], options, table)) facts.set(keyOf(fact), fact);
    if (options.length + facts.size > 0)
      hosts.set(name, { options, facts: [...facts.values()].sort(byName) });
  }
  return hosts;
}

function readFiles(files: readonly HostFile[]): HostFact[] {
  return FACT_SOURCES.flatMap(({ file, read }) =>
    files
      .filter(({ inside }) => file.test(inside))
      .flatMap(({ path, inside, text }) =>
        read(text, inside).map(({ line, ...fact }) => ({
          ...fact,
          basis: 'file' as const,
          place: { file: path, line },
        })),
      ),
  );
}

/** Fields in which services print their release. */
const RELEASES: readonly (readonly [field: string, name: FactName])[] = [
  ['nova_version', 'release.nova'],
  ['libvirt_version', 'release.libvirt'],
  ['qemu_version', 'release.qemu'],
  ['kernel', 'release.kernel'],
  ['guest_nova_version', 'release.guest-nova'],
];

function readEvents(events: readonly LogEvent[]): HostFact[] {
  return events.flatMap((event): HostFact[] => {
    const place = { file: event.path, line: event.line };
    const read = XML_EVENTS[event.kind];
    if (read !== undefined) {
      const found = read(String(event.fields.text ?? ''));
      return found.map(({ line, ...fact }) => ({
        ...fact,
        basis: 'logged',
        place: { ...place, line: event.line + line - 1 },
      }));
    }
    if (event.remote || event.relayed) return [];
    // A guest that came from elsewhere was started by the Nova of another host.
    const isForeign = event.fields.incoming !== undefined;
    return RELEASES.flatMap(([field, name]) => {
      const value = event.fields[field];
      return value === undefined || (name === 'release.guest-nova' && isForeign)
        ? []
        : [{ name, value: String(value), basis: 'logged' as const, place }];
    });
  });
}

/** Hardly any event does, and of a busy host there are hundreds of thousands. */
function maySayFact(event: LogEvent): boolean {
  const { nova_version, libvirt_version, qemu_version, kernel, guest_nova_version } = event.fields;
  return (
    nova_version !== undefined ||
    libvirt_version !== undefined ||
    qemu_version !== undefined ||
    kernel !== undefined ||
    guest_nova_version !== undefined ||
    isFactEvent(event)
  );
}

function groupByHost<T extends { readonly hostKey: string }>(
  items: readonly T[],
  nameOf: ReadonlyMap<string, string>,
  isWanted: (item: T) => boolean = () => true,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    if (!isWanted(item)) continue;
    const name = nameOf.get(item.hostKey);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

function keyOf({ name, of }: HostFact): string {
  return `${name} ${of ?? ''}`;
}

function byName(one: HostFact, other: HostFact): number {
  return keyOf(one) < keyOf(other) ? -1 : 1;
}
