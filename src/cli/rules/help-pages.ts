import { findDiagnosticPage, loadDiagnosticPages } from '../../knowledge/diagnostic-pages.ts';
import { loadFailureClasses } from '../../knowledge/load-knowledge.ts';
import { knowledgeFor, rulesFolder } from '../../knowledge/package-folder.ts';
import type { Page } from '../../present/page.ts';
import { mapStrings, safeLine } from '../../present/safe-text.ts';
import { checkPage } from './check-page.ts';
import { diagnosticPage } from './diagnostic-page.ts';
import { rulePage } from './rule-page.ts';

/** What a reader of a result needs; how the rule works and where its file lies is for those who write rules. */
const HELPFUL = new Set(['What it means', 'What to do', 'When it may be wrong', 'References']);

/** The pages of rules, as short as a viewer of results wants them, and of codes of diagnostics. */
export function helpPages(
  rules: ReadonlySet<string>,
  codes: ReadonlySet<string>,
  packs: readonly string[],
): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  if (rules.size > 0) {
    const knowledge = knowledgeFor(packs);
    const classes = loadFailureClasses(rulesFolder());
    for (const rule of knowledge.rules.filter(({ id }) => rules.has(id))) {
      const page = rulePage(rule, knowledge.catalogue, classes, '');
      const sections = page.sections.filter(({ heading }) => HELPFUL.has(heading));
      pages.set(rule.id, mapStrings({ ...page, sections }, safeLine));
    }
    for (const check of knowledge.configuration.filter(({ id }) => rules.has(id))) {
      const page = checkPage(check, knowledge.options);
      const sections = page.sections.filter(({ heading }) => HELPFUL.has(heading));
      pages.set(check.id, { ...page, sections });
    }
  }
  const known = codes.size > 0 ? loadDiagnosticPages(rulesFolder()) : [];
  for (const code of codes) {
    const page = findDiagnosticPage(known, code);
    if (page !== undefined) pages.set(code, diagnosticPage(page));
  }
  return pages;
}
