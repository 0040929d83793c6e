import type { Migration, OutcomeCounts, SuccessRate } from '../model/index.ts';

/** How many migrations ended how. */
export function countOutcomes(migrations: readonly Migration[]): OutcomeCounts {
  const counts = { completed: 0, failed: 0, cancelled: 0, refused: 0, unfinished: 0 };
  for (const { outcome } of migrations) counts[outcome] += 1;
  return counts;
}

/** Completed ones out of those that ran to an end of their own. */
export function successOf({ completed, failed }: OutcomeCounts): SuccessRate {
  const of = completed + failed;
  return { completed, of, ...(of === 0 ? {} : { rate: completed / of }) };
}
