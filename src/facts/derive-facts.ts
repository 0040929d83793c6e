import type { FactName, HostFact, OptionFact } from '../model/index.ts';
import type { OptionTable } from '../options/option-table.ts';
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
  const path = resolved(options, 'DEFAULT', 'instances_path') ?? DEFAULT_INSTANCES_PATH;
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

const DEFAULT_INSTANCES_PATH = '/var/lib/nova/instances';

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
  const address = resolved(options, option.section, option.name) ?? '';
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

const MAX_REFERENCES = 8;

/** An option's text with `$other` and `${section.other}` filled in, as oslo.config does (cfg.py, _substitute). */
function resolved(options: readonly OptionFact[], section: string, name: string): string | undefined {
  const textOf = (inSection: string, one: string): string | undefined =>
    options.find((option) => option.owner === 'nova' && option.section === inSection && option.name === one)
      ?.value ?? (inSection === 'DEFAULT' ? PATH_DEFAULTS[one] : undefined);
  let text = textOf(section, name);
  for (let round = 0; round < MAX_REFERENCES && text?.includes('$') === true; round += 1) {
    text = text.replace(
      /\$(?:\{(?:(\w+)\.)?(\w+)\}|(\w+))/g,
      (all, group?: string, braced?: string, plain?: string) => {
        return textOf(group ?? 'DEFAULT', braced ?? plain ?? '') ?? all;
      },
    );
  }
  return text;
}

/** Where distributions put what `state_path` and `instances_path` follow from. */
const PATH_DEFAULTS: Readonly<Record<string, string>> = {
  instances_path: '$state_path/instances',
  state_path: '/var/lib/nova',
};
