import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Catalogue } from '../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import { compileRegex } from '../condition/linear-regex.ts';
import type { ConfigCheck } from '../configuration/config-check.ts';
import type { DriftRule } from '../drift/drift-rule.ts';
import { OptionTable, type OptionKnowledge } from '../options/option-table.ts';
import type { FieldDemand, Rule } from '../rules/rule.ts';
import type { Knowledge } from './load-knowledge.ts';
import { ownPack } from './pack.ts';

/** What the own pack was when it was compiled; any change of a file makes it another. */
interface Stamp {
  readonly files: number;
  readonly bytes: number;
  readonly newestMs: number;
}

interface CompiledKnowledge {
  readonly stamp: Stamp;
  readonly entries: readonly CatalogueEntry[];
  readonly classes: readonly string[];
  readonly rules: readonly Rule[];
  readonly options: OptionKnowledge;
  readonly drift: readonly DriftRule[];
  readonly configuration: readonly ConfigCheck[];
}

/**
 * Writes the own pack, read and checked, as one JSON file: reading hundreds of YAML files takes longer than
 * analysing a case. Paths are kept relative to the pack.
 */
export function writeCompiled(knowledge: Knowledge, folder: string, target: string): void {
  const compiled: CompiledKnowledge = {
    stamp: stampOf(folder),
    entries: knowledge.catalogue.entries,
    classes: [...knowledge.classes],
    rules: knowledge.rules.map((rule) => ({ ...rule, path: relative(folder, rule.path) })),
    options: knowledge.options.knowledge,
    drift: knowledge.drift,
    configuration: knowledge.configuration,
  };
  writeFileSync(target, inAscii(JSON.stringify(compiled)));
}

/**
 * Reads what `writeCompiled` wrote; `undefined` when it is missing or damaged, or when the pack's files have changed
 * since. Those of an installed package do not, and have other times than where it was built: `isFixed`.
 */
export function readCompiled(folder: string, source: string | URL, isFixed = false): Knowledge | undefined {
  let compiled: CompiledKnowledge;
  try {
    compiled = JSON.parse(readFileSync(source, 'latin1')) as CompiledKnowledge;
  } catch {
    return undefined;
  }
  if (!isFixed && JSON.stringify(compiled.stamp) !== JSON.stringify(stampOf(folder))) return undefined;
  return {
    catalogue: new Catalogue(compiled.entries),
    classes: new Set(compiled.classes),
    rules: compiled.rules.map((rule) => reviveRule(rule, folder)),
    options: new OptionTable(compiled.options),
    drift: compiled.drift,
    configuration: compiled.configuration,
    packs: [ownPack(folder)],
    diagnostics: [],
  };
}

function reviveRule(rule: Rule, folder: string): Rule {
  const signals = rule.signals.map((signal) => ({ ...signal, where: signal.where.map(reviveDemand) }));
  return { ...rule, signals, path: join(folder, rule.path) };
}

/** A function is lost on the way through JSON; the expression is compiled when it is first needed. */
function reviveDemand(demand: FieldDemand): FieldDemand {
  if (demand.pattern === undefined) return demand;
  const { source } = demand.pattern;
  const test = (text: string): boolean => {
    const compiled = compileRegex(source, '');
    return compiled.ok && compiled.test(text);
  };
  return { ...demand, pattern: { source, test } };
}

function stampOf(folder: string): Stamp {
  let files = 0;
  let bytes = 0;
  let newestMs = 0;
  for (const path of yamlFiles(folder)) {
    const { size, mtimeMs } = statSync(path);
    files += 1;
    bytes += size;
    newestMs = Math.max(newestMs, Math.floor(mtimeMs));
  }
  return { files, bytes, newestMs };
}

/** By their names alone: asking what each of hundreds of entries is takes as long as reading them. */
function* yamlFiles(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    if (!name.includes('.')) yield* yamlFiles(path);
    else if (name.endsWith('.yaml') && !name.endsWith('.test.yaml')) yield path;
  }
}

/** Of a text that is all ASCII, V8 keeps half the bytes and decodes nothing. */
function inAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
