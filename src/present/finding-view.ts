import type { Evidence, Finding, Migration, RemediationStep } from '../model/index.ts';
import { shortExcerpt } from './excerpt.ts';
import type { EvidenceRow, FindingView, RemedyView } from './report-model.ts';
import { moment } from './time.ts';
import { CONFIDENCE_WORDS, EFFECT_WORDS, ROLE_WORDS, SEVERITY_WORDS } from './words.ts';

/** A finding in words; `migration` turns "source" and "destination" into the hosts they stand for. */
export function findingView(finding: Finding, migration?: Migration): FindingView {
  const severity = SEVERITY_WORDS[finding.severity];
  return {
    id: finding.id,
    ruleId: finding.ruleId,
    class: finding.class,
    isRootCause: finding.role === 'root-cause',
    role: ROLE_WORDS[finding.role],
    severity: severity.word,
    tone: severity.tone,
    confidence: CONFIDENCE_WORDS[finding.confidence],
    title: finding.title,
    cause: finding.cause,
    host: finding.host,
    evidence: finding.evidence.map(evidenceRow),
    remedies: finding.remediation.map((step) => remedyView(step, migration)),
    references: finding.references,
  };
}

function evidenceRow(evidence: Evidence): EvidenceRow {
  return {
    host: evidence.host,
    place: place(evidence),
    time: evidence.at === undefined ? '' : moment(evidence.at).clock,
    excerpt: shortExcerpt(evidence.excerpt),
    signal: evidence.signal,
  };
}

/** `file:line`, as editors and terminals open it. */
export function place(at: { readonly file: string; readonly line: number }): string {
  return `${at.file}:${at.line}`;
}

function remedyView(step: RemediationStep, migration: Migration | undefined): RemedyView {
  const effect = EFFECT_WORDS[step.effect];
  return {
    where: `on ${hostOf(step.on, migration)}`,
    text: step.text,
    command: step.command,
    effect: effect.word,
    tone: effect.tone,
    destroys: step.effect === 'destroys',
    precondition: step.precondition,
  };
}

function hostOf(on: string, migration: Migration | undefined): string {
  switch (on) {
    case 'source':
      return migration?.source ?? 'the source host';
    case 'destination':
      return migration?.destination ?? 'the destination';
    case 'controller':
      return 'the controller';
    case 'both':
      return `${hostOf('source', migration)} and ${hostOf('destination', migration)}`;
    default:
      return on;
  }
}
