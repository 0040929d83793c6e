import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Catalogue } from '../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import type { Diagnostic } from '../model/index.ts';
import type { Rule } from '../rules/rule.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { OptionTable } from '../options/option-table.ts';
import type { DriftRule } from '../drift/drift-rule.ts';
import type { ConfigCheck } from '../configuration/config-check.ts';
import { loadConfiguration } from './load-configuration.ts';
import { loadDrift } from './load-drift.ts';
import { loadOptions } from './load-options.ts';
import { loadRules, type Vocabulary } from './load-rules.ts';
import { openPack, ownPack, type Pack } from './pack.ts';
import { screenPackEntries } from './screen-pack-entries.ts';

/** Everything that migscope knows about messages and failures. */
export interface Knowledge extends Vocabulary {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
  /** Options of Nova, release by release. */
  readonly options: OptionTable;
  /** What two hosts are compared by. */
  readonly drift: readonly DriftRule[];
  /** What configurations are checked for. */
  readonly configuration: readonly ConfigCheck[];
  /** migscope's own pack, then those of the user. */
  readonly packs: readonly Pack[];
}

/** One failure class of `rules/failure-classes.yaml`. */
export interface FailureClass {
  readonly id: string;
  readonly family: string;
  readonly code?: string | number;
  readonly means: string;
}

export function loadFailureClasses(folder: string): readonly FailureClass[] {
  return parse(readFileSync(join(folder, 'failure-classes.yaml'), 'utf8')) as readonly FailureClass[];
}

/**
 * Loads migscope's own pack from `folder` and further packs of rules.
 *
 * What is wrong in a further pack is left out and reported: it never changes what the own rules say.
 */
export function loadKnowledge(folder: string, packFolders: readonly string[] = []): Knowledge {
  const own = loadCatalogue(join(folder, 'catalogue'));
  const opened = packFolders.map(openPack);
  const packs = [ownPack(folder), ...opened.flatMap(({ pack }) => pack ?? [])];
  const diagnostics = [...own.diagnostics, ...opened.flatMap((one) => one.diagnostics)];
  const entries: CatalogueEntry[] = [...own.entries];
  const ownCatalogue = new Catalogue(own.entries);
  for (const pack of packs.slice(1)) {
    const catalogue = join(pack.folder, 'catalogue');
    if (!existsSync(catalogue)) continue;
    const loaded = loadCatalogue(catalogue);
    const screened = screenPackEntries(loaded.entries, pack, catalogue, ownCatalogue);
    entries.push(...screened.entries);
    diagnostics.push(...loaded.diagnostics, ...screened.diagnostics);
  }
  const catalogue = packs.length > 1 ? new Catalogue(entries) : ownCatalogue;
  const classes = new Set(loadFailureClasses(folder).map((one) => one.id));
  const loaded = loadRules(packs, { catalogue, classes });
  const options = new OptionTable(loadOptions(folder));
  const configuration = loadConfiguration(folder, options);
  return {
    catalogue,
    classes,
    packs,
    options,
    drift: loadDrift(folder),
    configuration: configuration.checks,
    rules: loaded.rules,
    diagnostics: [...diagnostics, ...loaded.diagnostics, ...configuration.diagnostics],
  };
}
