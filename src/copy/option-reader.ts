import type { Based, CopyBasis, CopyLimits, CopyOption, HostFacts } from '../model/index.ts';
import type { KnownOption, OptionTable, OptionValue } from '../options/option-table.ts';
import { readOptionValue } from '../options/option-value.ts';
import type { RoledEvent } from '../timeline/build-timeline.ts';

type ReleaseRange = NonNullable<CopyLimits['release']>;

/** Readers for many migrations: those from hosts with the same facts, in the words of the same releases, share one. */
export class OptionReaders {
  private readonly table: OptionTable;
  private readonly readers = new Map<HostFacts | undefined, Map<string, OptionReader>>();

  constructor(table: OptionTable) {
    this.table = table;
  }

  of(facts: HostFacts | undefined, events: readonly RoledEvent[]): OptionReader {
    const known = releaseOf(facts);
    const wordings = known === undefined ? wordingsOf(events) : new Set<string>();
    const key = [...wordings].join(' ');
    const readers = this.readers.get(facts) ?? new Map<string, OptionReader>();
    this.readers.set(facts, readers);
    let reader = readers.get(key);
    if (reader === undefined) {
      const range = known ?? rangeOfWordings(this.table, wordings);
      readers.set(key, (reader = new OptionReader(facts, this.table, range)));
    }
    return reader;
  }
}

/** Answers what Nova's options were on the source, also when only a range of releases is known. */
export class OptionReader {
  readonly range: ReleaseRange | undefined;
  private readonly facts: HostFacts | undefined;
  private readonly table: OptionTable;
  /** All that it can be; without any sign, every release that is still in use. */
  private readonly releases: readonly string[];
  private readonly values = new Map<string, Based<OptionValue> | undefined>();

  constructor(facts: HostFacts | undefined, table: OptionTable, range: ReleaseRange | undefined) {
    this.facts = facts;
    this.table = table;
    this.range = range;
    const names = table.knowledge.releases.map(({ name }) => name);
    const { from, to } = range ?? { from: OLDEST_COMMON, to: names.at(-1) ?? OLDEST_COMMON };
    this.releases = names.filter((name) => table.compare(name, from) >= 0 && table.compare(name, to) <= 0);
  }

  /** The value in effect; nothing when it is neither set nor the same default in all releases that it can be. */
  value(name: string): Based<OptionValue> | undefined {
    if (!this.values.has(name)) this.values.set(name, this.findValue(name));
    return this.values.get(name);
  }

  private findValue(name: string): Based<OptionValue> | undefined {
    const known = this.table.find(SECTION, name);
    if (known === undefined) return undefined;
    const set = this.facts?.options.find(
      (option) => option.owner === 'nova' && option.section === SECTION && option.name === name,
    );
    if (set !== undefined) {
      const value = readOptionValue(known, set.value);
      const basis: CopyBasis =
        set.basis === 'file' ? 'configured' : set.basis === 'logged' ? 'logged' : 'default';
      return value === undefined ? undefined : { value, basis };
    }
    const value = this.defaultOf(known);
    return value === undefined ? undefined : { value, basis: 'default' };
  }

  number(name: string): Based<number> | undefined {
    const found = this.value(name);
    return typeof found?.value === 'number' ? { value: found.value, basis: found.basis } : undefined;
  }

  boolean(name: string): Based<boolean> | undefined {
    const found = this.value(name);
    return typeof found?.value === 'boolean' ? { value: found.value, basis: found.basis } : undefined;
  }

  /** The option as a remedy names it; nothing when a release at hand does not have it. */
  describe(name: string): CopyOption | undefined {
    const known = this.table.find(SECTION, name);
    if (known === undefined || this.lacks(name)) return undefined;
    const normal = plain(this.defaultOf(known));
    const current = plain(this.value(name)?.value);
    return {
      name,
      section: SECTION,
      ...(known.unit === undefined ? {} : { unit: known.unit }),
      ...(normal === undefined ? {} : { default: normal }),
      ...(current === undefined ? {} : { current }),
    };
  }

  /** Whether all releases that it can be lack the option, because it came later or is gone. */
  lacks(name: string): boolean {
    const known = this.table.find(SECTION, name);
    if (known === undefined) return true;
    return this.releases.every((release) => !this.has(known, release));
  }

  /** The first release that has the option. */
  introduced(name: string): string | undefined {
    return this.table.find(SECTION, name)?.introduced;
  }

  /** Whether Nova's release lies before another for sure; unknown releases are recent. */
  isBefore(release: string): boolean {
    return this.range !== undefined && this.table.compare(this.range.to, release) < 0;
  }

  private defaultOf(known: KnownOption): OptionValue | undefined {
    const values = this.releases
      .filter((release) => this.has(known, release))
      .map((release) => this.table.defaultOf(known, release));
    const [first] = values;
    return values.every((value) => String(value) === String(first)) ? first : undefined;
  }

  private has(known: KnownOption, release: string): boolean {
    const availability = this.table.availability(known, release);
    return availability === 'available' || availability === 'deprecated';
  }
}

const SECTION = 'libvirt';
const OLDEST_COMMON = 'stein';

function plain(value: OptionValue | undefined): string | number | boolean | undefined {
  return typeof value === 'object' ? undefined : value;
}

function releaseOf(facts: HostFacts | undefined): ReleaseRange | undefined {
  const series = facts?.facts.find(({ name }) => name === 'series.nova');
  if (series === undefined) return undefined;
  const release = String(series.value);
  const isOwn = facts?.facts.some(({ name }) => name === 'release.nova') === true;
  const basis: CopyBasis = !isOwn ? 'inferred' : series.basis === 'file' ? 'configured' : 'logged';
  return { from: release, to: release, basis };
}

/** By which releases the source's lines are written; what was seen once says no more when it comes again. */
function wordingsOf(events: readonly RoledEvent[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const { releases, role, relayed, remote } of events)
    if (releases !== undefined && role === 'source' && !relayed && !remote) seen.add(releases);
  return seen;
}

/** The releases that write every wording seen; one that contradicts the rest (a backport) is passed over. */
function rangeOfWordings(table: OptionTable, wordings: ReadonlySet<string>): ReleaseRange | undefined {
  const names = table.knowledge.releases.map(({ name }) => name);
  let low = 0;
  let high = names.length - 1;
  let isKnown = false;
  for (const releases of wordings) {
    const [first = '', last = first] = releases.split('..');
    const from = names.indexOf(first);
    const to = names.indexOf(last);
    if (from < 0 || to < 0 || from > high || to < low) continue;
    low = Math.max(low, from);
    high = Math.min(high, to);
    isKnown = true;
  }
  const from = names[low];
  const to = names[high];
  if (!isKnown || from === undefined || to === undefined) return undefined;
  return low === 0 && high === names.length - 1 ? undefined : { from, to, basis: 'inferred' };
}
