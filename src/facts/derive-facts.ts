import type { FactName, HostFact, OptionFact } from '../model/index.ts';
import type { OptionTable } from '../options/option-table.ts';
import { resolveText } from '../options/resolve-text.ts';
import { isSharedMount } from './mounts.ts';

/** What follows from several facts: the series of Nova, where instances lie, over which interface guests come. */
export function deriveFacts(
  facts: readonly HostFact[],
  options: readonly OptionFact[],
  table: OptionTable,
): readonly HostFact[] {
  return [...series(facts, table), ...instancesStorage(facts, options), ...migrationPath(facts, options)];
}

function series(facts: readonly HostFact[], table: OptionTable): readonly HostFact[] {
  const release =
    facts.find(({ name }) => name === 'release.nova') ??
    facts.find(({ name }) => name === 'release.guest-nova');
  const found = release === undefined ? undefined : table.release(String(release.value));
  if (release === undefined || found === undefined) return [];
  return [{ ...release, name: 'series.nova', value: found.name }];
}

/** The mount that holds instances_path: the one with the longest path above it. */
function instancesStorage(facts: readonly HostFact[], options: readonly OptionFact[]): readonly HostFact[] {
  const path = resolveText(options, '$instances_path');
  const above = facts
    .filter(({ name, of }) => name === 'storage.mount' && of !== undefined && isAbove(of, path))
    .sort((one, other) => (other.of ?? '').length - (one.of ?? '').length);
  const [mount] = above;
  if (mount === undefined) return [];
  const value = String(mount.value);
  // Local devices have other names on every host, and that means nothing.
  const shown = isSharedMount(value) ? value : (value.split(' ', 1)[0] ?? value);
  return [{ name: 'storage.instances', value: shown, basis: mount.basis, place: mount.place }];
}

function isAbove(mount: string, path: string): boolean {
  return mount === '/' || path === mount || path.startsWith(`${mount}/`);
}

function migrationPath(facts: readonly HostFact[], options: readonly OptionFact[]): readonly HostFact[] {
  const set = (name: string) =>
    options.find(
      (one) => one.owner === 'nova' && one.name === name && one.value !== null && one.value !== '',
    );
  const option = set('live_migration_inbound_addr') ?? set('my_ip');
  if (option?.place === undefined) return [];
  const address = resolveText(options, option.value ?? '');
  const { basis, place } = option;
  const found: HostFact[] = [{ name: 'migration.address', value: address, basis, place }];
  const card = facts.find(({ name, value }) => name === 'network.address' && value === address)?.of;
  for (const [from, to] of BY_CARD) {
    const fact = facts.find(({ name, of }) => name === from && of !== undefined && of === card);
    if (fact !== undefined) found.push({ ...fact, name: to, of: fact.of ?? '' });
  }
  return found;
}

const BY_CARD: readonly (readonly [from: FactName, to: FactName])[] = [
  ['network.mtu', 'migration.mtu'],
  ['network.speed', 'migration.speed'],
];
