import type { FactBasis, FactPlace, HostFacts } from '../model/index.ts';
import type { OptionTable, OptionValue } from './option-table.ts';
import { readOptionValue } from './option-value.ts';

/** The value of an option that a host's service works with, and how that is known. */
export interface EffectiveOption {
  readonly value: OptionValue;
  readonly basis: FactBasis;
  readonly place?: FactPlace;
  /** The release whose default it is. */
  readonly release?: string;
}

/**
 * What an option of Nova is on a host: as logged or configured there, else the default of its release.
 *
 * `undefined` when the release is not known or has no such option, or when the text is no value of its type.
 */
export function effectiveOption(
  facts: HostFacts | undefined,
  table: OptionTable,
  section: string,
  name: string,
): EffectiveOption | undefined {
  const known = table.find(section, name);
  if (known === undefined) return undefined;
  const set = facts?.options.find(
    (option) => option.owner === 'nova' && option.section === section && option.name === name,
  );
  if (set !== undefined) {
    const value = readOptionValue(known, set.value);
    if (value === undefined) return undefined;
    return { value, basis: set.basis, ...(set.place === undefined ? {} : { place: set.place }) };
  }
  const release = seriesOf(facts);
  const value = release === undefined ? undefined : table.defaultOf(known, release);
  return value === undefined || release === undefined ? undefined : { value, basis: 'default', release };
}

/** The OpenStack series of a host's Nova: `zed`. */
export function seriesOf(facts: HostFacts | undefined): string | undefined {
  const series = facts?.facts.find(({ name }) => name === 'series.nova')?.value;
  return typeof series === 'string' ? series : undefined;
}
