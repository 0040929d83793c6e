import type { Confidence, Finding } from '../../model/index.ts';
import { pageMarkdown } from '../markdown/page-markdown.ts';
import type { Page } from '../../present/page.ts';
import { renderPage } from '../render-page.ts';
import { paintAt } from '../text/paint.ts';
import { SARIF_LEVELS } from './sarif-levels.ts';
import { sarifText } from './sarif-text.ts';

/** What GitHub sorts by. */
const PRECISION: Readonly<Record<Confidence, string>> = {
  certain: 'very-high',
  likely: 'high',
  possible: 'medium',
};

/** The rule of a finding as SARIF describes it, with its page as help. */
export function sarifRule(finding: Finding, page: Page | undefined) {
  const title = page?.title ?? finding.title;
  return {
    id: finding.ruleId,
    name: pascalCase(finding.ruleId),
    shortDescription: { text: sarifText(title) },
    fullDescription: { text: sarifText(firstText(page) ?? title) },
    ...helpOf(page),
    ...helpUri(finding.references),
    defaultConfiguration: { level: SARIF_LEVELS[finding.severity] },
    properties: {
      tags: ['live-migration', finding.class],
      precision: PRECISION[finding.confidence],
      'problem.severity': finding.severity === 'info' ? 'recommendation' : finding.severity,
    },
  };
}

/** A page that is no rule's: of a code. */
export function sarifCodeRule(id: string, page: Page | undefined) {
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: sarifText(page?.title ?? id) },
    ...helpOf(page),
    defaultConfiguration: { level: 'error' },
  };
}

function helpOf(page: Page | undefined) {
  if (page === undefined) return {};
  const text = renderPage(page, { columns: 100, paint: paintAt(0) });
  return { help: { text: sarifText(text), markdown: sarifText(pageMarkdown(page)) } };
}

function helpUri([first]: readonly string[]) {
  return first !== undefined && /^https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]+$/.test(first)
    ? { helpUri: first }
    : {};
}

function firstText(page: Page | undefined): string | undefined {
  const blocks = page?.sections.flatMap((section) => section.blocks) ?? [];
  return blocks.find((block) => block.type === 'text')?.text;
}

function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
