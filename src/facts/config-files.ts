import type { HostFile } from '../bundle/bundle.ts';
import type { OptionOwner } from '../model/index.ts';
import { readLibvirtConfig } from '../options/libvirt-config.ts';
import { readOsloConfig, type ConfigText } from '../options/oslo-config.ts';

/** Which daemon reads a file: those of libvirt share their options, but not what they do with them. */
export type ConfigDaemon = 'nova' | 'libvirtd' | 'virtqemud' | 'virtproxyd' | 'qemu';

/** A configuration file of a host, read. */
export interface ConfigFile extends ConfigText {
  readonly path: string;
  readonly daemon: ConfigDaemon;
  readonly owner: OptionOwner;
  /** Shipped by the distribution to be overridden. */
  readonly isDistribution: boolean;
  readonly lines: readonly string[];
}

interface ConfigKind {
  readonly file: RegExp;
  readonly daemon: ConfigDaemon;
}

/** Configuration files in the order in which later ones win. */
const CONFIG_KINDS: readonly ConfigKind[] = [
  { file: /(?:^|\/)nova-dist\.conf$/, daemon: 'nova' },
  { file: /(?:^|[/_.-])nova\.conf$/, daemon: 'nova' },
  { file: /(?:^|\/)nova\.conf\.d\/[^/]+\.conf$/, daemon: 'nova' },
  { file: /(?:^|[/_.-])nova-compute\.conf$/, daemon: 'nova' },
  { file: /(?:^|\/)nova-compute\.conf\.d\/[^/]+\.conf$/, daemon: 'nova' },
  { file: /(?:^|[/_.-])libvirtd\.conf$/, daemon: 'libvirtd' },
  { file: /(?:^|[/_.-])virtqemud\.conf$/, daemon: 'virtqemud' },
  { file: /(?:^|[/_.-])virtproxyd\.conf$/, daemon: 'virtproxyd' },
  { file: /(?:^|[/_.-])qemu\.conf$/, daemon: 'qemu' },
];

/** True for a file whose options `readConfigFiles` reads. */
export function isConfigFile(inside: string): boolean {
  return CONFIG_KINDS.some(({ file }) => file.test(inside));
}

/** virtqemud takes no connections from other hosts: virtproxyd does (libvirt's remote/remote_daemon.c). */
const LISTENING = /^(?:listen_(?:tls|tcp|addr)|(?:tcp|tls)_port|auth_(?:tcp|tls)|tls_\w+)$/;

/** True for an option that a daemon shares with its siblings and does nothing with. */
export function isWithoutEffect(daemon: ConfigDaemon, name: string): boolean {
  return daemon === 'virtqemud' && LISTENING.test(name);
}

/** The configuration files of one host in the order in which later ones win. */
export function readConfigFiles(files: readonly HostFile[]): readonly ConfigFile[] {
  return CONFIG_KINDS.flatMap(({ file, daemon }) =>
    files
      .filter(({ inside }) => kindOf(inside) === file)
      .sort((one, other) => (one.path < other.path ? -1 : 1))
      .map(({ path, inside, text }) => ({
        path,
        daemon,
        owner: OWNERS[daemon],
        isDistribution: inside.endsWith('nova-dist.conf'),
        lines: text.split('\n'),
        ...(daemon === 'nova' ? readOsloConfig(text) : { entries: readLibvirtConfig(text), faults: [] }),
      })),
  );
}

/** The same for all hosts of a bundle, by host name. */
export function readConfigFilesByHost(
  files: readonly HostFile[],
  nameOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly ConfigFile[]> {
  const own = files.filter(({ hostKey }) => nameOf.has(hostKey));
  const groups = Map.groupBy(own, ({ hostKey }) => nameOf.get(hostKey) ?? hostKey);
  return new Map([...groups].map(([name, some]) => [name, readConfigFiles(some)]));
}

function kindOf(inside: string): RegExp | undefined {
  return CONFIG_KINDS.find(({ file }) => file.test(inside))?.file;
}

const OWNERS: Readonly<Record<ConfigDaemon, OptionOwner>> = {
  nova: 'nova',
  libvirtd: 'libvirtd',
  virtqemud: 'libvirtd',
  virtproxyd: 'libvirtd',
  qemu: 'qemu',
};
