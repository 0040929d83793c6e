import type { EvidenceRow, FindingView, MigrationView, RemedyView } from '../../present/report-model.ts';
import { BLANK, type ScreenLine, screenLines } from './screen-line.ts';

/**
 * Everything shown of one migration, as lines that can be scrolled.
 *
 * A pure function of the width: the state must know the number of lines before anything is drawn.
 */
export function migrationLines(view: MigrationView, columns: number): readonly ScreenLine[] {
  const { verdict } = view;
  const put = (text: string, style?: Parameters<typeof screenLines>[2]): readonly ScreenLine[] =>
    screenLines(text, columns, style);
  return [
    ...put(`${view.mark} ${view.headline.text}`, { tone: view.tone, weight: 'strong' }),
    ...put(view.headline.origin, { tone: 'quiet' }),
    BLANK,
    ...put(verdict.happened, { weight: 'strong' }),
    ...put(verdict.whereabouts, { tone: verdict.whereaboutsTone }),
    ...(verdict.later === undefined ? [] : put(verdict.later)),
    ...(verdict.check === undefined ? [] : remedyLines(verdict.check, columns)),
    ...verdict.fetch.flatMap((ask) => put(ask)),
    ...view.findings.flatMap((finding) => findingLines(finding, columns)),
    ...phaseLines(view, columns),
  ];
}

function findingLines(finding: FindingView, columns: number): readonly ScreenLine[] {
  const label = `${finding.role} (${finding.severity}, ${finding.confidence})`;
  return [
    BLANK,
    ...screenLines(`● ${label}`, columns, { tone: finding.tone }),
    ...screenLines(finding.title, columns, { indent: 2, weight: 'strong' }),
    ...screenLines(finding.cause, columns, { indent: 2 }),
    ...finding.evidence.flatMap((row) => evidenceLines(row, columns)),
    ...finding.remedies.flatMap((remedy) => remedyLines(remedy, columns)),
    ...finding.references.flatMap((reference) =>
      screenLines(`see ${reference}`, columns, { indent: 2, tone: 'quiet' }),
    ),
  ];
}

function evidenceLines(row: EvidenceRow, columns: number): readonly ScreenLine[] {
  return [
    ...screenLines(`${row.place}  ${row.host} ${row.time}`, columns, { indent: 4, weight: 'place' }),
    ...screenLines(row.excerpt, columns, { indent: 6, tone: 'quiet' }),
  ];
}

function remedyLines(remedy: RemedyView, columns: number): readonly ScreenLine[] {
  const { where, effect, text, tone, precondition, command } = remedy;
  return [
    ...screenLines(`→ ${where} [${effect}] ${text}`, columns, { indent: 2 }),
    ...(precondition === undefined
      ? []
      : screenLines(`Only when: ${precondition}`, columns, { indent: 4, tone })),
    ...(command === undefined ? [] : screenLines(command, columns, { indent: 4, weight: 'command' })),
  ];
}

function phaseLines(view: MigrationView, columns: number): readonly ScreenLine[] {
  const width = Math.max(0, ...view.phases.map((phase) => phase.duration.length));
  const lines = view.phases.flatMap((phase) => {
    const parts = [
      phase.name.padEnd(14),
      phase.duration.padStart(width),
      phase.share.padStart(5),
      phase.host,
    ];
    const row = [...parts, phase.failed ? '✘ stopped here' : '', phase.basis].join('  ').trimEnd();
    return {
      text: `  ${row}`.slice(0, columns),
      tone: phase.failed ? 'bad' : 'plain',
      weight: 'normal',
    } as const;
  });
  return lines.length === 0 ? [] : [BLANK, { text: 'Phases', tone: 'plain', weight: 'heading' }, ...lines];
}
