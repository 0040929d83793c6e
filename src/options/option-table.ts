import { findRelease, type NovaRelease } from './nova-release.ts';

export const OPTION_TYPES = ['int', 'float', 'bool', 'string', 'list', 'host'] as const;
export type OptionType = (typeof OPTION_TYPES)[number];

export const OPTION_UNITS = ['s', 'ms', 's/GiB', 'MiB/s', 'MiB'] as const;
export type OptionUnit = (typeof OPTION_UNITS)[number];

export type OptionValue = string | number | boolean | null | readonly (string | number)[];

/** A value that holds from a release on. */
export interface Since<T> {
  readonly from: string;
  readonly value: T;
}

/** What is known of one option of Nova, by release. */
export interface KnownOption {
  readonly section: string;
  readonly name: string;
  readonly type: OptionType;
  readonly unit?: OptionUnit;
  readonly defaults: readonly Since<OptionValue>[];
  readonly min: readonly Since<number>[];
  readonly max: readonly Since<number>[];
  readonly choices: readonly Since<readonly (string | number)[]>[];
  readonly introduced: string;
  /** Older series that got it with an update. */
  readonly backported: readonly string[];
  readonly deprecated?: string;
  readonly removed?: string;
  /** Spellings `section.name` that are still read. */
  readonly formerly: readonly string[];
  readonly source: string;
  readonly means: string;
  /** What to use now that it is deprecated or removed; a clause without a full stop. */
  readonly instead?: string;
  /** How it works in detail, with the source that proves it. */
  readonly notes: readonly string[];
}

/** A name that no release reads, though people write it. */
export interface InventedOption {
  readonly name: string;
  /** What was probably meant, as `section.name`. */
  readonly real: readonly string[];
  readonly why: string;
}

/** Further names of a section that no migration depends on, with what their releases have in common. */
export interface KnownNames {
  readonly section: string;
  readonly introduced?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  readonly names: readonly string[];
}

/** What is known of an option of libvirtd.conf, of its successors, or of qemu.conf. */
export interface DaemonOption {
  readonly owner: 'libvirtd' | 'qemu';
  readonly name: string;
  readonly type: OptionType;
  readonly default: OptionValue;
  readonly means: string;
}

/** The content of `rules/knowledge/nova-options.yaml` and `libvirt-options.yaml`, plain enough to be kept as JSON. */
export interface OptionKnowledge {
  readonly releases: readonly NovaRelease[];
  readonly options: readonly KnownOption[];
  readonly known: readonly KnownNames[];
  readonly invented: readonly InventedOption[];
  readonly daemonOptions: readonly DaemonOption[];
  /** Further names by owner. */
  readonly daemonNames: Readonly<Record<'libvirtd' | 'qemu', readonly string[]>>;
}

/** Whether a release has an option. */
export type Availability = 'not-yet' | 'available' | 'deprecated' | 'removed';

/** Answers what an option is and was, release by release. */
export class OptionTable {
  readonly knowledge: OptionKnowledge;
  private readonly byName = new Map<string, KnownOption>();
  private readonly byFormer = new Map<string, KnownOption>();
  private readonly rank = new Map<string, number>();

  constructor(knowledge: OptionKnowledge) {
    this.knowledge = knowledge;
    for (const option of knowledge.options) {
      this.byName.set(`${option.section}.${option.name}`, option);
      for (const former of option.formerly) if (!this.byFormer.has(former)) this.byFormer.set(former, option);
    }
    for (const [index, release] of knowledge.releases.entries()) this.rank.set(release.name, index);
  }

  /** An option by its section and name. */
  find(section: string, name: string): KnownOption | undefined {
    return this.byName.get(`${section}.${name}`);
  }

  /** The option that is now read under another spelling. */
  findFormer(section: string, name: string): KnownOption | undefined {
    return this.byFormer.get(`${section}.${name}`);
  }

  /** The same name in whatever section it belongs to. */
  findElsewhere(name: string): readonly KnownOption[] {
    return this.knowledge.options.filter((option) => option.name === name);
  }

  /** What is known of a name that the table has no more of than that it exists or existed. */
  findKnown(section: string, name: string): KnownNames | undefined {
    return this.knowledge.known.find((one) => one.section === section && one.names.includes(name));
  }

  /** A name that articles spread, though no release reads it. */
  findInvented(name: string): InventedOption | undefined {
    return this.knowledge.invented.find((one) => one.name === name);
  }

  /** An option of libvirtd.conf or qemu.conf that migrations depend on. */
  findDaemonOption(owner: 'libvirtd' | 'qemu', name: string): DaemonOption | undefined {
    return this.knowledge.daemonOptions.find((one) => one.owner === owner && one.name === name);
  }

  /** Every name that libvirtd.conf or qemu.conf may hold. */
  namesOfDaemon(owner: 'libvirtd' | 'qemu'): readonly string[] {
    const own = this.knowledge.daemonOptions.filter((one) => one.owner === owner).map(({ name }) => name);
    return [...own, ...this.knowledge.daemonNames[owner]];
  }

  /** Every name that a section of nova.conf has or had, as far as the table goes. */
  namesIn(section: string): readonly string[] {
    const { options, known } = this.knowledge;
    return [
      ...options.filter((one) => one.section === section).map(({ name }) => name),
      ...known.filter((one) => one.section === section).flatMap(({ names }) => names),
    ];
  }

  release(text: string): NovaRelease | undefined {
    return findRelease(this.knowledge.releases, text);
  }

  /** Less than 0 when `one` came before `other`. */
  compare(one: string, other: string): number {
    return (this.rank.get(one) ?? 0) - (this.rank.get(other) ?? 0);
  }

  availability(
    option: Pick<KnownOption, 'deprecated' | 'removed'> &
      Partial<Pick<KnownOption, 'introduced' | 'backported'>>,
    release: string,
  ): Availability {
    const { introduced, backported = [] } = option;
    if (introduced !== undefined && this.compare(release, introduced) < 0 && !backported.includes(release))
      return 'not-yet';
    if (option.removed !== undefined && this.compare(release, option.removed) >= 0) return 'removed';
    return option.deprecated !== undefined && this.compare(release, option.deprecated) >= 0
      ? 'deprecated'
      : 'available';
  }

  /**
   * The default of an option in a release; `undefined` when the release has no such option.
   *
   * `null` is the default of an option that is not set.
   */
  defaultOf(option: KnownOption, release: string): OptionValue | undefined {
    const availability = this.availability(option, release);
    if (availability === 'not-yet' || availability === 'removed') return undefined;
    return this.at(option.defaults, release) ?? null;
  }

  /** The value that holds in a release. */
  at<T>(values: readonly Since<T>[], release: string): T | undefined {
    return values.findLast(({ from }) => this.compare(from, release) <= 0)?.value;
  }
}
