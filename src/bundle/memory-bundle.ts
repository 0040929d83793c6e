import type { Bundle, HostFile, LogFile } from './bundle.ts';
import { placeOf } from './host-root.ts';
import { findLog } from './log-source.ts';

/** A bundle of texts by path, as rule tests and library users hold them: `cmp-a/var/log/nova/nova-compute.log`. */
export function bundleOf(files: Readonly<Record<string, string>>): Bundle {
  const logs: LogFile[] = [];
  const hostFiles: HostFile[] = [];
  const namesByFolder = new Map<string, string>();
  const paths = new Set<string>();
  for (const [path, text] of Object.entries(files)) {
    const place = placeOf(`/${path}`);
    if (place.name !== undefined && place.folderKey === undefined) namesByFolder.set(place.key, place.name);
    const bytes = Buffer.from(text);
    const found = findLog(place, path, path, bytes);
    if ('why' in found) {
      hostFiles.push({ hostKey: place.key, path, inside: place.inside, text });
      continue;
    }
    logs.push({ source: found.source, bytes: bytes.length, read: () => [bytes] });
    paths.add(path);
  }
  const inputs = [{ path: 'memory', filesSeen: paths.size, filesRead: paths.size, skipped: [], paths }];
  return { logs, hostFiles, namesByFolder, inputs, diagnostics: [] };
}
