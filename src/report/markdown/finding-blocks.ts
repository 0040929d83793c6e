import type { EvidenceRow, FindingView, RemedyView } from '../../present/report-model.ts';
import { address, code, fence, plain } from './escape.ts';

const INDENT = '  ';

/** A finding as a paragraph with its title. */
export function findingLines(finding: FindingView): readonly string[] {
  const host = finding.host === undefined ? '' : `, ${plain(finding.host)}`;
  return [
    `**${plain(finding.title)}** (${plain(finding.confidence)}${host}; rule ${code(finding.ruleId)})`,
    '',
    plain(finding.cause),
    '',
  ];
}

/** Lines of logs with their places, each below what they show. */
export function evidenceLines(evidence: readonly EvidenceRow[]): readonly string[] {
  return evidence.flatMap((row) => [
    `- ${[plain(row.host), plain(row.time), code(row.place)].filter((part) => part !== '').join(' · ')}`,
    '',
    ...fence([row.excerpt], 'text', INDENT),
    '',
  ]);
}

/** Steps to tick off; the precondition of a dangerous one stands before its command. */
export function remedyLines(remedies: readonly RemedyView[]): readonly string[] {
  return remedies.flatMap((remedy) => [
    `- [ ] **${plain(remedy.where)}** (${plain(remedy.effect)}): ${plain(remedy.text)}`,
    ...(remedy.precondition === undefined
      ? []
      : ['', `${INDENT}**Only when:** ${plain(remedy.precondition)}`]),
    ...(remedy.command === undefined ? [] : ['', ...fence([remedy.command], 'sh', INDENT)]),
    '',
  ]);
}

/** Where to read more, each once. */
export function referenceLines(findings: readonly FindingView[]): readonly string[] {
  const references = [...new Set(findings.flatMap((finding) => finding.references))];
  return references.map((reference) => `- ${address(reference)}`);
}
