/** Where a value comes from: a service printed it, a file of the host says it, or the release's source does. */
export type FactBasis = 'logged' | 'file' | 'default';

/** A place in the bundle. */
export interface FactPlace {
  readonly file: string;
  readonly line: number;
}

/** Whose configuration an option belongs to. */
export type OptionOwner = 'nova' | 'libvirtd' | 'qemu';

/**
 * An option in effect on a host.
 *
 * The text of `value` is as written; services print None for what is not set, which is `null` here. Secrets never
 * get here: only options of `rules/knowledge` do.
 */
export interface OptionFact {
  readonly owner: OptionOwner;
  /** Empty where the format has no sections (libvirtd.conf, qemu.conf). */
  readonly section: string;
  readonly name: string;
  readonly value: string | null;
  readonly basis: FactBasis;
  /** Absent for defaults. */
  readonly place?: FactPlace;
  /** The release whose default it is. */
  readonly release?: string;
}

/**
 * What can be known of a host. `of` of the fact tells which one where there are several.
 *
 * Bytes, seconds and Mbit/s throughout; versions as printed.
 */
export type FactName =
  | 'release.nova'
  | 'release.libvirt'
  | 'release.qemu'
  | 'release.kernel'
  | 'release.os'
  // The Nova that a guest was started with, on whatever host: the last resort.
  | 'release.guest-nova'
  // An OpenStack series such as zed.
  | 'series.nova'
  | 'cpu.vendor'
  // The name of libvirt's CPU map: Skylake-Server-IBRS.
  | 'cpu.model'
  // As the processor calls itself: Intel(R) Xeon(R) Gold 6130.
  | 'cpu.name'
  | 'cpu.architecture'
  // As the kernel names them.
  | 'cpu.flags'
  // As libvirt names them; without those that the model implies.
  | 'cpu.features'
  // What host-model gives a guest here, from virsh domcapabilities.
  | 'cpu.host-model'
  | 'cpu.host-model-features'
  | 'cpu.microcode'
  | 'cpu.count'
  | 'memory.total'
  | 'memory.available'
  // `of`: the page size in KiB.
  | 'hugepages.total'
  | 'hugepages.free'
  // How many there are, and `of` a node: its memory in bytes.
  | 'numa.nodes'
  | 'numa.memory'
  // `of`: node and page size.
  | 'numa.hugepages'
  | 'machine.types'
  // `of`: the mount point; its value is file system and device.
  | 'storage.mount'
  // File system, and device where it is a shared one, of instances_path.
  | 'storage.instances'
  // `of`: the interface.
  | 'network.address'
  | 'network.mtu'
  | 'network.speed'
  | 'migration.address'
  | 'migration.mtu'
  | 'migration.speed'
  // `of`: the package.
  | 'package.version'
  // selinux, apparmor or none.
  | 'security.driver'
  | 'security.mode'
  | 'time.synchronised'
  | 'time.offset'
  | 'kernel.command-line'
  | 'kernel.userfaultfd';

export type FactValue = string | number | boolean | readonly string[];

/** One thing known of a host, with the line that says it. */
export interface HostFact {
  readonly name: FactName;
  readonly of?: string;
  readonly value: FactValue;
  readonly basis: FactBasis;
  readonly place: FactPlace;
}

/** What is known of a host besides its migrations. */
export interface HostFacts {
  /**
   * What was set, and what services printed of the rest: at most one for each option, the service's own word
   * before files. Defaults of the release are added by `effectiveOption`.
   */
  readonly options: readonly OptionFact[];
  /** At most one for each name and `of`. */
  readonly facts: readonly HostFact[];
}

/** How much a difference matters: it stops migrations, hinders some, or is only good to know. */
export type DriftWeight = 'stops' | 'hinders' | 'note';

/** Of numbers. */
export type DriftUnit = 'Mbit/s' | 's' | 'pages';

/** What differs between the two hosts of a route, most important first. */
export interface HostDrift {
  readonly source: string;
  readonly destination: string;
  /** Migrations that took this route. */
  readonly migrations: readonly string[];
  readonly differences: readonly DriftDifference[];
}

export interface DriftDifference {
  /** The id in `rules/knowledge/drift.yaml`. */
  readonly id: string;
  readonly weight: DriftWeight;
  /** What is compared, in words. */
  readonly subject: string;
  readonly unit?: DriftUnit;
  readonly source: DriftSide;
  readonly destination: DriftSide;
  /** Of two lists: what only the source has. */
  readonly lacking?: readonly string[];
  readonly why: string;
  readonly remedy: string;
}

/** A value on one side, empty when an option is not set; no place when it is a default. */
export interface DriftSide {
  readonly value: FactValue;
  readonly basis: FactBasis;
  readonly place?: FactPlace;
}
