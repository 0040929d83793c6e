import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeQemuCommandLine } from '../../src/notation/describe-qemu.ts';
import { parseQemuCommandLine, type QemuOption } from '../../src/notation/qemu-command-line.ts';

describe('parseQemuCommandLine', () => {
  function check(lines: readonly string[], options: readonly QemuOption[], complete = true): void {
    const command = parseQemuCommandLine(lines);
    expect(command?.options, lines.join('\n')).toEqual(options);
    expect(command?.complete).toBe(complete);
  }

  test('continuation lines, with what stands around the command passed over', () => {
    const lines = [
      'starting up libvirt version: 9.0.0',
      'LC_ALL=C \\',
      'PATH=/usr/sbin:/usr/bin \\',
      '/usr/bin/qemu-system-x86_64 \\',
      '-name guest=instance-00000009,debug-threads=on \\',
      '-S \\',
      `-object '{"qom-type":"secret","id":"masterKey0"}' \\`,
      '-msg timestamp=on',
      "char device redirected to /dev/pts/1 (label charserial0), don't -panic",
    ];
    check(lines, [
      { name: 'name', value: 'guest=instance-00000009,debug-threads=on' },
      { name: 'S' },
      { name: 'object', value: '{"qom-type":"secret","id":"masterKey0"}' },
      { name: 'msg', value: 'timestamp=on' },
    ]);
    expect(parseQemuCommandLine(lines)?.binary).toBe('/usr/bin/qemu-system-x86_64');
    expect(parseQemuCommandLine(lines)?.env).toEqual({ LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin' });
  });

  test('the one-line form of old libvirt', () => {
    check(
      [
        'LC_ALL=C QEMU_AUDIO_DRV=none /usr/bin/kvm -S -M pc-1.0 -enable-kvm -name instance-00000009 -nodefaults',
      ],
      [
        { name: 'S' },
        { name: 'M', value: 'pc-1.0' },
        { name: 'enable-kvm' },
        { name: 'name', value: 'instance-00000009' },
        { name: 'nodefaults' },
      ],
    );
  });

  test('quoting', () => {
    check([`/bin/qemu -append 'console=ttyS0 quiet'`], [{ name: 'append', value: 'console=ttyS0 quiet' }]);
    check([`/bin/qemu -append '-v -w' -S`], [{ name: 'append', value: '-v -w' }, { name: 'S' }]);
    check([String.raw`/bin/qemu -name "a \"b\" c"`], [{ name: 'name', value: 'a "b" c' }]);
    check([String.raw`/bin/qemu -name 'it'\''s'`], [{ name: 'name', value: "it's" }]);
    check([String.raw`/bin/qemu -drive file=a\ b`], [{ name: 'drive', value: 'file=a b' }]);
    check([`/bin/qemu -name ''`], [{ name: 'name', value: '' }]);
    check(['/bin/qemu -append LANG=C'], [{ name: 'append', value: 'LANG=C' }]);
  });

  test('cut commands', () => {
    check(['/bin/qemu -S \\', '-m 4096 \\'], [{ name: 'S' }, { name: 'm', value: '4096' }], false);
    check([`/bin/qemu -S -object '{"qom-`], [{ name: 'S' }, { name: 'object', value: '{"qom-' }], false);
  });

  test('lines without a command', () => {
    for (const lines of [[], [''], ['shutting down, reason=migrated'], ['/a b c'], ['A=b \\']]) {
      expect(parseQemuCommandLine(lines)).toBeUndefined();
    }
  });
});

describe('describeQemuCommandLine', () => {
  const NOTHING = { rbd: false, hostdevs: 0, vhost_user: false, tpm: false, hugepages: false };

  function check(options: string, expected: Record<string, string | number | boolean>): void {
    const command = parseQemuCommandLine([`/usr/bin/qemu-system-x86_64 ${options}`]);
    expect(command && describeQemuCommandLine(command), options).toEqual({ ...NOTHING, ...expected });
  }

  test('identity', () => {
    check('-uuid 3f31 -name guest=instance-0000002a,debug-threads=on', {
      instance: '3f31',
      domain: 'instance-0000002a',
    });
    check('-name instance-0000002a', { domain: 'instance-0000002a' });
    check('-name guest=a,,b', { domain: 'a,b' });
  });

  test('machine, processor and memory', () => {
    check('-machine pc-i440fx-7.2,usb=off -accel tcg', { machine: 'pc-i440fx-7.2', accel: 'tcg' });
    check('-machine type=q35,accel=kvm', { machine: 'q35', accel: 'kvm' });
    check('-M pc-1.0 -enable-kvm', { machine: 'pc-1.0', accel: 'kvm' });
    check('-cpu Skylake-Client-IBRS,ss=on,mpx=off', { cpu: 'Skylake-Client-IBRS' });
    check('-m 192', { memory_mb: 192 });
    check('-m 4G', { memory_mb: 4096 });
    check('-m size=2097152k,slots=16,maxmem=1099511627776k', { memory_mb: 2048 });
    check('-m lots', {});
    check('-smp 2,sockets=2,cores=1', { smp: 2 });
    check('-smp cpus=4,maxcpus=8', { smp: 4 });
  });

  test('the destination side and consoles', () => {
    check('-incoming defer', { incoming: 'defer' });
    check('-incoming tcp:[::]:49152', { incoming: 'tcp:[::]:49152' });
    check('-vnc 127.0.0.1:0,password=on', { vnc_listen: '127.0.0.1' });
    check('-vnc [::]:0', { vnc_listen: '::' });
    check('-spice port=5901,addr=0.0.0.0,disable-ticketing=on', { spice_listen: '0.0.0.0' });
  });

  test('Ceph disks, without their keys', () => {
    const ceph = {
      rbd: true,
      rbd_pool: 'nova',
      rbd_user: 'cinder',
      rbd_monitors: '10.0.0.1:6789,10.0.0.2:6789',
    };
    check(
      String.raw`-drive file=rbd:nova/volume-1:id=cinder:key=AQ==:auth_supported=cephx\;none:mon_host=10.0.0.1\:6789\;10.0.0.2\:6789,if=none`,
      ceph,
    );
    check(
      String.raw`-drive 'file=rbd:nova/volume-1:id=cinder:auth_supported=cephx\;none:mon_host=10.0.0.1\:6789\;10.0.0.2\:6789,file.password-secret=x,if=none'`,
      ceph,
    );
    check(
      `-blockdev '{"driver":"rbd","pool":"nova","image":"x","server":[{"host":"10.0.0.1","port":"6789"},{"host":"10.0.0.2","port":"6789"}],"user":"cinder"}'`,
      ceph,
    );
    check(
      '-blockdev driver=rbd,pool=nova,user=cinder,server.0.host=10.0.0.1,server.0.port=6789,server.1.host=10.0.0.2,server.1.port=6789',
      ceph,
    );
    check(
      '-drive file.driver=rbd,file.pool=nova,file.user=cinder,file.server.0.host=fd00::1,file.server.0.port=6789,if=none',
      {
        ...ceph,
        rbd_monitors: '[fd00::1]:6789',
      },
    );
    check('-drive file=rbd:nova/volume-1', { rbd: true, rbd_pool: 'nova' });
  });

  test('devices that bind a guest to its host', () => {
    check('-device vfio-pci,host=0000:01:00.0', { hostdevs: 1 });
    check(`-device '{"driver":"vfio-pci","sysfsdev":"/sys/x"}' -device vfio-pci,host=1`, { hostdevs: 2 });
    check('-netdev vhost-user,chardev=c,id=n', { vhost_user: true });
    check(`-netdev '{"type":"vhost-user","id":"n"}'`, { vhost_user: true });
    check('-tpmdev emulator,id=t,chardev=c', { tpm: true });
    check('-mem-prealloc -mem-path /dev/hugepages/libvirt/qemu', { hugepages: true });
    check('-object memory-backend-file,id=r,mem-path=/dev/hugepages/x,size=1', { hugepages: true });
    check(`-object '{"qom-type":"memory-backend-memfd","id":"r","hugetlb":true}'`, { hugepages: true });
    check('-object memory-backend-file,id=r,mem-path=/var/lib/libvirt/qemu/ram', {});
    check(`-object '{"qom-type":`, {});
  });
});

test('any text is read without a throw', () => {
  const piece = fc.constantFrom(
    '/bin/qemu ',
    'A=b ',
    '-drive ',
    'file=rbd:',
    '-blockdev ',
    "'",
    '"',
    '\\',
    '\n',
    '{',
    ',',
    ' ',
    '-m ',
    'x',
    ':',
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((parts) => parts.join('')),
        ),
      ),
      (lines) => {
        const command = parseQemuCommandLine(lines);
        if (command) describeQemuCommandLine(command);
      },
    ),
  );
});
