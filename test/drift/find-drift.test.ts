import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { COMPARISONS } from '../../src/drift/drift-rule.ts';
import { compareVersions } from '../../src/drift/compare-values.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { logsOf } from '../../src/rules/rule-test.ts';

const knowledge = knowledgeFor();
const preludes = parse(readFileSync('rules/test-preludes.yaml', 'utf8'), { merge: true }) as Record<
  string,
  Record<string, string>
>;

/** What differs between the hosts of a migration from cmp-a to cmp-b with these files, as `weight id: source → destination`. */
async function check(files: Readonly<Record<string, string>>, expected: readonly string[]): Promise<void> {
  const logs = logsOf({ name: '', prelude: 'check', logs: files }, preludes);
  const { drift = [], migrations } = await analyzeBundle(bundleOf(logs), knowledge);
  expect(migrations.map(({ source, destination }) => `${String(source)} → ${String(destination)}`)).toEqual([
    'cmp-a → cmp-b',
  ]);
  const shown = drift.flatMap(({ differences }) =>
    differences.map(({ weight, id, source, destination, lacking }) =>
      lacking === undefined
        ? `${weight} ${id}: ${String(source.value)} → ${String(destination.value)}`
        : `${weight} ${id}: lacks ${lacking.join(' ')}`,
    ),
  );
  expect(shown).toEqual(expected);
}

const conf = (text: string): string => `[libvirt]\n${text}\n`;
const flags = (text: string): string => `flags\t: ${text}\n`;

describe('what differs', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['nothing is known', {}, []],
    ['one side alone is known', { 'cmp-a/proc/cpuinfo': flags('avx') }, []],
    [
      'flags, with host-passthrough',
      {
        'cmp-a/etc/nova/nova.conf': conf('cpu_mode = host-passthrough'),
        'cmp-a/proc/cpuinfo': flags('fpu avx512f ida'),
        'cmp-b/proc/cpuinfo': flags('fpu sse'),
      },
      ['stops cpu-flags: lacks avx512f'],
    ],
    [
      'what was made unreadable, which differs from nothing',
      {
        'cmp-a/etc/nova/nova.conf': conf('rbd_secret_uuid = ***\nvirt_type = kvm'),
        'cmp-b/etc/nova/nova.conf': conf('rbd_secret_uuid = 457eb676-33da-42ec-9a8c-9293d545c337'),
      },
      [],
    ],
    [
      'flags, with a named model',
      {
        'cmp-a/etc/nova/nova.conf': conf('cpu_mode = custom'),
        'cmp-a/proc/cpuinfo': flags('fpu avx512f'),
        'cmp-b/proc/cpuinfo': flags('fpu'),
      },
      ['note cpu-flags: lacks avx512f'],
    ],
    [
      'flags that only the destination has',
      { 'cmp-a/proc/cpuinfo': flags('fpu'), 'cmp-b/proc/cpuinfo': flags('fpu avx512f') },
      [],
    ],
    [
      'versions that go down',
      {
        'cmp-a/installed-rpms': 'qemu-kvm-core-7.2.0-14.el9.x86_64\nlibvirt-daemon-9.0.0-10.el9.x86_64\n',
        'cmp-b/installed-rpms': 'qemu-kvm-core-6.2.0-11.el9.x86_64\nlibvirt-daemon-9.10.0-1.el9.x86_64\n',
      },
      ['hinders qemu-older: 7.2.0 → 6.2.0'],
    ],
    [
      'options, with the default of the release',
      {
        'cmp-a/etc/nova/nova.conf': conf('live_migration_tunnelled = True\nvirt_type = kvm'),
        'cmp-b/etc/nova/nova.conf': conf('virt_type = kvm'),
        'cmp-b/installed-rpms': 'openstack-nova-compute-26.1.1-1.el9.noarch\n',
      },
      ['hinders option-tunnelled: True → False'],
    ],
    [
      'the same value, written otherwise',
      {
        'cmp-a/etc/nova/nova.conf': conf('live_migration_permit_post_copy = yes'),
        'cmp-b/etc/nova/nova.conf': conf('live_migration_permit_post_copy = True'),
      },
      [],
    ],
    [
      'paths that come to the same',
      {
        'cmp-a/etc/nova/nova.conf':
          '[DEFAULT]\nstate_path = /var/lib/nova\ninstances_path = $state_path/instances\n',
        'cmp-b/etc/nova/nova.conf': '[DEFAULT]\ninstances_path = /var/lib/nova/instances\n',
      },
      [],
    ],
    [
      'shared storage on one side',
      {
        'cmp-a/proc/mounts': 'nas:/n /var/lib/nova/instances nfs4 rw 0 0\n',
        'cmp-b/proc/mounts': '/dev/vda1 / ext4 rw 0 0\n',
      },
      ['hinders storage-of-instances: nfs4 nas:/n → ext4'],
    ],
    [
      'security, clocks and kernel options',
      {
        'cmp-a/getenforce': 'Enforcing\n',
        'cmp-b/aa-status': 'apparmor module is loaded.\n',
        'cmp-a/timedatectl': 'System clock synchronized: yes\n',
        'cmp-b/timedatectl': 'System clock synchronized: no\n',
        'cmp-a/proc/cmdline': 'root=/dev/sda1 tsx=on quiet',
        'cmp-b/proc/cmdline': 'root=/dev/sdb1 quiet tsx=off',
      },
      [
        'stops security-driver: selinux → apparmor',
        'hinders time-sync: true → false',
        'note kernel-command-line: tsx=on → tsx=off',
      ],
    ],
    [
      'hugepages of one size',
      {
        'cmp-a/proc/meminfo': 'HugePages_Total:      64\nHugepagesize:       2048 kB\n',
        'cmp-b/proc/meminfo': 'HugePages_Total:      0\nHugepagesize:       2048 kB\n',
      },
      ['hinders hugepages: 64 → 0'],
    ],
    [
      'firmware',
      {
        'cmp-a/dpkg_-l': 'ii  seabios  1.16.2-1  all  x\nii  ovmf  2022.11-6  all  x\n',
        'cmp-b/dpkg_-l': 'ii  seabios  1.14.0-2  all  x\nii  ovmf  2022.11-6  all  x\n',
      },
      ['note firmware-packages: 1.16.2-1 → 1.14.0-2'],
    ],
  ])('%s', async (_, files, expected) => {
    await check(files, expected);
  });
});

test.each([
  ['7.2.10', '7.2.9', 1],
  ['7.2', '7.2.0', 0],
  ['6.2.0', '7.2.0', -1],
  ['5.14.0-284.el9', '5.14.0-70.el9', 1],
  ['1:7.2+dfsg', '1:6.2+dfsg', 1],
])('%s against %s', (one, other, sign) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign);
});

describe('rules/knowledge/drift.yaml', () => {
  const events = new Set(knowledge.catalogue.entries.map(({ event }) => event));

  test('names each row once, with what it needs', () => {
    const ids = knowledge.drift.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const wrong = knowledge.drift.filter(
      ({ compare, weight, subject, why, remedy, of, event }) =>
        !COMPARISONS.includes(compare) ||
        !['stops', 'hinders', 'note'].includes(weight) ||
        [subject, why, remedy].some((text) => text === '') ||
        (of.type === 'option' &&
          of.owner === 'nova' &&
          knowledge.options.find(of.section, of.name) === undefined) ||
        (event !== undefined && !events.has(event)),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
