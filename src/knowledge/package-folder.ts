import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCompiled } from './compiled-knowledge.ts';
import { loadKnowledge, type Knowledge } from './load-knowledge.ts';

/** The package's own folder: `rules/` stands in it beside `dist/` as beside `src/`. */
const PACKAGE_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** The own pack as `npm run build` compiled it, beside the compiled code only: sources read the YAML itself. */
export const COMPILED = new URL('../knowledge.json', import.meta.url);

let own: Knowledge | undefined;

/** migscope's own catalogue and rules with further rule packs; the own ones alone are loaded once per process. */
export function knowledgeFor(packs: readonly string[] = []): Knowledge {
  const folder = rulesFolder();
  if (packs.length > 0) return loadKnowledge(folder, packs);
  return (own ??= readCompiled(folder, COMPILED, !hasSources()) ?? loadKnowledge(folder));
}

/** Whether this is a clone, where rules are written, and not an installed package. */
function hasSources(): boolean {
  return existsSync(join(PACKAGE_FOLDER, 'src'));
}

/** The folder of migscope's own pack. */
export function rulesFolder(): string {
  return join(PACKAGE_FOLDER, 'rules');
}

/** Captured logs that the tests of the own rules name; absent where only the package is installed. */
export function fixturesFolder(): string {
  return join(PACKAGE_FOLDER, 'fixtures');
}

export function packageVersion(): string {
  const description: unknown = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8'));
  return (description as { version: string }).version;
}
