import type { Finding, Severity } from '../model/index.ts';

/** From which severity on findings count; `none`: never. */
export type Threshold = Severity | 'none';

const RANK: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

/** True for a finding that counts. */
export function counts({ severity }: Finding, failOn: Threshold): boolean {
  return failOn !== 'none' && RANK[severity] >= RANK[failOn];
}
