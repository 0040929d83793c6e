import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Diagnostic } from '../model/index.ts';
import { checkRuleFile } from './check-rule-file.ts';
import { checkSamples } from './check-samples.ts';
import { loadFailureClasses, loadKnowledge, type Knowledge } from './load-knowledge.ts';
import { openPack, ownPack, PACK_FILE, type Pack } from './pack.ts';
import { rulesFolder } from './package-folder.ts';
import { readRuleTest, testGround } from './read-rule-test.ts';
import { rulePathOf, rulePaths, ruleTestPaths, testPathOf } from './rule-files.ts';

export interface CheckedPaths {
  readonly problems: readonly Diagnostic[];
  readonly counts: { readonly rules: number; readonly tests: number; readonly catalogues: number };
}

/** Files of one pack that somebody asks about. */
export interface ChosenFiles {
  readonly pack: Pack;
  readonly rules: readonly string[];
  readonly tests: readonly string[];
  readonly catalogues: readonly string[];
}

/** Sorts packs, rules, tests and catalogue files by the pack they belong to; every path must exist. */
export function chooseFiles(paths: readonly string[]): readonly ChosenFiles[] {
  return paths.map((given) => {
    const path = resolve(given);
    const pack = packOf(path);
    const files = statSync(path).isDirectory() ? filesBelow(path) : [path];
    const catalogues = files.filter((file) => basename(dirname(file)) === 'catalogue');
    const others = files.filter((file) => !catalogues.includes(file));
    const tests = others.filter((file) => file.endsWith('.test.yaml'));
    return { pack, rules: others.filter((file) => !tests.includes(file)), tests, catalogues };
  });
}

/** The knowledge that the files of some packs are checked with, further packs included. */
export function knowledgeForFiles(chosen: readonly ChosenFiles[], packs: readonly string[]): Knowledge {
  const folders = chosen.flatMap(({ pack }) => (pack.own ? [] : [pack.folder]));
  return loadKnowledge(rulesFolder(), [...new Set([...folders, ...packs.map((one) => resolve(one))])]);
}

/** Checks packs, rules, tests and catalogue files. */
export function checkPaths(paths: readonly string[], packs: readonly string[]): CheckedPaths {
  const chosen = chooseFiles(paths);
  const knowledge = knowledgeForFiles(chosen, packs);
  const classes = loadFailureClasses(rulesFolder());
  const ids = new Set(knowledge.rules.map(({ id }) => id));
  const problems = chosen.flatMap((files): Diagnostic[] => {
    const { pack } = files;
    const ground = testGround(pack);
    const wanted = new Set([...files.rules, ...files.catalogues, join(pack.folder, PACK_FILE)]);
    const loading = knowledge.diagnostics.filter(
      ({ path }) => path !== undefined && isWanted(resolve(path), wanted),
    );
    const tests = files.tests.flatMap((path): Diagnostic[] => [
      ...readRuleTest(path, ground).diagnostics,
      ...(existsSync(rulePathOf(path)) ? [] : [lonely(path)]),
    ]);
    const rules = knowledge.rules
      .filter(({ path }) => files.rules.includes(resolve(path)))
      .flatMap((rule) => {
        const testPath = testPathOf(rule.path);
        const test = existsSync(testPath) ? readRuleTest(testPath, ground).test : undefined;
        return checkRuleFile(rule, { pack, classes, ids, test });
      });
    const samples = files.catalogues.flatMap((path) => checkSamples(path, knowledge.catalogue));
    return [...loading, ...samples, ...rules, ...tests];
  });
  const count = (key: 'rules' | 'tests' | 'catalogues') =>
    new Set(chosen.flatMap((files) => files[key])).size;
  return {
    problems,
    counts: { rules: count('rules'), tests: count('tests'), catalogues: count('catalogues') },
  };
}

function isWanted(path: string, wanted: ReadonlySet<string>): boolean {
  // A clash of catalogue entries names the folder.
  return wanted.has(path) || [...wanted].some((one) => dirname(one) === path);
}

function lonely(path: string): Diagnostic {
  return {
    code: 'rule-test-without-rule',
    severity: 'error',
    what: 'the test stands beside no rule',
    why: `${basename(rulePathOf(path))} is not there`,
    fix: 'a test is named after its rule and lies beside it',
    path,
    line: 1,
    column: 1,
  };
}

function filesBelow(folder: string): string[] {
  const isCatalogue = basename(folder) === 'catalogue';
  const catalogue = isCatalogue ? folder : join(folder, 'catalogue');
  const entries = existsSync(catalogue) ? readdirSync(catalogue).sort() : [];
  const catalogues = entries.filter((name) => name.endsWith('.yaml')).map((name) => join(catalogue, name));
  return isCatalogue ? catalogues : [...rulePaths(folder), ...ruleTestPaths(folder), ...catalogues];
}

/** The pack around a path: migscope's own, the nearest folder with a `pack.yaml`, or the folder itself. */
function packOf(path: string): Pack {
  const own = resolve(rulesFolder());
  if (path === own || path.startsWith(own + sep)) return ownPack(own);
  const start = statSync(path).isDirectory() ? path : dirname(path);
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, PACK_FILE)))
      return openPack(folder).pack ?? { folder, own: false, name: undefined };
  }
  const folder = basename(start) === 'catalogue' ? dirname(start) : start;
  return { folder, own: false, name: undefined };
}
