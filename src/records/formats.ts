import type { LogKind } from '../model/index.ts';
import { auditFormat } from './audit.ts';
import { fluentJsonFormat } from './fluent-json.ts';
import { kernelRingFormat } from './kernel-ring.ts';
import { libvirtDaemonFormat } from './libvirt-daemon.ts';
import { libvirtSyslogFormat } from './libvirt-syslog.ts';
import type { LineFormat } from './line-format.ts';
import { osloCustomFormat } from './oslo-custom.ts';
import { osloHeadlessFormat } from './oslo-headless.ts';
import { osloJournalFormat } from './oslo-journal.ts';
import { osloJsonFormat } from './oslo-json.ts';
import { osloFormat } from './oslo.ts';
import { programLineFormat } from './program-line.ts';
import { qemuInstanceFormat, qemuTextFormat } from './qemu-instance.ts';
import { uwsgiAccessFormat } from './uwsgi-access.ts';

const SERVICE = [
  osloFormat,
  osloCustomFormat,
  osloJsonFormat,
  fluentJsonFormat,
  osloHeadlessFormat,
  osloJournalFormat,
  uwsgiAccessFormat,
];
const LIBVIRT = [libvirtDaemonFormat, libvirtSyslogFormat];

/** The line formats that a kind of log can hold, most usual first; what wraps their lines is not theirs to know. */
export function formatsOf(kind: LogKind): readonly LineFormat[] {
  switch (kind) {
    case 'libvirtd':
      return [...LIBVIRT, programLineFormat];
    case 'qemu-instance':
      return [qemuInstanceFormat, qemuTextFormat];
    case 'nova-compute':
    case 'nova-api':
    case 'nova-conductor':
    case 'nova-scheduler':
    case 'nova-other':
    case 'placement':
    case 'neutron':
    case 'cinder':
      return [...SERVICE, ...LIBVIRT, programLineFormat];
    case 'excerpt':
      return [...SERVICE, ...LIBVIRT, qemuInstanceFormat];
    case 'system':
      return [...SERVICE, ...LIBVIRT, auditFormat, kernelRingFormat, programLineFormat];
  }
}
