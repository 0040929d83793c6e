import type { MigrationDetail } from '../../present/detail-model.ts';
import type { RemedyView } from '../../present/report-model.ts';

/** A step of the checklist with the key of its row. */
export interface KeyedRemedy {
  readonly key: string;
  readonly remedy: RemedyView;
}

/** Every step in the order of the page: where the guest is first, then each finding's. */
export function stepsOf({ id, verdict, findings }: MigrationDetail): readonly KeyedRemedy[] {
  const check = verdict.check === undefined ? [] : [{ key: checkKey(id), remedy: verdict.check }];
  const others = findings.flatMap((finding) =>
    finding.remedies.map((remedy, index) => ({ key: remedyKey(finding.id, index), remedy })),
  );
  return [...check, ...others];
}

/**
 * The first command that is not ticked off.
 *
 * One that destroys something is never among them: it is to be copied where its precondition is read.
 */
export function nextStep(
  detail: MigrationDetail,
  isTicked: (key: string) => boolean,
): KeyedRemedy | undefined {
  return stepsOf(detail).find(
    ({ key, remedy }) => remedy.command !== undefined && !remedy.destroys && !isTicked(key),
  );
}

export function checkKey(migration: string): string {
  return `${migration} check`;
}

export function remedyKey(finding: string, index: number): string {
  return `${finding} remedy ${String(index)}`;
}
