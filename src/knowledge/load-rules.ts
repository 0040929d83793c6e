import { readFileSync } from 'node:fs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Diagnostic } from '../model/index.ts';
import type { Rule } from '../rules/rule.ts';
import type { Pack } from './pack.ts';
import { readRule } from './read-rule.ts';
import { rulePaths } from './rule-files.ts';

export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What rules are checked against. */
export interface Vocabulary {
  readonly catalogue: Catalogue;
  readonly classes: ReadonlySet<string>;
}

/** Reads every rule of some packs; a bad rule is left out and reported with its place. */
export function loadRules(packs: readonly Pack[], vocabulary: Vocabulary): LoadedRules {
  const rules: Rule[] = [];
  const diagnostics: Diagnostic[] = [];
  const byId = new Map<string, string>();
  for (const pack of packs) {
    for (const path of rulePaths(pack.folder)) {
      const read = readRule(readFileSync(path, 'utf8'), path, vocabulary, pack);
      diagnostics.push(...read.diagnostics);
      if (read.rule === undefined) continue;
      const known = byId.get(read.rule.id);
      if (known === undefined) {
        byId.set(read.rule.id, path);
        rules.push(read.rule);
      } else {
        diagnostics.push(idTaken(read.rule, known));
      }
    }
  }
  return { rules, diagnostics };
}

function idTaken({ id, path }: Rule, known: string): Diagnostic {
  return {
    code: 'rule-id-taken',
    severity: 'error',
    what: `the rule id ${id} is used twice, and this rule is left out`,
    why: `${known} has it already`,
    fix: 'give one of them another id',
    path,
    line: 1,
    column: 1,
  };
}
