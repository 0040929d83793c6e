import type { Analysis, Baseline, Expectations, Judgement } from '../model/index.ts';
import { compareExpectations } from './compare-expectations.ts';
import { counts, type Threshold } from './counts.ts';

export interface Terms {
  readonly failOn: Threshold;
  readonly expectations?: Expectations | undefined;
  readonly baseline?: Baseline | undefined;
}

/**
 * Judges an analysis: which findings fail the check, which were accepted, what was expected otherwise.
 *
 * The findings of a migration that an expectation speaks about are that expectation's business and never fail the
 * check by their severity: a failure that is expected is right.
 */
export function judge(analysis: Analysis, { failOn, expectations, baseline }: Terms): Judgement {
  const comparison = expectations === undefined ? undefined : compareExpectations(analysis, expectations);
  const entries = new Map((baseline?.accepted ?? []).map((entry) => [entry.fingerprint, entry]));
  const accepted = analysis.findings.flatMap((finding) => {
    const by = entries.get(finding.fingerprint);
    return by === undefined ? [] : [{ finding, by }];
  });
  const seen = new Set(analysis.findings.map(({ fingerprint }) => fingerprint));
  return {
    failing: analysis.findings.filter(
      (finding) =>
        counts(finding, failOn) &&
        !entries.has(finding.fingerprint) &&
        comparison?.spokenFor.has(finding.migration ?? '') !== true &&
        !(finding.migration === undefined && expectations?.findings !== undefined),
    ),
    accepted,
    mismatches: comparison?.mismatches ?? [],
    stale: (baseline?.accepted ?? []).filter(({ fingerprint }) => !seen.has(fingerprint)),
    hasBaseline: baseline !== undefined,
  };
}
