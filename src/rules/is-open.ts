import type { Finding, Migration } from '../model/index.ts';

/** Whether a migration did not succeed, and nothing surely tells why. */
export function isOpen({ outcome }: Migration, findings: readonly Finding[]): boolean {
  const isKnown = findings.some(({ role, confidence }) => role !== 'consequence' && confidence !== 'possible');
  return outcome !== 'completed' && !isKnown;
}
