import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What a diagnostic code means, as `rules/diagnostics.yaml` holds it. */
export interface DiagnosticPage {
  readonly code: string;
  readonly title: string;
  /** What it means and why it is said. */
  readonly means: string;
  readonly fix: string;
  /** An input that causes it. */
  readonly example?: string;
}

/** Conditions of rules carry their codes with this in front. */
const RULE_CONDITION = 'rule-condition-';

export function loadDiagnosticPages(folder: string): readonly DiagnosticPage[] {
  return parse(readFileSync(join(folder, 'diagnostics.yaml'), 'utf8')) as readonly DiagnosticPage[];
}

/** The page about a code, in whichever form it was shown. */
export function findDiagnosticPage(
  pages: readonly DiagnosticPage[],
  code: string,
): DiagnosticPage | undefined {
  const bare = code.startsWith(RULE_CONDITION) ? code.slice(RULE_CONDITION.length) : code;
  return pages.find((page) => page.code === code) ?? pages.find((page) => page.code === bare);
}
