import type { EvidenceRow, FindingView, MigrationView } from '../../present/report-model.ts';
import { evidenceLines } from './finding-section.ts';
import { labelled, type Layout, paragraph } from './layout.ts';
import { remedyLines } from './remedy-lines.ts';

const LABEL = 8;
const EVIDENCE_ON_FIRST_SCREEN = 2;
const ALSO_ON_FIRST_SCREEN = 2;

/**
 * The first screen of a migration: what failed, why, where the guest runs, the evidence, what to do.
 *
 * Evidence is limited here so that the first remedies stay on a screen of 24 lines; the finding shows the rest.
 */
export function verdictSection(
  layout: Layout,
  view: MigrationView,
  main: FindingView | undefined,
): readonly string[] {
  const { paint } = layout;
  const { verdict } = view;
  const lines = [
    ...labelled(layout, 'What', verdict.happened, 0, LABEL, paint.strong),
    ...(verdict.why === undefined
      ? []
      : labelled(layout, 'Why', `[${verdict.sureness ?? ''}] ${verdict.why}`, 0, LABEL)),
    ...labelled(layout, 'Guest', verdict.whereabouts, 0, LABEL, (text) =>
      paint.tone(verdict.whereaboutsTone, text),
    ),
    ...(verdict.later === undefined ? [] : labelled(layout, '', verdict.later, 0, LABEL)),
  ];
  const also = view.findings.filter((finding) => finding !== main && finding.tone !== 'plain');
  lines.push(
    ...headed(
      layout,
      'Also',
      also.slice(0, ALSO_ON_FIRST_SCREEN).flatMap((finding) => paragraph(layout, finding.title, LABEL)),
    ),
  );
  const evidence = telling(main?.evidence ?? []).slice(0, EVIDENCE_ON_FIRST_SCREEN);
  const more = (main?.evidence.length ?? 0) - evidence.length;
  const seen = [
    ...evidenceLines(layout, evidence.slice(0, 1), LABEL, 3),
    ...evidenceLines(layout, evidence.slice(1), LABEL, 1),
  ];
  lines.push(...headed(layout, 'Seen', seen));
  if (more > 0) lines.push(' '.repeat(LABEL) + paint.quiet(`and ${more} more, marked ▸ in the timeline`));
  const steps = [...(verdict.check === undefined ? [] : [verdict.check]), ...(main?.remedies ?? [])];
  lines.push(...headed(layout, 'Next', remedyLines(layout, steps, LABEL)));
  lines.push(
    ...headed(
      layout,
      'Fetch',
      verdict.fetch.flatMap((ask) => paragraph(layout, ask, LABEL)),
    ),
  );
  return lines;
}

/** One line for each signal before a second of any. */
function telling(evidence: readonly EvidenceRow[]): readonly EvidenceRow[] {
  const isFirst = (row: EvidenceRow): boolean =>
    evidence.find((other) => other.signal === row.signal) === row;
  return [...evidence.filter(isFirst), ...evidence.filter((row) => !isFirst(row))];
}

/** Puts a label into the margin of the first line. */
function headed(layout: Layout, label: string, lines: readonly string[]): readonly string[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  return [layout.paint.quiet(label) + ' '.repeat(LABEL - label.length) + first.slice(LABEL), ...rest];
}
