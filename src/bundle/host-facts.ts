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
}

/** Reads `etc/hostname`, `host =` of nova.conf and the zone files that sosreports hold. */
export function readHostFiles(bundle: Bundle): HostFacts {
  const hostHints: HostHint[] = [...bundle.namesByFolder].map(([hostKey, fromFolder]) => ({
    hostKey,
    fromFolder,
  }));
  for (const { hostKey, inside, text } of bundle.hostFiles) {
    if (inside.endsWith('hostname')) {
      const name = text.trim().split(/\s/)[0];
      if (name !== undefined && name !== '') hostHints.push({ hostKey, fromHostnameFile: name });
    } else if (inside.endsWith('nova.conf') || inside.endsWith('nova-compute.conf')) {
      const host = readDefaultOption(text, 'host');
      if (host !== undefined) hostHints.push({ hostKey, fromConfiguration: host });
    }
  }
  return { hostHints, zoneHints: readZoneFiles(bundle.hostFiles) };
}

/** An option of the section `[DEFAULT]` of an oslo.config file. */
function readDefaultOption(text: string, option: string): string | undefined {
  let isDefault = true;
  for (const line of text.split('\n')) {
    const section = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (section !== undefined) isDefault = section === 'DEFAULT';
    const [name, ...rest] = line.split('=');
    if (isDefault && name?.trim() === option && rest.length > 0) return rest.join('=').trim();
  }
  return undefined;
}
