import { nearestName } from '../condition/index.ts';
import { isWithoutEffect, type ConfigFile } from '../facts/config-files.ts';
import type { OptionTable } from '../options/option-table.ts';
import type { ConfigEntry } from '../options/oslo-config.ts';
import { isCommonName } from './common-names.ts';
import type { LineFault } from './config-check.ts';
import { type FoundFault, shownValue } from './found-fault.ts';

/** libvirt passes over names that it does not know, so that only what is plainly meant for something else is named. */
export function daemonFaults(
  file: ConfigFile,
  { name, value, line, column }: ConfigEntry,
  table: OptionTable,
): readonly FoundFault[] {
  const { owner, daemon } = file;
  if (owner === 'nova') return [];
  const at = (fault: LineFault, words: Readonly<Record<string, string>>): readonly FoundFault[] => [
    {
      fault,
      file,
      line,
      column,
      words: { option: name, section: '', value: shownValue(name, value), ...words },
    },
  ];
  if (isWithoutEffect(daemon, name)) return at('in-other-file', { instead: 'virtproxyd.conf' });
  if (table.namesOfDaemon(owner).includes(name)) return [];
  const other = owner === 'qemu' ? 'libvirtd' : 'qemu';
  if (table.namesOfDaemon(other).includes(name)) return at('in-other-file', { instead: `${other}.conf` });
  const [nova] = isCommonName(name) ? [] : table.findElsewhere(name);
  if (nova !== undefined) return at('in-other-file', { instead: `nova.conf, section [${nova.section}]` });
  const near = nearestName(name, table.namesOfDaemon(owner));
  return near === undefined ? [] : at('unknown', { nearest: ` Did you mean ${near}?` });
}
