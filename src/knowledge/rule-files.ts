import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of a pack that hold no rules. */
const NO_RULES: ReadonlySet<string> = new Set([
  'catalogue',
  'configuration',
  'knowledge',
  'templates',
  'fixtures',
  'node_modules',
]);

/** Files of a pack that are data about rules, and no rules. */
const NOT_A_RULE: ReadonlySet<string> = new Set([
  'pack.yaml',
  'migscope.yaml',
  'test-preludes.yaml',
  'failure-classes.yaml',
  'diagnostics.yaml',
]);

const DEEPEST = 4;

/** All rule files of a pack, in a stable order. */
export function rulePaths(folder: string): string[] {
  return packFiles(folder).filter((path) => !path.endsWith('.test.yaml'));
}

/** All rule tests of a pack, in a stable order. */
export function ruleTestPaths(folder: string): string[] {
  return packFiles(folder).filter((path) => path.endsWith('.test.yaml'));
}

/** The test that stands beside a rule. */
export function testPathOf(rulePath: string): string {
  return rulePath.replace(/\.yaml$/, '.test.yaml');
}

/** The rule that a test stands beside. */
export function rulePathOf(testPath: string): string {
  return testPath.replace(/\.test\.yaml$/, '.yaml');
}

function packFiles(folder: string, depth = 0): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) return [];
    if (entry.isDirectory())
      return NO_RULES.has(entry.name) || depth >= DEEPEST ? [] : packFiles(path, depth + 1);
    return entry.name.endsWith('.yaml') && !NOT_A_RULE.has(entry.name) ? [path] : [];
  });
}
