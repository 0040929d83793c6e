import type { FactValue, HostInfo, Migration, SettingDifference, SettingValue } from '../model/index.ts';

/** Facts that no two hosts share and that no migration fails of. */
const OWN = new Set([
  'network.address',
  'migration.address',
  'memory.available',
  'hugepages.free',
  'time.offset',
]);

/** What is known of the hosts at the same side of two migrations and differs; nothing where it is the same host. */
export function compareSettings(
  hosts: readonly HostInfo[],
  left: Migration,
  right: Migration,
): readonly SettingDifference[] {
  return (['source', 'destination'] as const).flatMap((role) => {
    const one = hosts.find(({ name }) => name === left[role]);
    const other = hosts.find(({ name }) => name === right[role]);
    if (one === undefined || other === undefined || one === other) return [];
    const others = new Map(settingsOf(other));
    return settingsOf(one).flatMap(([name, value]): readonly SettingDifference[] => {
      const beside = others.get(name);
      if (beside === undefined || beside.value === value.value) return [];
      return [{ role, name, left: value, right: beside }];
    });
  });
}

function settingsOf({ name: host, releases, facts }: HostInfo): readonly (readonly [string, SettingValue])[] {
  const known = new Set(facts?.facts.map(({ name }) => name));
  return [
    ...Object.entries(releases)
      .filter(([name]) => !known.has(`release.${name}` as never))
      .map(([name, value]) => [`release.${name}`, { host, value, basis: 'logged' }] as const),
    ...(facts?.facts ?? [])
      .filter(({ name }) => !OWN.has(name))
      .map(
        ({ name, of, value, basis, place }) =>
          [
            of === undefined ? name : `${name} ${of}`,
            { host, value: textOf(value), basis, file: place.file, line: place.line },
          ] as const,
      ),
    ...(facts?.options ?? []).map(
      ({ owner, section, name, value, basis, place }) =>
        [
          [owner, section === '' ? '' : `[${section}]`, name].filter((part) => part !== '').join(' '),
          {
            host,
            value: value ?? '',
            basis,
            ...(place === undefined ? {} : { file: place.file, line: place.line }),
          },
        ] as const,
    ),
  ];
}

function textOf(value: FactValue): string {
  return typeof value === 'object' ? [...value].toSorted().join(' ') : String(value);
}
