import type { FindingView, MigrationView, PhaseRow } from '../../present/report-model.ts';
import { textWidth } from '../../present/text-width.ts';
import { findingSection } from './finding-section.ts';
import { labelled, type Layout, paragraph, section, table } from './layout.ts';
import { timelineSection } from './timeline-section.ts';
import { verdictSection } from './verdict-section.ts';

const FACT_LABEL = 21;
const IDENTITY_LABEL = 11;

/** Everything about one migration, the first screen first. */
export function migrationSection(layout: Layout, view: MigrationView): readonly string[] {
  const main = view.findings.find((finding) => finding.isRootCause) ?? view.findings[0];
  return [
    headline(layout, view),
    ...paragraph(layout, view.headline.origin, 2, layout.paint.quiet),
    ...verdictSection(layout, view, main),
    ...otherFindings(layout, view, main),
    ...phaseSection(layout, view),
    ...section(layout, 'Copy', facts(layout, view.copy, FACT_LABEL)),
    ...timelineSection(layout, view.timeline),
    ...section(layout, 'Identity', facts(layout, view.identity, IDENTITY_LABEL)),
    ...linkSection(layout, view),
  ];
}

/** A completed migration among others: how it went, in a few lines. */
export function shortMigrationSection(layout: Layout, view: MigrationView): readonly string[] {
  const phases = view.phases
    .map((phase) => `${phase.name} ${phase.duration}`.trim().replaceAll(' ', '\u00a0'))
    .join(', ');
  return [
    headline(layout, view),
    ...paragraph(layout, view.headline.origin, 2, layout.paint.quiet),
    ...labelled(layout, 'Guest', view.verdict.whereabouts, 2, 8),
    ...(view.verdict.later === undefined ? [] : labelled(layout, '', view.verdict.later, 2, 8)),
    ...(phases === '' ? [] : labelled(layout, 'Phases', phases, 2, 8)),
    ...view.findings.flatMap((finding) => labelled(layout, 'Note', finding.title, 2, 8)),
  ];
}

function headline(layout: Layout, view: MigrationView): string {
  const { paint } = layout;
  const { outcome, name, route, detail } = view.headline;
  const head = paint.tone(view.tone, `${view.mark} ${outcome}`);
  return [head, paint.strong(name), route, detail].filter((part) => part !== '').join('  ');
}

function otherFindings(
  layout: Layout,
  view: MigrationView,
  main: FindingView | undefined,
): readonly string[] {
  const others = view.findings.filter((finding) => finding !== main);
  const lines = others.flatMap((finding) => findingSection(layout, finding)).slice(1);
  const about = main === undefined ? [] : main.references.map((reference) => `        see ${reference}`);
  return [...about.map((line) => layout.paint.quiet(line)), ...section(layout, 'Other findings', lines)];
}

function phaseSection(layout: Layout, view: MigrationView): readonly string[] {
  const width = Math.max(0, ...view.phases.map((phase) => phase.duration.length));
  const rows = table(view.phases.map((phase) => phaseCells(phase, width))).map((line, index) => {
    const failed = view.phases[index]?.failed === true;
    return `  ${failed ? layout.paint.tone('bad', line) : line}`;
  });
  return section(layout, 'Phases', rows);
}

function phaseCells(phase: PhaseRow, durationWidth: number): readonly string[] {
  const notes = [phase.failed ? '✘ stopped here' : '', phase.basis].filter((note) => note !== '').join(', ');
  return [phase.name, phase.duration.padStart(durationWidth), phase.share.padStart(5), phase.host, notes];
}

function facts(
  layout: Layout,
  rows: readonly { readonly label: string; readonly value: string }[],
  labelWidth: number,
): readonly string[] {
  return rows.flatMap(({ label, value }) => labelled(layout, label, value, 2, labelWidth));
}

/** Each reason once, with the files in which it holds. */
function linkSection(layout: Layout, view: MigrationView): readonly string[] {
  const reasons = [...new Set(view.links.map(({ by }) => by))];
  const lines = reasons.flatMap((by) => {
    const links = view.links.filter((link) => link.by === by);
    return [
      ...paragraph(layout, `By ${by}. ${links[0]?.why ?? ''}`, 2),
      ...links.flatMap(({ file, count }) => {
        const isWide = textWidth(`    ${file}  ${count}`) > layout.columns;
        const gap = isWide ? '\n      ' : '  ';
        return `    ${layout.paint.place(file)}${gap}${layout.paint.quiet(count)}`.split('\n');
      }),
    ];
  });
  return section(layout, 'Why these lines belong to it', lines);
}
