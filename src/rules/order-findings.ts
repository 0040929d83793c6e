import type { Confidence, Finding, FindingRole, Severity } from '../model/index.ts';
import type { Rule } from './rule.ts';

const BY_ROLE: Readonly<Record<FindingRole, number>> = { 'root-cause': 0, contributing: 1, consequence: 2 };
const BY_CONFIDENCE: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 };
const BY_SEVERITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Orders the findings of one migration by cause, not by time: what a rule supersedes becomes a consequence, and
 * among equals the surer, graver and earlier comes first.
 */
export function orderFindings(found: readonly { readonly rule: Rule; readonly finding: Finding }[]): Finding[] {
  const superseded = new Set<string>();
  for (const { rule } of found) {
    for (const name of rule.supersedes) {
      for (const other of found) {
        if (other.rule !== rule && (other.rule.id === name || other.rule.class === name)) superseded.add(other.finding.id);
      }
    }
  }
  return found
    .map(({ finding }) => (superseded.has(finding.id) ? { ...finding, role: 'consequence' as const } : finding))
    .sort(
      (one, other) =>
        BY_ROLE[one.role] - BY_ROLE[other.role] ||
        BY_SEVERITY[one.severity] - BY_SEVERITY[other.severity] ||
        BY_CONFIDENCE[one.confidence] - BY_CONFIDENCE[other.confidence] ||
        compare(one.evidence[0]?.at ?? '', other.evidence[0]?.at ?? '') ||
        compare(one.id, other.id),
    );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
