import type { HostFile } from '../bundle/bundle.ts';
import type { LogEvent, OptionFact, OptionOwner } from '../model/index.ts';
import { readLibvirtConfig } from '../options/libvirt-config.ts';
import type { OptionTable } from '../options/option-table.ts';
import { readOsloConfig, type ConfigEntry } from '../options/oslo-config.ts';

/** A service printed one of its options when it started. */
export const OPTION_EVENT = 'nova.option-in-effect';

interface ConfigKind {
  readonly file: RegExp;
  readonly owner: OptionOwner;
  readonly read: (text: string) => readonly ConfigEntry[];
}

const oslo = (text: string): readonly ConfigEntry[] => readOsloConfig(text).entries;

/** Configuration files in the order in which later ones win. */
const CONFIG_FILES: readonly ConfigKind[] = [
  { file: /(?:^|\/)nova-dist\.conf$/, owner: 'nova', read: oslo },
  { file: /(?:^|\/)nova\.conf$/, owner: 'nova', read: oslo },
  { file: /(?:^|\/)nova\.conf\.d\/[^/]+\.conf$/, owner: 'nova', read: oslo },
  { file: /(?:^|\/)nova-compute\.conf$/, owner: 'nova', read: oslo },
  { file: /(?:^|\/)nova-compute\.conf\.d\/[^/]+\.conf$/, owner: 'nova', read: oslo },
  { file: /(?:^|\/)libvirtd\.conf$/, owner: 'libvirtd', read: readLibvirtConfig },
  { file: /(?:^|\/)virtqemud\.conf$/, owner: 'libvirtd', read: readLibvirtConfig },
  { file: /(?:^|\/)virtproxyd\.conf$/, owner: 'libvirtd', read: readLibvirtConfig },
  { file: /(?:^|\/)qemu\.conf$/, owner: 'qemu', read: readLibvirtConfig },
];

/** Options of libvirt and QEMU that a migration depends on. */
const DAEMON_OPTIONS: ReadonlySet<string> = new Set([
  ...[
    'listen_tcp',
    'listen_tls',
    'listen_addr',
    'tcp_port',
    'tls_port',
    'auth_tcp',
    'auth_tls',
    'auth_unix_rw',
  ],
  ...[
    'tls_no_verify_certificate',
    'tls_allowed_dn_list',
    'keepalive_interval',
    'keepalive_count',
    'max_clients',
  ],
  ...['migration_address', 'migration_host', 'migration_port_min', 'migration_port_max', 'security_driver'],
  ...['security_default_confined', 'default_tls_x509_verify', 'migrate_tls_x509_verify', 'migrate_tls_force'],
  ...[
    'migrate_tls_x509_cert_dir',
    'hugetlbfs_mount',
    'memory_backing_dir',
    'user',
    'group',
    'dynamic_ownership',
  ],
  ...[
    'namespaces',
    'max_processes',
    'max_files',
    'keepalive_interval',
    'lock_manager',
    'vnc_listen',
    'spice_listen',
  ],
]);

/** True for a file whose options `readOptions` reads. */
export function isConfigFile(inside: string): boolean {
  return CONFIG_FILES.some(({ file }) => file.test(inside));
}

/** The options in effect on one host: what its service printed last, else what its files say. */
export function readOptions(
  files: readonly HostFile[],
  events: readonly LogEvent[],
  table: OptionTable,
): readonly OptionFact[] {
  const options = new Map<string, OptionFact>();
  for (const { file, owner, read } of CONFIG_FILES) {
    for (const { path, text } of files.filter(({ inside }) => file.test(inside)).sort(byPath)) {
      for (const { section, name, value, line } of read(text)) {
        const known = ownerKnows(owner, section, name, table);
        if (known === undefined) continue;
        options.set(`${owner}.${known.section}.${known.name}`, {
          owner,
          ...known,
          value,
          basis: 'file',
          place: { file: path, line },
        });
      }
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
  if (owner !== 'nova') return DAEMON_OPTIONS.has(name) ? { section, name } : undefined;
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

function byPath(one: HostFile, other: HostFile): number {
  return order(one.path, other.path);
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
