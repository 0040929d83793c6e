import type { MismatchView } from '../../present/mismatch-view.ts';
import type { FindingView } from '../../present/report-model.ts';

/** A finding as the text of a failure: no colours, no columns, every place and command on a line of its own. */
export function findingText(finding: FindingView, fingerprint: string): string {
  return [
    '',
    finding.cause,
    '',
    ...finding.evidence.flatMap(({ place, host, time, excerpt }) => [
      `${place}  ${host} ${time}`.trimEnd(),
      `    ${excerpt}`,
    ]),
    '',
    ...finding.remedies.flatMap((remedy, index) => [
      `${String(index + 1)}. ${remedy.where} (${remedy.effect}): ${remedy.text}`,
      ...(remedy.precondition === undefined ? [] : [`   Only when: ${remedy.precondition}`]),
      ...(remedy.command === undefined ? [] : [`   ${remedy.command}`]),
    ]),
    '',
    `${finding.role}, ${finding.confidence}; rule ${finding.ruleId}, fingerprint ${fingerprint}`,
    '',
  ].join('\n');
}

/** The rest of a message whose first part is the failure's own. */
export function mismatchText({ why, fix }: MismatchView): string {
  return ['', why, fix, ''].filter((line) => line !== undefined).join('\n');
}
