import type { LogKind } from '../model/index.ts';
import { libvirtDaemonFormat } from './libvirt-daemon.ts';
import type { LineFormat } from './line-format.ts';
import { osloFormat } from './oslo.ts';
import { qemuInstanceFormat } from './qemu-instance.ts';
import { uwsgiAccessFormat } from './uwsgi-access.ts';

/** The line formats that a kind of log can hold, most usual first. */
export function formatsOf(kind: LogKind): readonly LineFormat[] {
  switch (kind) {
    case 'libvirtd':
      return [libvirtDaemonFormat];
    case 'qemu-instance':
      return [qemuInstanceFormat];
    case 'nova-compute':
    case 'nova-api':
    case 'nova-conductor':
    case 'nova-scheduler':
    case 'nova-other':
    case 'placement':
    case 'neutron':
    case 'cinder':
    case 'system':
      return [osloFormat, uwsgiAccessFormat];
  }
}
