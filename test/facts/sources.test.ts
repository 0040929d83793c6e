import { describe, expect, test } from 'vitest';
import { FACT_SOURCES } from '../../src/facts/sources.ts';

/** Facts that a file gives, as `line name of=value`. */
function check(inside: string, text: string, expected: readonly string[]): void {
  const found = FACT_SOURCES.filter(({ file }) => file.test(inside)).flatMap(({ read }) =>
    read(text, inside),
  );
  const shown = found.map(({ name, of, value, line }) => {
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    return `${String(line)} ${name}${of === undefined ? '' : ` ${of}`}=${text}`;
  });
  expect(shown).toEqual(expected);
}

const CAPABILITIES = `<capabilities>
  <host>
    <cpu>
      <arch>x86_64</arch>
      <model>Skylake-Server-IBRS</model>
      <vendor>Intel</vendor>
      <microcode version='33554542'/>
      <feature name='pku'/>
      <feature name='avx512vnni'/>
    </cpu>
    <topology>
      <cells num='2'>
        <cell id='0'>
          <memory unit='KiB'>1024</memory>
        </cell>
        <cell id='1'>
          <memory unit='KiB'>2048</memory>
        </cell>
      </cells>
    </topology>
    <secmodel>
      <model>selinux</model>
    </secmodel>
    <secmodel>
      <model>dac</model>
    </secmodel>
  </host>
  <guest>
    <arch name='x86_64'>
      <machine maxCpus='255'>pc-q35-7.2</machine>
      <machine canonical='pc-q35-7.2' maxCpus='255'>q35</machine>
      <machine maxCpus='255'>pc-i440fx-7.2</machine>
    </arch>
  </guest>
</capabilities>`;

const CAPABILITY_FACTS = [
  '4 cpu.architecture=x86_64',
  '5 cpu.model=Skylake-Server-IBRS',
  '6 cpu.vendor=Intel',
  '7 cpu.microcode=0x200006e',
  '14 numa.memory 0=1048576',
  '17 numa.memory 1=2097152',
  '22 security.driver=selinux',
  '8 cpu.features=avx512vnni pku',
  '13 numa.nodes=2',
  '30 machine.types=pc-i440fx-7.2 pc-q35-7.2',
];

describe('processor and memory', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'sys/devices/system/node/node1/meminfo',
      'Node 1 MemTotal:  2048 kB\nNode 1 MemFree: 1 kB\n',
      ['1 numa.memory 1=2097152'],
    ],
    ['sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages', '64\n', ['1 hugepages.total 1048576=64']],
    ['sys/kernel/mm/hugepages/hugepages-1048576kB/free_hugepages', '3\n', ['1 hugepages.free 1048576=3']],
    [
      'sys/devices/system/node/node1/hugepages/hugepages-2048kB/nr_hugepages',
      '8\n',
      ['1 numa.hugepages node 1, 2048 KiB=8'],
    ],
    ['sys/devices/system/node/node1/hugepages/hugepages-2048kB/free_hugepages', '8\n', []],
    ['proc/4711/cmdline', '/usr/bin/qemu-system-x86_64', []],
    [
      'proc/cpuinfo',
      'processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) Gold 6130\nmicrocode\t: 0x2006e05\nflags\t\t: sse4_2 avx\n\nprocessor\t: 1\nvendor_id\t: GenuineIntel\n',
      [
        '2 cpu.vendor=GenuineIntel',
        '3 cpu.name=Intel(R) Xeon(R) Gold 6130',
        '4 cpu.microcode=0x2006e05',
        '5 cpu.flags=avx sse4_2',
        '7 cpu.count=2',
      ],
    ],
    [
      'sos_commands/processor/lscpu',
      'Architecture:        x86_64\nCPU(s):              64\nVendor ID:           AuthenticAMD\nModel name:          AMD EPYC 7543\nNUMA node(s):        2\nFlags:               fpu vme\n',
      [
        '3 cpu.vendor=AuthenticAMD',
        '4 cpu.name=AMD EPYC 7543',
        '1 cpu.architecture=x86_64',
        '6 cpu.flags=fpu vme',
        '2 cpu.count=64',
        '5 numa.nodes=2',
      ],
    ],
    ['sos_commands/virsh/virsh_-r_capabilities', CAPABILITIES, CAPABILITY_FACTS],
    [
      'virsh_domcapabilities.txt',
      "<domainCapabilities>\n<arch>x86_64</arch>\n<cpu>\n<mode name='host-model' supported='yes'>\n<model fallback='forbid'>EPYC</model>\n<vendor>AMD</vendor>\n<feature policy='require' name='x2apic'/>\n<feature policy='disable' name='svm'/>\n</mode>\n<mode name='custom'>\n<model usable='yes'>qemu64</model>\n</mode>\n</cpu>\n</domainCapabilities>",
      [
        '2 cpu.architecture=x86_64',
        '6 cpu.vendor=AMD',
        '5 cpu.host-model=EPYC',
        '7 cpu.host-model-features=x2apic',
      ],
    ],
    [
      'proc/meminfo',
      'MemTotal:       131072 kB\nMemAvailable:    65536 kB\nHugePages_Total:      16\nHugePages_Free:        4\nHugepagesize:    1048576 kB\n',
      [
        '1 memory.total=134217728',
        '2 memory.available=67108864',
        '3 hugepages.total 1048576=16',
        '4 hugepages.free 1048576=4',
      ],
    ],
    [
      'sos_commands/virsh/virsh_-r_nodeinfo',
      'CPU model:           x86_64\nCPU(s):              4\nNUMA cell(s):        1\nMemory size:         1024 KiB\n',
      ['2 cpu.count=4', '3 numa.nodes=1', '4 memory.total=1048576'],
    ],
    [
      'sos_commands/numa/numactl_--hardware',
      'available: 2 nodes (0-1)\nnode 0 cpus: 0 1\nnode 0 size: 1 MB\nnode 1 size: 2 MB\n',
      ['1 numa.nodes=2', '3 numa.memory 0=1048576', '4 numa.memory 1=2097152'],
    ],
  ])('%s', check);
});

describe('software', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'installed-rpms',
      'openstack-nova-compute-26.1.1-1.el9.noarch   Tue 1\nqemu-kvm-core-7.2.0-14.el9_2.5.x86_64\nbash-5.1.8-6.el9.x86_64\n',
      [
        '1 package.version openstack-nova-compute=26.1.1-1.el9',
        '1 release.nova=26.1.1',
        '2 package.version qemu-kvm-core=7.2.0-14.el9_2.5',
        '2 release.qemu=7.2.0',
      ],
    ],
    [
      'sos_commands/dpkg/dpkg_-l',
      'ii  libvirt0:amd64  9.0.0-4+deb12u2  amd64  library\nii  nova-compute  2:26.2.2-1~deb12u3  all  OpenStack\nii  bash  5.2  amd64  shell\n',
      [
        '1 package.version libvirt0=9.0.0-4+deb12u2',
        '1 release.libvirt=9.0.0',
        '2 package.version nova-compute=2:26.2.2-1~deb12u3',
        '2 release.nova=26.2.2',
      ],
    ],
    [
      'proc/cmdline',
      'ro intel_iommu=on hugepagesz=1G\n',
      ['1 kernel.command-line=ro intel_iommu=on hugepagesz=1G'],
    ],
    [
      'sos_commands/kernel/uname_-a',
      'Linux cmp-a 5.14.0-284.el9.x86_64 #1 SMP\n',
      ['1 release.kernel=5.14.0-284.el9.x86_64'],
    ],
    [
      'etc/os-release',
      'NAME=x\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
      ['2 release.os=Debian GNU/Linux 12 (bookworm)'],
    ],
    ['sos_commands/kernel/sysctl_-a', 'vm.unprivileged_userfaultfd = 0\n', ['1 kernel.userfaultfd=false']],
    [
      'sos_commands/virsh/virsh_version',
      'Using library: libvirt 9.0.0\nRunning hypervisor: QEMU 7.2.0\n',
      ['1 release.libvirt=9.0.0', '2 release.qemu=7.2.0'],
    ],
  ])('%s', check);
});

describe('network, storage, security and time', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'sos_commands/networking/ip_-o_addr',
      '1: lo    inet 127.0.0.1/8 scope host lo\n2: eth0    inet 192.0.2.11/24 brd 192.0.2.255 scope global eth0\n2: eth0    inet6 fe80::1/64 scope link\n',
      ['2 network.address eth0=192.0.2.11'],
    ],
    [
      'sos_commands/networking/ip_-d_address',
      '3: bond0.20@bond0: <BROADCAST,UP> mtu 9000 qdisc noqueue\n    inet 198.51.100.4/24 scope global bond0.20\n7: tap12: <UP> mtu 1450 qdisc\n',
      ['1 network.mtu bond0.20=9000', '2 network.address bond0.20=198.51.100.4'],
    ],
    [
      'sos_commands/networking/ethtool_eth0',
      'Settings for eth0:\n\tSpeed: 10000Mb/s\n',
      ['2 network.speed eth0=10000'],
    ],
    ['sos_commands/networking/ethtool_eth1', 'Settings for eth1:\n\tSpeed: Unknown!\n', []],
    [
      'proc/mounts',
      'proc /proc proc rw 0 0\n/dev/vda1 / ext4 rw 0 0\nnas:/nova\\040x /var/lib/nova/instances nfs4 rw,vers=4.2 0 0\n',
      ['2 storage.mount /=ext4 /dev/vda1', '3 storage.mount /var/lib/nova/instances=nfs4 nas:/nova x'],
    ],
    [
      'sos_commands/filesys/mount_-l',
      'nas:/nova on /var/lib/nova/instances type nfs4 (rw,relatime)\ntmpfs on /run type tmpfs (rw)\n',
      ['1 storage.mount /var/lib/nova/instances=nfs4 nas:/nova'],
    ],
    [
      'sos_commands/filesys/df_-aliT_-x_autofs',
      'Filesystem Type Inodes IUsed IFree IUse% Mounted on\n/dev/sda1 xfs 100 10 90 10% /\n',
      ['2 storage.mount /=xfs /dev/sda1'],
    ],
    [
      'sos_commands/selinux/sestatus_-b',
      'SELinux status:  enabled\nCurrent mode:    permissive\n',
      ['2 security.mode selinux=permissive', '2 security.driver=selinux'],
    ],
    ['getenforce', 'Disabled\n', ['1 security.mode selinux=disabled']],
    [
      'sos_commands/apparmor/aa-status',
      'apparmor module is loaded.\n30 profiles are loaded.\n28 profiles are in enforce mode.\n',
      ['1 security.driver=apparmor', '3 security.mode apparmor=enforce'],
    ],
    [
      'sos_commands/chrony/chronyc_tracking',
      'Reference ID    : C0000201\nSystem time     : 0.250000000 seconds slow of NTP time\nLeap status     : Normal\n',
      ['2 time.offset=-0.25', '3 time.synchronised=true'],
    ],
    ['timedatectl', 'Local time: x\nSystem clock synchronized: no\n', ['2 time.synchronised=false']],
    [
      'sos_commands/ntp/ntpq_-pn',
      '     remote           refid      st t when poll reach   delay   offset  jitter\n*192.0.2.1       .GPS.            1 u   33   64  377    0.5   12.5   0.1\n',
      ['2 time.synchronised=true', '2 time.offset=-0.0125'],
    ],
  ])('%s', check);
});

describe('bad input', () => {
  test('XML that breaks off gives what came before', () => {
    check('virsh_capabilities', CAPABILITIES.slice(0, CAPABILITIES.indexOf('<vendor>')), [
      '4 cpu.architecture=x86_64',
      '5 cpu.model=Skylake-Server-IBRS',
    ]);
  });

  test('entities of its own do not unfold', () => {
    const bomb = '<!DOCTYPE c [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;&a;">]>\n';
    check(
      'virsh_capabilities',
      `${bomb}<capabilities><host><cpu><model>&b;</model></cpu></host></capabilities>`,
      [],
    );
  });

  test.each(FACT_SOURCES.map(({ id, read }) => [id, read] as const))('%s reads any text', (_, read) => {
    for (const text of [
      '',
      '\n\n',
      '<',
      '<a><b',
      '\u0000: : :',
      ': yes\n= =\n1: : mtu\n'.repeat(50),
      'x'.repeat(9999),
    ])
      expect(Array.isArray(read(text, 'proc/cpuinfo'))).toBe(true);
  });
});
