import type { QemuOption } from './qemu-command-line.ts';
import { isRecord, partText, splitQemuValue, type QemuOptionParts } from './qemu-option-value.ts';

/** Where a Ceph disk lives and as whom QEMU opens it; the key itself is never read. */
export interface RbdDisk {
  readonly pool: string | undefined;
  readonly user: string | undefined;
  readonly monitors: readonly string[];
}

/** The Ceph disk that an option describes, in the `-drive file=rbd:…` or the `-blockdev` form. */
export function readRbdDisk({ name, value }: QemuOption): RbdDisk | undefined {
  if (value === undefined || (name !== 'drive' && name !== 'blockdev')) return undefined;
  const parts = splitQemuValue(value);
  if (partText(parts, 'driver') === 'rbd') return fromParts(parts, '');
  const file = parts.file;
  if (isRecord(file)) return file.driver === 'rbd' ? fromParts(file, '') : undefined;
  if (partText(parts, 'file.driver') === 'rbd') return fromParts(parts, 'file.');
  return typeof file === 'string' && file.startsWith('rbd:') ? fromUri(file) : undefined;
}

function fromParts(parts: QemuOptionParts, prefix: string): RbdDisk {
  const servers = parts[`${prefix}server`];
  const listed = Array.isArray(servers) ? servers.filter(isRecord).map((server) => address(server, '')) : [];
  return {
    pool: partText(parts, `${prefix}pool`),
    user: partText(parts, `${prefix}user`),
    monitors: [...listed, ...numberedServers(parts, prefix)].filter((monitor) => monitor !== ''),
  };
}

/** `server.0.host=…,server.0.port=…` */
function numberedServers(parts: QemuOptionParts, prefix: string): string[] {
  const found: string[] = [];
  for (let index = 0; partText(parts, `${prefix}server.${index}.host`) !== undefined; index += 1) {
    found.push(address(parts, `${prefix}server.${index}.`));
  }
  return found;
}

function address(parts: QemuOptionParts, prefix: string): string {
  const host = partText(parts, `${prefix}host`) ?? '';
  const port = partText(parts, `${prefix}port`);
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return port === undefined || host === '' ? shown : `${shown}:${port}`;
}

/** `rbd:pool/image:id=cinder:mon_host=10.0.0.1\:6789\;10.0.0.2\:6789`, where a backslash guards a separator. */
function fromUri(uri: string): RbdDisk {
  const [path = '', ...settings] = uri.slice('rbd:'.length).match(/(?:[^:\\]|\\[^])+/g) ?? [];
  const setting = (wanted: string): string | undefined =>
    settings.find((text) => text.startsWith(`${wanted}=`))?.slice(wanted.length + 1);
  const monitors = setting('mon_host')?.replace(/\\([^])/g, '$1') ?? '';
  return {
    pool: path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined,
    user: setting('id'),
    monitors: monitors.split(/[;,\s]+/).filter((monitor) => monitor !== ''),
  };
}
