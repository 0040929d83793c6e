import type { Bundle } from './bundle.ts';
import { readZoneFiles, type ZoneHint } from './zone-files.ts';

/** What the small files of a host's root say about its name and its zone. */
export interface HostFacts {
  readonly hostHints: readonly HostHint[];
  readonly zoneHints: readonly ZoneHint[];
}

interface HostHint {
  readonly hostKey: string;
  readonly fromHostnameFile?: string;
  readonly fromConfiguration?: string;
  readonly fromFolder?: string;
  /** What its interfaces and options say; messages may name the host by one of them. */
  readonly addresses?: readonly string[];
}

/** Options of nova.conf that hold an address of the host itself. */
const OWN_ADDRESSES = ['my_ip', 'live_migration_inbound_addr'] as const;
/** Interfaces whose addresses many hosts share: those of bridges that libvirt, Docker and podman bring. */
const SHARED_INTERFACE = /^(?:lo|virbr\d|docker\d|podman\d|cni|lxcbr|lxdbr|tap|vnet|veth)/;

/** Reads `etc/hostname`, `host =` of nova.conf, addresses, and the zone files that sosreports hold. */
export function readHostFiles(bundle: Pick<Bundle, 'hostFiles' | 'namesByFolder'>): HostFacts {
  const hostHints: HostHint[] = [...bundle.namesByFolder].map(([hostKey, fromFolder]) => ({
    hostKey,
    fromFolder,
  }));
  for (const { hostKey, inside, text } of bundle.hostFiles) {
    if (inside.endsWith('hostname')) {
      const name = text.trim().split(/\s/)[0];
      if (isName(name)) hostHints.push({ hostKey, fromHostnameFile: name });
    } else if (/hostnamectl[^/]*$/.test(inside)) {
      const name = /^\s*Static hostname: (\S+)/m.exec(text)?.[1];
      if (isName(name)) hostHints.push({ hostKey, fromHostnameFile: name });
    } else if (/(?:^|\/)nova(?:-compute|-cpu)?\.conf$/.test(inside)) {
      const host = readDefaultOption(text, 'host');
      if (host !== undefined) hostHints.push({ hostKey, fromConfiguration: host });
      const addresses = OWN_ADDRESSES.flatMap((option) => readOption(text, option) ?? []).filter(isAddress);
      if (addresses.length > 0) hostHints.push({ hostKey, addresses });
    } else if (/(?:^|[/_])ip_(?:-\w+_)*addr/.test(inside)) {
      const addresses = addressesIn(text);
      if (addresses.length > 0) hostHints.push({ hostKey, addresses });
    }
  }
  return { hostHints, zoneHints: readZoneFiles(bundle.hostFiles) };
}

function isName(name: string | undefined): name is string {
  return name !== undefined && name !== '' && !/^localhost(?:\.|$)/i.test(name);
}

function isAddress(text: string): boolean {
  return /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]*:[0-9a-f:]+$/i.test(text) && !/^127\.|^::1$|^0\./.test(text);
}

/** Addresses of the host in the output of `ip addr` or `ip -o addr`. */
function addressesIn(text: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    open = /^\d+:\s+([^\s:@]+)/.exec(line)?.[1] ?? open;
    const address = /\binet6? ([0-9a-fA-F.:]+)\/\d+.*?\bscope global/.exec(line)?.[1];
    if (address !== undefined && isAddress(address) && !SHARED_INTERFACE.test(open)) found.push(address);
  }
  return found;
}

/** An option of the section `[DEFAULT]` of an oslo.config file. */
function readDefaultOption(text: string, option: string): string | undefined {
  return readOption(text, option, 'DEFAULT');
}

function readOption(text: string, option: string, inSection?: string): string | undefined {
  let isDefault = true;
  for (const line of text.split('\n')) {
    const section = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (section !== undefined) isDefault = inSection === undefined || section === inSection;
    const [name, ...rest] = line.split('=');
    if (isDefault && name?.trim() === option && rest.length > 0) return rest.join('=').trim();
  }
  return undefined;
}
