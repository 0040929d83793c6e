import { writeFileSync } from 'node:fs';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

/** The longest literal of each of migscope's own message templates, each once. */
export function ownLiterals(): string[] {
  const longest = knowledgeFor().catalogue.entries.flatMap(({ templates }) =>
    templates.map(({ template }) =>
      template.literals
        .map((text) => text.trim())
        .reduce((one, other) => (other.length > one.length ? other : one)),
    ),
  );
  return [...new Set(longest)];
}

/** A pattern file for `grep -F -f`; evenly chosen where fewer than all are wanted. */
export function writePatterns(path: string, literals: readonly string[], count = literals.length): string {
  const chosen = Array.from(
    { length: count },
    (_, nth) => literals[Math.floor((nth * literals.length) / count)],
  );
  writeFileSync(path, `${chosen.join('\n')}\n`);
  return path;
}
