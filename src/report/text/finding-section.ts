import type { EvidenceRow, FindingView } from '../../present/report-model.ts';
import { textWidth } from '../../present/text-width.ts';
import { type Layout, paragraph } from './layout.ts';
import { remedyLines } from './remedy-lines.ts';

/** A finding with all of its evidence and remedies. */
export function findingSection(layout: Layout, finding: FindingView): readonly string[] {
  const { paint } = layout;
  const label = `${finding.role} (${finding.severity}, ${finding.confidence})`;
  return [
    '',
    `${paint.tone(finding.tone, '●')} ${paint.quiet(label)}`,
    ...paragraph(layout, finding.title, 2, paint.strong),
    ...paragraph(layout, finding.cause, 2),
    ...evidenceLines(layout, finding.evidence, 4, 3),
    ...remedyLines(layout, finding.remedies, 4),
    ...finding.references.map((reference) => `    ${paint.quiet(`see ${reference}`)}`),
    `    ${paint.quiet(`rule ${finding.ruleId}`)}`,
  ];
}

/** Evidence as `host  file:line  time` with the excerpt below; the place is never cut or wrapped. */
export function evidenceLines(
  layout: Layout,
  evidence: readonly EvidenceRow[],
  indent: number,
  excerptLines: number,
): readonly string[] {
  return evidence.flatMap((row) => evidenceRow(layout, row, indent, excerptLines));
}

function evidenceRow(
  layout: Layout,
  row: EvidenceRow,
  indent: number,
  excerptLines: number,
): readonly string[] {
  const { paint } = layout;
  const margin = ' '.repeat(indent);
  const host = row.place.startsWith(`${row.host}/`) ? '' : `${row.host}  `;
  const head = `${margin}${host}${row.place}  ${row.time}`.trimEnd();
  const excerpt = paragraph(layout, row.excerpt, indent + 2, paint.quiet, excerptLines);
  if (textWidth(head) <= layout.columns) {
    return [`${margin}${host}${paint.place(row.place)}  ${row.time}`.trimEnd(), ...excerpt];
  }
  return [`${margin}${paint.place(row.place)}`, `${margin}  ${host}${row.time}`.trimEnd(), ...excerpt].filter(
    (line) => line.trim() !== '',
  );
}
