import { expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

/** What is known of the first host: facts and options as `name=value @file:line`. */
async function check(files: Readonly<Record<string, string>>, expected: readonly string[]): Promise<void> {
  const { hosts } = await analyzeBundle(bundleOf(files), knowledgeFor());
  const { facts = [], options = [] } = hosts[0]?.facts ?? {};
  const shown = [
    ...facts.map(
      ({ name, of, value, place }) => [`${name}${of === undefined ? '' : ` ${of}`}`, value, place] as const,
    ),
    ...options.map(
      ({ owner, section, name, value, place }) => [`${owner} ${section}.${name}`, value, place] as const,
    ),
  ].map(
    ([name, value, place]) =>
      `${name}=${String(value)} @${(place?.file ?? '').replace('a/', '')}:${String(place?.line ?? '')}`,
  );
  expect(shown).toEqual(expected);
}

const LOG = 'a/var/log/nova/nova-compute.log';
const line = (text: string): string =>
  `2026-11-24 01:52:20.000 925 DEBUG oslo_service.service [None req-ba309a1c-6f33-4d2b-9037-d4c2c049f57f - - - - - -] ${text} log_opt_values /usr/lib/python3/dist-packages/oslo_config/cfg.py:2609\n`;
const STARTED =
  '2026-11-24 01:52:20.800 925 INFO nova.virt.driver [-] x\n2026-11-24 01:52:20.800 925 AUDIT nova.service [-] Starting compute node (version 26.2.2)\n';

test('options come from the dump, with its place, whoever the logger is', async () => {
  await check(
    {
      [LOG]:
        line('libvirt.live_migration_bandwidth = 100') +
        line('libvirt.cpu_mode               = None') +
        line('transport_url                  = ****') +
        line('libvirt.live_migration_uri     = qemu+tcp://%s/system').replace(
          'oslo_service.service',
          'nova.openstack.common.service',
        ),
      'a/etc/nova/nova.conf': '[libvirt]\nlive_migration_bandwidth = 7\nvirt_type = kvm\n',
    },
    [
      `nova libvirt.cpu_mode=null @var/log/nova/nova-compute.log:2`,
      `nova libvirt.live_migration_bandwidth=100 @var/log/nova/nova-compute.log:1`,
      `nova libvirt.live_migration_uri=qemu+tcp://%s/system @var/log/nova/nova-compute.log:4`,
      `nova libvirt.virt_type=kvm @etc/nova/nova.conf:3`,
    ],
  );
});

test('files are read in the order in which the service reads them, and former names are today’s', async () => {
  await check(
    {
      [LOG]: STARTED,
      'a/etc/nova/nova-compute.conf': '[libvirt]\nvirt_type = qemu\n',
      'a/etc/nova/nova.conf':
        '[DEFAULT]\nvncserver_listen = 0.0.0.0\npassword = x\n[libvirt]\nvirt_type = kvm\n',
      'a/etc/libvirt/qemu.conf': 'migration_address = "192.0.2.1"\nnotify = 1\n',
    },
    [
      'release.nova=26.2.2 @var/log/nova/nova-compute.log:2',
      'series.nova=zed @var/log/nova/nova-compute.log:2',
      'nova libvirt.virt_type=qemu @etc/nova/nova-compute.conf:2',
      'nova vnc.server_listen=0.0.0.0 @etc/nova/nova.conf:2',
      'qemu .migration_address=192.0.2.1 @etc/libvirt/qemu.conf:1',
    ],
  );
});

test('the storage of instances and the way of migrations follow from options, mounts and interfaces', async () => {
  await check(
    {
      [LOG]: STARTED,
      'a/etc/nova/nova.conf':
        '[DEFAULT]\nstate_path = /srv/nova\nmy_ip = 192.0.2.11\n[libvirt]\nlive_migration_inbound_addr = $my_ip\n',
      'a/proc/mounts': '/dev/sda1 / xfs rw 0 0\nnas:/i /srv/nova/instances nfs4 rw 0 0\n',
      'a/sos_commands/networking/ip_-d_address':
        '2: eth1: <UP> mtu 9000 qdisc\n    inet 192.0.2.11/24 scope global eth1\n',
      'a/sos_commands/networking/ethtool_eth1': 'Settings for eth1:\n\tSpeed: 25000Mb/s\n',
    },
    [
      'migration.address=192.0.2.11 @etc/nova/nova.conf:5',
      'migration.mtu eth1=9000 @sos_commands/networking/ip_-d_address:1',
      'migration.speed eth1=25000 @sos_commands/networking/ethtool_eth1:2',
      'network.address eth1=192.0.2.11 @sos_commands/networking/ip_-d_address:2',
      'network.mtu eth1=9000 @sos_commands/networking/ip_-d_address:1',
      'network.speed eth1=25000 @sos_commands/networking/ethtool_eth1:2',
      'release.nova=26.2.2 @var/log/nova/nova-compute.log:2',
      'series.nova=zed @var/log/nova/nova-compute.log:2',
      'storage.instances=nfs4 nas:/i @proc/mounts:2',
      'storage.mount /=xfs /dev/sda1 @proc/mounts:1',
      'storage.mount /srv/nova/instances=nfs4 nas:/i @proc/mounts:2',
      'nova DEFAULT.my_ip=192.0.2.11 @etc/nova/nova.conf:3',
      'nova DEFAULT.state_path=/srv/nova @etc/nova/nova.conf:2',
      'nova libvirt.live_migration_inbound_addr=$my_ip @etc/nova/nova.conf:5',
    ],
  );
});

test('capabilities that nova-compute logs are read, at their own line', async () => {
  const capabilities =
    '2026-11-24 01:52:20.813 925 INFO nova.virt.libvirt.host [-] Libvirt host capabilities <capabilities>\n\n  <host>\n    <cpu>\n      <model>EPYC</model>\n    </cpu>\n  </host>\n</capabilities>\n';
  await check({ [LOG]: STARTED + capabilities }, [
    'cpu.model=EPYC @var/log/nova/nova-compute.log:7',
    'release.nova=26.2.2 @var/log/nova/nova-compute.log:2',
    'series.nova=zed @var/log/nova/nova-compute.log:2',
  ]);
});
