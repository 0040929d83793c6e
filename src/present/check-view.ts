import type { Analysis, Finding, Judgement } from '../model/index.ts';
import { headline } from './migration-words.ts';
import type { Tone } from './report-model.ts';
import { mapStrings, safeLine } from './safe-text.ts';
import { count } from './units.ts';
import { CONFIDENCE_WORDS, OUTCOMES, SEVERITY_WORDS } from './words.ts';

/** Why a check fails, in words. */
export interface CheckModel {
  readonly groups: readonly CheckGroup[];
  /** One line; empty when all is well. */
  readonly summary: string;
}

/** A migration, or a host, with the findings that fail the check. */
export interface CheckGroup {
  readonly mark: string;
  readonly tone: Tone;
  readonly headline: string;
  readonly origin: string;
  readonly findings: readonly CheckedFinding[];
}

export interface CheckedFinding {
  readonly severity: string;
  readonly tone: Tone;
  readonly title: string;
  /** Of the first evidence; may be empty. */
  readonly place: string;
  /** Rule, confidence and fingerprint: what one needs to look it up or to accept it. */
  readonly handle: string;
}

/** Turns a judgement into words; what a log says is cleaned here. */
export function presentJudgement(judgement: Judgement, analysis: Analysis): CheckModel {
  const { failing, accepted, mismatches } = mapStrings(judgement, safeLine);
  const migrations = mapStrings(analysis.migrations, safeLine);
  const groups = [
    ...migrations.flatMap((migration): readonly CheckGroup[] => {
      const own = failing.filter((finding) => finding.migration === migration.id);
      if (own.length === 0) return [];
      const { mark, tone } = OUTCOMES[migration.outcome];
      const { text, origin } = headline(migration);
      return [{ mark, tone, headline: text, origin, findings: own.map(checkedFinding) }];
    }),
    ...hostGroups(failing.filter(({ migration }) => migration === undefined)),
  ];
  const parts = [
    ...(failing.length === 0 ? [] : [count(failing.length, 'finding')]),
    ...(mismatches.length === 0 ? [] : [`${count(mismatches.length, 'expectation')} not met`]),
  ];
  const also = accepted.length === 0 ? '' : `; ${accepted.length} more accepted by the baseline`;
  return { groups, summary: parts.length === 0 ? '' : `${parts.join(', ')}${also}` };
}

/** What findings are about that name neither a migration nor a host. */
export const NO_MIGRATION = 'lines that belong to no migration';

function hostGroups(findings: readonly Finding[]): readonly CheckGroup[] {
  return [...Map.groupBy(findings, ({ host }) => host ?? '')].map(([host, own]) => ({
    mark: '●',
    tone: 'warn',
    headline: host === '' ? NO_MIGRATION : host,
    origin: '',
    findings: own.map(checkedFinding),
  }));
}

function checkedFinding(finding: Finding): CheckedFinding {
  const { word, tone } = SEVERITY_WORDS[finding.severity];
  const [first] = finding.evidence;
  return {
    severity: word,
    tone,
    title: finding.title,
    place: first === undefined ? '' : `${first.file}:${first.line}`,
    handle: `rule ${finding.ruleId}, ${CONFIDENCE_WORDS[finding.confidence]}, fingerprint ${finding.fingerprint}`,
  };
}
