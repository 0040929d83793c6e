import type { LogKind } from '../model/index.ts';
import { readLogName } from './log-name.ts';

interface NameRule {
  readonly kind: LogKind;
  /** Fits the end of the path that the log has while it is written. */
  readonly pattern: RegExp;
  readonly samples: readonly string[];
  readonly why: string;
}

/** What the usual file names hold; the first that fits wins. */
export const LOG_NAMES: readonly NameRule[] = [
  {
    kind: 'qemu-instance',
    pattern: /libvirt\/(?:qemu|lxc)\/(?![^/]*-swtpm\.log)[^/]+\.log$|(?:^|[/.])instance-[0-9a-f]{8}\.log$/,
    samples: [
      'var/log/libvirt/qemu/web-1.log',
      'var/log/containers/libvirt/qemu/instance-0000002a.log.1',
      'instance-0000002a.log-20241124.gz',
      'controller/logs/libvirt/qemu/instance-00000001_log.txt.gz',
    ],
    why: 'libvirt keeps a log for each guest, named after the domain; TripleO, Kolla and zuul keep the folder.',
  },
  {
    kind: 'libvirtd',
    pattern: /(?:libvirtd|virtqemud)[^/]*\.log$|\/kolla\/libvirt\/libvirt\.log$/,
    samples: [
      'var/log/libvirt/libvirtd.log',
      'var/log/kolla/libvirt/libvirtd.log.1',
      'var/log/containers/libvirt/virtqemud.log',
      'compute1/logs/libvirt/libvirtd_log.txt.gz',
    ],
    why: "The name is that of log_outputs in libvirt's own configuration files and of every deployment tool.",
  },
  {
    kind: 'nova-compute',
    pattern: /nova[-_]compute[^/]*\.log$|(?:^|\/)(?:screen-)?n-cpu[^/]*\.(?:log|txt)$|\/nova\/compute\.log$/,
    samples: [
      'var/log/nova/nova-compute.log',
      'var/log/nova/nova-compute.log-2024112417',
      'var/log/containers/stdouts/nova_compute.log',
      'controller/logs/screen-n-cpu.txt.gz',
      'opt/stack/logs/n-cpu.log',
      'var/log/nova/compute.log',
      'cmp-a.nova-compute.log.2.gz',
    ],
    why: 'Packages name the log after the service; devstack after its screen, old RDO only in its folder.',
  },
  {
    kind: 'nova-api',
    pattern:
      /nova[-_](?:cell\d+[-_])?(?:api|metadata)[^/]*\.log$|(?:^|\/)(?:screen-)?n-api[^/]*\.(?:log|txt)$|\/nova\/api\.log$/,
    samples: [
      'var/log/nova/nova-api-wsgi.log',
      'var/log/containers/httpd/nova-api/nova_api_wsgi_error.log',
      'namespaces/openstack/pods/nova-api-0/logs/nova-api-log.log',
      'controller/logs/screen-n-api-meta.txt',
    ],
    why: 'The API runs alone or in a web server, whose error log then holds its lines.',
  },
  {
    kind: 'nova-conductor',
    pattern:
      /nova[-_](?:super[-_]|cell\d+[-_])?conductor[^/]*\.log$|(?:^|\/)(?:screen-)?n-(?:super-)?cond[^/]*\.(?:log|txt)$|\/nova\/conductor\.log$/,
    samples: [
      'var/log/nova/nova-conductor.log',
      'namespaces/openstack/pods/nova-cell1-conductor-0/logs/nova-cell1-conductor-conductor.log',
      'controller/logs/screen-n-super-cond.txt',
      'controller/logs/screen-n-cond-cell1.txt.gz',
    ],
    why: 'There may be one for each cell and one above all.',
  },
  {
    kind: 'nova-scheduler',
    pattern:
      /nova[-_]scheduler[^/]*\.log$|(?:^|\/)(?:screen-)?n-sch[^/]*\.(?:log|txt)$|\/nova\/scheduler\.log$/,
    samples: ['var/log/nova/nova-scheduler.log', 'controller/logs/screen-n-sch.txt.gz'],
    why: 'As for the other services.',
  },
  {
    kind: 'placement',
    pattern: /placement[^/]*\.log$|(?:^|\/)(?:screen-)?placement[^/]*\.txt$/,
    samples: [
      'var/log/placement/placement-api.log',
      'var/log/containers/httpd/placement/placement_wsgi_error.log',
      'controller/logs/screen-placement-api.txt.gz',
    ],
    why: 'Until Stein it was part of Nova and wrote nova-placement-api.log.',
  },
  {
    kind: 'neutron',
    pattern:
      /neutron[^/]*\.log$|(?:^|\/)(?:screen-)?(?:neutron|q)-(?:svc|api|agent|agt|dhcp|l3|meta|ovn|rpc)[^/]*\.(?:log|txt)$|\/neutron\/(?:server|openvswitch-agent|dhcp-agent|l3-agent|metadata-agent|ovn-metadata-agent)\.log$/,
    samples: [
      'var/log/neutron/neutron-server.log',
      'var/log/containers/neutron/openvswitch-agent.log.1',
      'controller/logs/screen-q-svc.txt',
      'controller/logs/screen-neutron-api.txt.gz',
    ],
    why: "RDO and TripleO leave Neutron's name to the folder.",
  },
  {
    kind: 'cinder',
    pattern:
      /cinder[^/]*\.log$|(?:^|\/)(?:screen-)?c-(?:api|vol|sch|bak)[^/]*\.(?:log|txt)$|\/cinder\/(?:api|volume|scheduler|backup)\.log$/,
    samples: [
      'var/log/cinder/cinder-volume.log',
      'var/log/cinder/volume.log',
      'controller/logs/screen-c-vol.txt',
    ],
    why: "RDO leaves Cinder's name to the folder.",
  },
  {
    kind: 'system',
    pattern: /(?:^|\/)(?:syslog|messages|kern\.log|dmesg|audit\.log)$|\/logs\/syslog\.txt$/,
    samples: [
      'var/log/syslog.1',
      'var/log/messages-20260104',
      'var/log/kern.log',
      'var/log/audit/audit.log.3',
      'controller/logs/syslog.txt',
    ],
    why: 'The kernel, systemd and QEMU write there, and so does every service with use_syslog.',
  },
];

/** Kind of a log file by its path alone, with `/` as separator. */
export function kindOfPath(path: string): LogKind | undefined {
  const { base } = readLogName(path);
  return LOG_NAMES.find((rule) => rule.pattern.test(base))?.kind;
}

/** A ticket quotes screens of a log, not megabytes. */
const MAX_EXCERPT_BYTES = 16 * 1024;
const EXCERPT_NAME = /\.(?:log|txt|out)(?:\.\d+)?$/;

/**
 * Whether a text that is no log by its name or its first lines may be a piece of one, without its headers.
 *
 * What was named on the command line may have any name; in a folder only what is named like a text is looked at.
 */
export function mayBeExcerpt(path: string, bytes: number, isNamed: boolean): boolean {
  return bytes > 0 && bytes <= MAX_EXCERPT_BYTES && (isNamed || EXCERPT_NAME.test(path));
}

/** Domain of a guest by the name of its log. */
export function domainOf(path: string): string {
  return (readLogName(path).base.split('/').at(-1) ?? '').replace(/\.log$/, '');
}

/**
 * Whether the first bytes look like something else than text (pictures, archives, databases). A few NULs are what a
 * crash leaves in a log; NULs at every other byte are UTF-16.
 */
export function looksBinary(head: Uint8Array): boolean {
  // For each byte that can occur, at even and at odd places.
  const counts = new Uint32Array(512);
  for (let index = 0; index < head.length; index += 1) {
    const place = ((head[index] ?? 0) << 1) | (index & 1);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = counts;
  let control = 0;
  for (let byte = 1; byte < 0x1b; byte += 1)
    if (byte < 0x09 || byte > 0x0d) control += (counts[byte << 1] ?? 0) + (counts[(byte << 1) | 1] ?? 0);
  const isWide = Math.max(even, odd) > head.length * 0.3 && Math.min(even, odd) < head.length * 0.02;
  const strange = isWide ? control : even + odd + control;
  return strange > head.length / 10;
}
