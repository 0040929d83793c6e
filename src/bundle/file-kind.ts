import type { LogKind } from '../model/index.ts';

interface NameRule {
  readonly pattern: RegExp;
  readonly kind: LogKind;
}

/** What the usual file names hold; the first that fits wins. */
const BY_NAME: readonly NameRule[] = [
  { pattern: /libvirt\/(?:qemu|lxc)\/[^/]+\.log(?:\.\d+)?$/, kind: 'qemu-instance' },
  { pattern: /(?:^|\/)instance-[0-9a-f]{8}\.log(?:\.\d+)?$/, kind: 'qemu-instance' },
  { pattern: /(?:libvirtd|virtqemud)[^/]*\.log(?:\.\d+)?$/, kind: 'libvirtd' },
  { pattern: /nova-compute[^/]*\.log(?:\.\d+)?$/, kind: 'nova-compute' },
  { pattern: /nova-api[^/]*\.log(?:\.\d+)?$/, kind: 'nova-api' },
  { pattern: /nova-conductor[^/]*\.log(?:\.\d+)?$/, kind: 'nova-conductor' },
  { pattern: /nova-scheduler[^/]*\.log(?:\.\d+)?$/, kind: 'nova-scheduler' },
  { pattern: /placement[^/]*\.log(?:\.\d+)?$/, kind: 'placement' },
  { pattern: /neutron[^/]*\.log(?:\.\d+)?$/, kind: 'neutron' },
  { pattern: /cinder[^/]*\.log(?:\.\d+)?$/, kind: 'cinder' },
  { pattern: /(?:^|\/)(?:syslog|messages|kern\.log|dmesg|audit\.log)(?:[.-]\d+)?$/, kind: 'system' },
];

/** A log that sos cut, in the folder of its plugin, its path with dots. */
const TAILED = /(?:^|\/)sos_strings\/[^/]+\/var\.log\.((?:[\w-]+\.)*?)([^/.]+\.log[^/]*)\.tailed$/;

function untailed(path: string): string {
  return path.replace(
    TAILED,
    (_, folders: string, name: string) => `/var/log/${folders.replaceAll('.', '/')}${name}`,
  );
}

interface ContentRule {
  readonly pattern: RegExp;
  readonly kind: LogKind;
}

/** Some collectors write the name of the file in front of each line. */
const OSLO = String.raw`^(?:[\w.:/-]{1,200} )?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S* (?:\S+ )?(?:DEBUG|INFO|AUDIT|WARNING|ERROR|TRACE|CRITICAL) `;

/** What a file's first lines give away when its name does not. */
const BY_CONTENT: readonly ContentRule[] = [
  {
    pattern:
      // wording because: these words make out the format of a guest's log before any message is read
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000: (?:starting up|initiating migration|shutting down)/m,
    kind: 'qemu-instance',
  },
  { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z \S*(?:qemu|kvm)\S*: /m, kind: 'qemu-instance' },
  {
    pattern: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000: \d+: (?:debug|info|warning|error) : /m,
    kind: 'libvirtd',
  },
  {
    pattern: new RegExp(`${OSLO}nova\\.(?:virt|compute\\.(?:manager|resource_tracker|claims))`, 'm'),
    kind: 'nova-compute',
  },
  { pattern: new RegExp(`${OSLO}nova\\.conductor`, 'm'), kind: 'nova-conductor' },
  {
    pattern: new RegExp(`${OSLO}nova\\.scheduler\\.(?:manager|host_manager|filters)`, 'm'),
    kind: 'nova-scheduler',
  },
  { pattern: new RegExp(`${OSLO}nova\\.(?:api|osapi_compute|metadata)`, 'm'), kind: 'nova-api' },
  { pattern: new RegExp(`${OSLO}placement`, 'm'), kind: 'placement' },
  { pattern: new RegExp(`${OSLO}neutron`, 'm'), kind: 'neutron' },
  { pattern: new RegExp(`${OSLO}cinder`, 'm'), kind: 'cinder' },
  { pattern: new RegExp(`${OSLO}\\S`, 'm'), kind: 'nova-other' },
];

/** Kind of a log file by its path alone, with `/` as separator. */
export function kindOfPath(path: string): LogKind | undefined {
  const name = unrotated(path);
  return BY_NAME.find((rule) => rule.pattern.test(name))?.kind;
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

/** The path without what compression and rotation by date add to it: `nova-compute.log-20241124.gz`. */
export function unrotated(path: string): string {
  return untailed(path)
    .replace(/\.(?:gz|xz|bz2|zst)$/, '')
    .replace(/[-.]20\d{6}(?:[-.]?\d+)?$/, '');
}

/** Domain of a guest by the name of its log. */
export function domainOf(path: string): string {
  return (unrotated(path).split('/').at(-1) ?? '').replace(/\.log(?:\.\d+)?$/, '');
}

/** Kind of a log file by its first bytes; `undefined` when it is no log that migscope knows. */
export function kindOfContent(head: string): LogKind | undefined {
  return BY_CONTENT.find((rule) => rule.pattern.test(head))?.kind;
}

/**
 * Whether the first bytes look like something else than text (pictures, archives, databases). A few NULs are what a
 * crash leaves in a log; NULs at every other byte are UTF-16.
 */
export function looksBinary(head: Uint8Array): boolean {
  let even = 0;
  let odd = 0;
  let control = 0;
  for (const [index, byte] of head.entries()) {
    if (byte === 0) {
      if (index % 2 === 0) even += 1;
      else odd += 1;
    } else if (byte < 0x09 || (byte > 0x0d && byte < 0x1b)) control += 1;
  }
  const isWide = Math.max(even, odd) > head.length * 0.3 && Math.min(even, odd) < head.length * 0.02;
  const strange = isWide ? control : even + odd + control;
  return strange > head.length / 10;
}
