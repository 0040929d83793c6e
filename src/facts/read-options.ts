import type { HostFile } from '../bundle/bundle.ts';
import type { LogEvent, OptionFact, OptionOwner } from '../model/index.ts';
import type { OptionTable } from '../options/option-table.ts';
import { isWithoutEffect, readConfigFiles } from './config-files.ts';

/** A service printed one of its options when it started. */
export const OPTION_EVENT = 'nova.option-in-effect';

/** The options in effect on one host: what its service printed last, else what its files say. */
export function readOptions(
  files: readonly HostFile[],
  events: readonly LogEvent[],
  table: OptionTable,
): readonly OptionFact[] {
  const options = new Map<string, OptionFact>();
  for (const { owner, daemon, path, entries } of readConfigFiles(files)) {
    for (const { section, name, value, line } of entries) {
      const known = ownerKnows(owner, section, name, table);
      if (known === undefined || isWithoutEffect(daemon, name)) continue;
      options.set(`${owner}.${known.section}.${known.name}`, {
        owner,
        ...known,
        value,
        basis: 'file',
        place: { file: path, line },
      });
    }
  }
  for (const event of dumps(events)) {
    const printed = /^(?:([a-z0-9_]+)\.)?([A-Za-z0-9_]+) *= (.*)$/s.exec(event.excerpt);
    if (printed === null) continue;
    const [, section = 'DEFAULT', name = '', value = ''] = printed;
    if (table.find(section, name) === undefined) continue;
    options.set(`nova.${section}.${name}`, {
      owner: 'nova',
      section,
      name,
      value: value === 'None' ? null : value,
      basis: 'logged',
      place: { file: event.path, line: event.line },
    });
  }
  return [...options.values()].sort(
    (one, other) =>
      order(one.owner, other.owner) || order(one.section, other.section) || order(one.name, other.name),
  );
}

/** The option's name of today; `undefined` for what no migration depends on. */
function ownerKnows(
  owner: OptionOwner,
  section: string,
  name: string,
  table: OptionTable,
): { section: string; name: string } | undefined {
  if (owner !== 'nova')
    return table.findDaemonOption(owner, name) === undefined ? undefined : { section, name };
  const known = table.find(section, name) ?? table.findFormer(section, name);
  return known === undefined ? undefined : { section: known.section, name: known.name };
}

/** nova-compute decides about migrations; what other services print counts only where it printed nothing. */
function dumps(events: readonly LogEvent[]): readonly LogEvent[] {
  const printed = events.filter((event) => event.kind === OPTION_EVENT && isNovas(event));
  const isCompute = ({ logKind }: LogEvent): boolean => logKind === 'nova-compute';
  return [...printed.filter((event) => !isCompute(event)), ...printed.filter(isCompute)];
}

/** In a journal the services are mixed, and options without a section may be anybody's. */
function isNovas({ logKind, excerpt }: LogEvent): boolean {
  return logKind.startsWith('nova-') || (logKind === 'system' && excerpt.startsWith('libvirt.'));
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
