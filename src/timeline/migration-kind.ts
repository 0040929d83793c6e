import type { MigrationKind, TimedEvent } from '../model/index.ts';

/** What carried the disks: from the data that Nova's hosts hand to each other, else from what QEMU was told to do. */
export function findKind(events: readonly TimedEvent[]): MigrationKind {
  let isBlock: boolean | undefined;
  let isShared = false;
  let isVolume = false;
  for (const { kind, fields } of events) {
    if (kind === 'libvirt.qmp-nbd-server-started') isBlock ??= true;
    for (const name in fields) {
      const value = fields[name];
      if (typeof value === 'number') {
        if (name === 'disk_total' && value > 0) isBlock ??= true;
      } else if (typeof value === 'boolean') {
        if (name.endsWith('.block_migration')) isBlock = value;
        else if (!value) continue;
        else if (name.endsWith('.is_volume_backed')) isVolume = true;
        else if (/\.is_shared_(?:instance_path|block_storage)$/.test(name)) isShared = true;
      }
    }
  }
  if (isBlock === true) return 'block';
  if (isVolume && !isShared) return 'volume';
  return isShared ? 'shared' : 'unknown';
}
