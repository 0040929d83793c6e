import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { NovaRelease } from '../options/nova-release.ts';
import type {
  DaemonOption,
  InventedOption,
  KnownNames,
  KnownOption,
  OptionKnowledge,
  Since,
} from '../options/option-table.ts';
import { isRecord } from './yaml-reader.ts';

/** Reads the tables of Nova's and libvirt's options from migscope's own folder of rules. */
export function loadOptions(folder: string): OptionKnowledge {
  const read = (file: string): unknown => parse(readFileSync(join(folder, 'knowledge', file), 'utf8'));
  const raw = read('nova-options.yaml') as RawTable;
  const libvirt = read('libvirt-options.yaml') as RawDaemonTable;
  return {
    releases: raw.releases,
    options: raw.options.map(readOption),
    known: raw.known,
    invented: raw.invented,
    daemonOptions: libvirt.options,
    daemonNames: libvirt.known,
  };
}

interface RawTable {
  readonly releases: readonly NovaRelease[];
  readonly options: readonly RawOption[];
  readonly known: readonly KnownNames[];
  readonly invented: readonly InventedOption[];
}

interface RawDaemonTable {
  readonly options: readonly DaemonOption[];
  readonly known: Readonly<Record<'libvirtd' | 'qemu', readonly string[]>>;
}

interface RawOption extends Partial<Omit<KnownOption, 'defaults' | 'min' | 'max' | 'choices'>> {
  readonly option: string;
  readonly section: string;
  readonly type: KnownOption['type'];
  readonly introduced: string;
  readonly source: string;
  readonly means: string;
  readonly default?: unknown;
  readonly defaults?: unknown;
  readonly min?: unknown;
  readonly max?: unknown;
  readonly choices?: unknown;
}

function readOption(raw: RawOption): KnownOption {
  const { option, section, type, unit, introduced, deprecated, removed, source, means, instead } = raw;
  const first = raw.backported?.[0] ?? introduced;
  return {
    section,
    name: option,
    type,
    ...(unit === undefined ? {} : { unit }),
    defaults: since(raw.defaults ?? raw.default, first),
    min: since(raw.min, first),
    max: since(raw.max, first),
    choices: since(raw.choices, first),
    introduced,
    backported: raw.backported ?? [],
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(removed === undefined ? {} : { removed }),
    formerly: raw.formerly ?? [],
    source,
    means,
    ...(instead === undefined ? {} : { instead }),
    notes: raw.notes ?? [],
  };
}

/** One value for all releases, or a map from the release on which it holds. */
function since<T>(raw: unknown, first: string): readonly Since<T>[] {
  if (raw === undefined) return [];
  if (!isRecord(raw)) return [{ from: first, value: raw as T }];
  return Object.entries(raw).map(([from, value]) => ({ from, value: value as T }));
}
