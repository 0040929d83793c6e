import { describe, expect, test } from 'vitest';
import { rulesFolder } from '../../src/knowledge/package-folder.ts';
import { loadOptions } from '../../src/knowledge/load-options.ts';
import { OPTION_TYPES, OPTION_UNITS, OptionTable } from '../../src/options/option-table.ts';

const table = new OptionTable(loadOptions(rulesFolder()));
const { releases, options, known, invented } = table.knowledge;

/** What a release says of an option: its default, or why it has none. */
function check(name: string, release: string, expected: unknown): void {
  const [section = '', option = ''] = name.split('.');
  const found = table.find(section, option);
  if (found === undefined) throw new Error(`${name} is not in the table`);
  expect(table.defaultOf(found, release) ?? table.availability(found, release)).toEqual(expected);
}

describe('what a release has', () => {
  test.each([
    ['libvirt.live_migration_downtime', 'kilo', 'not-yet'],
    ['libvirt.live_migration_downtime', 'liberty', 500],
    ['libvirt.live_migration_progress_timeout', 'newton', 150],
    ['libvirt.live_migration_progress_timeout', 'ocata', 0],
    ['libvirt.live_migration_progress_timeout', 'stein', 'removed'],
    ['libvirt.live_migration_uri', 'liberty', 'qemu+tcp://%s/system'],
    ['libvirt.live_migration_uri', 'zed', 'deprecated'],
    ['libvirt.live_migration_timeout_action', '2025.1', 'abort'],
    ['compute.live_migration_wait_for_vif_plug', 'queens', false],
    ['compute.live_migration_wait_for_vif_plug', 'stein', true],
    ['workarounds.enable_qemu_monitor_announce_self', 'wallaby', false],
    ['workarounds.enable_qemu_monitor_announce_self', 'ussuri', 'not-yet'],
    ['libvirt.live_migration_parallel_connections', '2026.1', 1],
  ])('%s in %s', check);
});

test.each([
  ['zed', 'zed'],
  ['Caracal', '2024.1'],
  ['26.2.2', 'zed'],
  ['3:25.2.1-0ubuntu2', 'yoga'],
  ['2015.1.4', 'kilo'],
  ['7.0.0', undefined],
])('%s is the release %s', (text, expected) => {
  expect(table.release(text)?.name).toBe(expected);
});

test('an option is found by a spelling that it had', () => {
  expect(table.findFormer('DEFAULT', 'vncserver_listen')?.name).toBe('server_listen');
  expect(table.findElsewhere('live_migration_bandwidth').map(({ section }) => section)).toEqual(['libvirt']);
});

describe('the table', () => {
  const names = new Set(releases.map(({ name }) => name));

  test('names every option once', () => {
    const all = options.map(({ section, name }) => `${section}.${name}`);
    expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
    const further = known.flatMap(({ section, names: own }) => own.map((name) => `${section}.${name}`));
    expect(further.filter((one, index) => further.indexOf(one) !== index || all.includes(one))).toEqual([]);
  });

  test('uses known types, units and releases, in their order', () => {
    const wrong = options.filter((option) => {
      const since = [option.defaults, option.min, option.max, option.choices].map((values) =>
        values.map(({ from }) => from),
      );
      const all = [option.introduced, ...option.backported, ...since.flat()];
      const ends = [option.deprecated, option.removed].filter((one) => one !== undefined);
      return (
        !OPTION_TYPES.includes(option.type) ||
        (option.unit !== undefined && !OPTION_UNITS.includes(option.unit)) ||
        [...all, ...ends].some((release) => !names.has(release)) ||
        since.some((from) =>
          from.some((one, index) => index > 0 && table.compare(from[index - 1] ?? '', one) >= 0),
        ) ||
        option.means === '' ||
        option.source === ''
      );
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('gives every option a default in every release that has it', () => {
    const missing = options.flatMap((option) =>
      releases
        .filter(({ name }) => ['available', 'deprecated'].includes(table.availability(option, name)))
        .filter(({ name }) => table.at(option.defaults, name) === undefined)
        .map(({ name }) => `${option.name} in ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('offers real names for invented ones', () => {
    const real = invented.flatMap((one) => one.real);
    expect(real.filter((one) => table.find(...(one.split('.') as [string, string])) === undefined)).toEqual(
      [],
    );
    expect(invented.filter(({ name }) => table.findElsewhere(name).length > 0)).toEqual([]);
  });
});
