import type { FieldReading, FieldSpec, FieldTable } from '../condition/index.ts';
import type { FactName, HostFact, OptionFact } from '../model/index.ts';
import type {
  DaemonOption,
  KnownOption,
  OptionTable,
  OptionType,
  OptionValue,
} from '../options/option-table.ts';
import { printOptionValue, readOptionValue } from '../options/option-value.ts';
import { resolveText } from '../options/resolve-text.ts';
import { type ConfiguredHost, hasConfiguration, type SeenGuest, setOption } from './configured-host.ts';
import { DERIVED_FIELDS } from './derived-fields.ts';

/** What a field's value rests on: an option that is set, or a fact of the host. */
export type FieldBasis =
  | { readonly type: 'option'; readonly option: OptionFact }
  | { readonly type: 'fact'; readonly fact: HostFact };

/** Everything that is known when one host is judged. */
export interface ConfigScope {
  readonly host: ConfiguredHost;
  /** All hosts, that one among them. */
  readonly hosts: readonly ConfiguredHost[];
  readonly guest: SeenGuest | undefined;
  readonly table: OptionTable;
}

type OptionField =
  | { readonly owner: 'nova'; readonly option: KnownOption }
  | { readonly owner: 'libvirtd' | 'qemu'; readonly option: DaemonOption };

const TYPES: Readonly<Record<OptionType, FieldSpec['type']>> = {
  int: 'number',
  float: 'number',
  bool: 'boolean',
  string: 'string',
  list: 'string',
  host: 'string',
};

/** The fields of a condition: options as `section.name`, those of libvirt as `libvirtd.name` and `qemu.name`, and what follows from them. */
export class ConfigFields {
  readonly table: FieldTable;
  /** Names that stand alone in a condition: the option is set. */
  readonly optionNames: readonly string[];
  private readonly options = new Map<string, OptionField>();

  constructor(table: OptionTable) {
    for (const option of table.knowledge.options)
      this.options.set(`${option.section}.${option.name}`, { owner: 'nova', option });
    for (const option of table.knowledge.daemonOptions)
      this.options.set(`${option.owner}.${option.name}`, { owner: option.owner, option });
    this.optionNames = [...this.options.keys()];
    this.table = {
      ...Object.fromEntries(
        [...this.options].map(([name, { option }]) => [
          name,
          { type: TYPES[option.type], describe: option.means } satisfies FieldSpec,
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(DERIVED_FIELDS).map(([name, { type, describe }]) => [name, { type, describe }]),
      ),
    };
  }

  /** What a field is on a host that runs `release`; `undefined` when it is not known or there is no such option. */
  read(name: string, release: string, scope: ConfigScope): FieldReading | undefined {
    const field = this.options.get(name);
    if (field === undefined) {
      return DERIVED_FIELDS[name]?.read({ scope, read: (other) => this.read(other, release, scope) });
    }
    const value = valueOf(field, release, scope);
    return value === undefined || value === null ? undefined : toReading(value);
  }

  /** What the value rests on; nothing where it is a default. */
  basis(name: string, scope: ConfigScope): readonly FieldBasis[] {
    const field = this.options.get(name);
    if (field === undefined) {
      const { rests = [], facts = [] } = DERIVED_FIELDS[name] ?? {};
      return [
        ...rests.flatMap((other) => this.basis(other, scope)),
        ...facts.flatMap((fact) => factBasis(fact, scope)),
      ];
    }
    const option = optionOf(field, scope.host);
    return option === undefined ? [] : [{ type: 'option', option }];
  }

  /** Whether an option is set otherwise than by its default. */
  isSet(name: string, release: string, { host, table }: ConfigScope): boolean {
    const field = this.options.get(name);
    const option = field === undefined ? undefined : optionOf(field, host);
    if (field === undefined || option === undefined || option.value === null) return false;
    if (!isRead(field, release, table)) return false;
    const standard = field.owner === 'nova' ? table.defaultOf(field.option, release) : field.option.default;
    const value = readOptionValue(field.option, option.value);
    return value === undefined || printOptionValue(value) !== printOptionValue(standard ?? null);
  }
}

function factBasis(name: FactName, { host }: ConfigScope): readonly FieldBasis[] {
  return host.facts.filter((fact) => fact.name === name).map((fact) => ({ type: 'fact', fact }));
}

function optionOf({ owner, option }: OptionField, host: ConfiguredHost): OptionFact | undefined {
  if (owner !== 'nova') return setOption(host, owner, '', option.name);
  const former = option.formerly.map((one) => one.split('.') as [section: string, name: string]);
  return [[option.section, option.name] as const, ...former]
    .map(([section, name]) => setOption(host, owner, section, name))
    .find((set) => set !== undefined);
}

function isRead({ owner, option }: OptionField, release: string, table: OptionTable): boolean {
  return owner !== 'nova' || !['not-yet', 'removed'].includes(table.availability(option, release));
}

function valueOf(field: OptionField, release: string, { host, table }: ConfigScope): OptionValue | undefined {
  const { owner, option } = field;
  if (!isRead(field, release, table)) return undefined;
  const set = optionOf(field, host);
  if (set !== undefined) {
    const text = set.value === null ? null : resolveText(host.options, set.value);
    return text?.includes('$') === true ? undefined : readOptionValue(option, text);
  }
  if (!hasConfiguration(host, owner)) return undefined;
  return owner === 'nova' ? table.defaultOf(option, release) : option.default;
}

function toReading(value: Exclude<OptionValue, null>): FieldReading {
  return typeof value === 'object' ? value.map(String) : value;
}
