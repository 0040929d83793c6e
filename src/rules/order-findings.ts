import type { Confidence, Finding, FindingRole, Severity } from '../model/index.ts';
import type { Rule } from './rule.ts';

const BY_ROLE: Readonly<Record<FindingRole, number>> = { 'root-cause': 0, contributing: 1, consequence: 2 };
const BY_CONFIDENCE: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 };
const BY_SEVERITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** What shows a cause: the migration's own lines, those about its whole host, or lines of libvirtd that name no guest. */
export type CauseBasis = 'own' | 'host' | 'libvirtd';

export interface FoundCause {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly basis: CauseBasis;
}

/**
 * Orders the findings of one migration by cause, not by time: what a rule supersedes becomes a consequence, and
 * among equals the surer, graver, better founded and earlier comes first. Beside a cause that the migration's own lines
 * prove, what merely happened on its hosts at that time may have contributed.
 */
export function orderFindings(found: readonly FoundCause[]): Finding[] {
  const superseded = new Set<string>();
  for (const { rule } of found) {
    for (const name of rule.supersedes) {
      for (const other of found) {
        if (other.rule !== rule && (other.rule.id === name || other.rule.class === name)) superseded.add(other.finding.id);
      }
    }
  }
  const isProven = found.some(
    ({ finding: { id, role, confidence }, basis }) =>
      role === 'root-cause' && confidence === 'certain' && basis === 'own' && !superseded.has(id),
  );
  const roleOf = ({ finding, basis }: FoundCause): FindingRole => {
    if (superseded.has(finding.id)) return 'consequence';
    return finding.role === 'root-cause' && isProven && basis !== 'own' ? 'contributing' : finding.role;
  };
  return found
    .map((one) => ({ basis: one.basis, finding: { ...one.finding, role: roleOf(one) } }))
    .sort(
      ({ finding: one, basis }, { finding: other, basis: otherBasis }) =>
        BY_ROLE[one.role] - BY_ROLE[other.role] ||
        BY_SEVERITY[one.severity] - BY_SEVERITY[other.severity] ||
        BY_CONFIDENCE[one.confidence] - BY_CONFIDENCE[other.confidence] ||
        Number(basis !== 'own') - Number(otherBasis !== 'own') ||
        compare(one.evidence[0]?.at ?? '', other.evidence[0]?.at ?? '') ||
        compare(one.id, other.id),
    )
    .map(({ finding }) => finding);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
