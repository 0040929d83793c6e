import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Catalogue } from '../catalogue/catalogue.ts';
import type { Diagnostic } from '../model/index.ts';
import type { Rule } from '../rules/rule.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadRules, type Vocabulary } from './load-rules.ts';

/** Everything that migscope knows about messages and failures. */
export interface Knowledge extends Vocabulary {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
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

/** Loads migscope's own pack from `folder` and further packs of rules from `packs`. */
export function loadKnowledge(folder: string, packs: readonly string[] = []): Knowledge {
  const { entries, diagnostics } = loadCatalogue(join(folder, 'catalogue'));
  const catalogue = new Catalogue(entries);
  const classes = new Set(loadFailureClasses(folder).map((one) => one.id));
  const loaded = [folder, ...packs].map((one) => loadRules(one, { catalogue, classes }));
  return {
    catalogue,
    classes,
    rules: loaded.flatMap((one) => one.rules),
    diagnostics: [...diagnostics, ...loaded.flatMap((one) => one.diagnostics)],
  };
}
