import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/bundle/host-root.ts';
import { LAYOUTS } from '../../src/bundle/layouts.ts';

describe('the host of a file in each layout', () => {
  test.each(LAYOUTS.map((layout) => [layout.id, layout] as const))('%s', (id, layout) => {
    const { name, inside } = placeOf(layout.sample);
    expect({ host: name, inside }).toEqual(layout.gives);
    expect(LAYOUTS.find(({ pattern }) => pattern.test(layout.sample))?.id).toBe(id);
  });
});

describe('placeOf', () => {
  function check(
    path: string,
    key: string,
    name: string | undefined,
    inside: string,
    folderKey?: string,
  ): void {
    test(path, () => expect(placeOf(path)).toEqual({ key, name, inside, folderKey }));
  }

  check('/case/cmp-a/var/log/nova/nova-compute.log', '/case/cmp-a', 'cmp-a', 'var/log/nova/nova-compute.log');
  check('/var/log/nova/nova-compute.log', '', undefined, 'var/log/nova/nova-compute.log');
  check('/case/cmp-a/nova-compute.log', '/case/cmp-a', 'cmp-a', 'nova-compute.log');
  check('/case/cmp-a/nova/nova-compute.log', '/case/cmp-a', 'cmp-a', 'nova-compute.log');
  check('/case/cmp-a.nova-compute.log', '/case/cmp-a', 'cmp-a', 'cmp-a.nova-compute.log');
  for (const file of [
    'nova-compute-cmp1.log',
    'nova-compute_cmp1.txt',
    'nova-compute.log.cmp1',
    'nova-compute-cmp1.log.2.gz',
    'nova-api-wsgi-cmp1.log',
    'nova-compute-cmp1.log-20261124.gz',
    'instance-0000002a.log.cmp1',
  ])
    check(`/case/${file}`, '/case/cmp1', 'cmp1', file, '/case');
  check('/case/cmp1-instance-0000002a.log', '/case/cmp1', 'cmp1', 'cmp1-instance-0000002a.log');
  check(
    '/case/nova-api-ctl0.example.org.log',
    '/case/ctl0.example.org',
    'ctl0.example.org',
    'nova-api-ctl0.example.org.log',
    '/case',
  );
  for (const file of [
    'nova-compute.log.1',
    'nova-compute.log-20261124.gz',
    'nova-compute-2026-11-24.log',
    'nova-compute-part2.log',
    'nova-compute-cell1.log',
    'nova-compute.log.2.gz',
    'nova-api-wsgi.log',
    'nova-compute-ironic.log',
    'libvirtd.log.3.xz',
    'instance-0000002a.log.1',
    'qemu-instance-0000002a.log',
  ])
    check(`/case/one/${file}`, '/case/one', 'one', file);
  check('/case/cmp-a.tar.xz!/nova-compute.log', '/case/cmp-a.tar.xz!', 'cmp-a', 'nova-compute.log');
  check('/case/cmp-a.tar.xz.aa!/nova-compute.log', '/case/cmp-a.tar.xz.aa!', 'cmp-a', 'nova-compute.log');
  check(
    '/case/sosreport-cmp-a-04711234-2026-11-24-abcdefg.tar.xz!/sosreport-cmp-a-04711234-2026-11-24-abcdefg/etc/hostname',
    '/case/sosreport-cmp-a-04711234-2026-11-24-abcdefg.tar.xz!/sosreport-cmp-a-04711234-2026-11-24-abcdefg',
    'cmp-a',
    'etc/hostname',
  );
  check('/zuul/controller/logs/screen-n-cpu.txt.gz', '/zuul/controller', 'controller', 'screen-n-cpu.txt.gz');
  check(
    '/zuul/compute1/logs/etc/nova/nova-cpu_conf.txt',
    '/zuul/compute1',
    'compute1',
    'etc/nova/nova-cpu.conf',
  );
  check(
    '/zuul/compute1/logs/libvirt/libvirtd_log.txt.gz',
    '/zuul/compute1',
    'compute1',
    'libvirtd_log.txt.gz',
  );
  check('/crash/nova-compute_0/var/log/syslog', '/crash/nova-compute_0', 'nova-compute_0', 'var/log/syslog');
  check('/crash/0/baremetal/etc/nova/nova.conf', '/crash/0/baremetal', 'machine-0', 'etc/nova/nova.conf');
});
