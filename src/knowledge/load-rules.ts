import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Diagnostic } from '../model/index.ts';
import type { Rule } from '../rules/rule.ts';
import { readRule } from './read-rule.ts';

export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What rules are checked against. */
export interface Vocabulary {
  readonly catalogue: Catalogue;
  readonly classes: ReadonlySet<string>;
}

/** Folders below a rule pack that hold no rules. */
const NO_RULES: ReadonlySet<string> = new Set(['catalogue', 'schema']);

/** Reads every rule below a folder; a bad rule is left out and reported with its place. */
export function loadRules(folder: string, vocabulary: Vocabulary): LoadedRules {
  const rules: Rule[] = [];
  const diagnostics: Diagnostic[] = [];
  const byId = new Map<string, string>();
  for (const path of rulePaths(folder)) {
    const read = readRule(readFileSync(path, 'utf8'), path, vocabulary);
    diagnostics.push(...read.diagnostics);
    if (read.rule === undefined) continue;
    const known = byId.get(read.rule.id);
    if (known === undefined) {
      byId.set(read.rule.id, path);
      rules.push(read.rule);
    } else {
      diagnostics.push({
        code: 'rule-id-taken',
        severity: 'error',
        what: `the rule id ${read.rule.id} is used twice`,
        why: `${known} has it already`,
        fix: 'give one of them another id',
        path,
        line: 1,
      });
    }
  }
  return { rules, diagnostics };
}

/** All rule files below a folder, in a stable order. */
export function rulePaths(folder: string): string[] {
  const paths: string[] = [];
  for (const area of readdirSync(folder).sort()) {
    const path = join(folder, area);
    if (NO_RULES.has(area) || !statSync(path).isDirectory()) continue;
    for (const name of readdirSync(path).sort()) {
      if (name.endsWith('.yaml') && !name.endsWith('.test.yaml')) paths.push(join(path, name));
    }
  }
  return paths;
}
