import type { MigrationDetail } from '../present/detail-model.ts';
import type { MigrationView, ReportModel } from '../present/report-model.ts';
import { cell, cellCode, code, plain } from './markdown/escape.ts';
import { evidenceLines, findingLines, remedyLines } from './markdown/finding-blocks.ts';
import { page, section, table, todo } from './markdown/layout.ts';
import { migrationSections } from './markdown/migration-section.ts';

/**
 * A draft of a post-mortem that GitHub, GitLab and Confluence show alike.
 *
 * Migrations without trouble are counted and not told; what only people know is left as a line to fill in.
 */
export function renderMarkdown(
  model: ReportModel,
  details: readonly MigrationDetail[],
  madeAt?: string,
): string {
  const byId = new Map(details.map((detail) => [detail.id, detail]));
  const troubled = model.migrations.filter((view) => !view.isUneventful);
  const single = troubled.length === 1 ? troubled[0] : undefined;
  const isCalm = troubled.length === 0 && model.hostFindings.length === 0;
  return page([
    `# ${isCalm ? 'Report' : 'Post-mortem'}: ${plain(single === undefined ? model.title : title(single))}`,
    '',
    `Draft by ${plain(model.tool)}${madeAt === undefined ? '' : ` of ${plain(madeAt)}`}, from logs alone.${isCalm ? '' : ' Lines in italics are for people to fill in.'}`,
    '',
    ...section(2, 'Summary', summary(model, troubled)),
    ...section(2, 'Impact', isCalm ? [] : impact(troubled, byId)),
    ...(single === undefined
      ? troubled.flatMap((view) => migrationChapter(view, byId.get(view.id)))
      : migrationSections(single, byId.get(single.id), 2)),
    ...section(2, model.findingsHeading, hostFindings(model)),
    ...section(2, 'Prevention', isCalm ? [] : prevention(model)),
    ...section(2, 'What the logs could not show', gaps(model)),
  ]);
}

function title({ headline }: MigrationView): string {
  const ending = [headline.outcome.toLowerCase(), headline.detail].filter((part) => part !== '').join(' ');
  return [headline.name, headline.route, ending].filter((part) => part !== '').join(', ');
}

function migrationChapter(view: MigrationView, detail: MigrationDetail | undefined): readonly string[] {
  return section(2, plain(title(view)), [...verdictLines(view), ...migrationSections(view, detail, 3)]);
}

function summary(model: ReportModel, troubled: readonly MigrationView[]): readonly string[] {
  const calm = model.migrations.length - troubled.length;
  if (troubled.length === 1) {
    return [
      ...troubled.flatMap(verdictLines),
      ...(calm > 0 ? [`${calm} more went through without trouble.`] : []),
    ];
  }
  const told = troubled.length === 0 ? model.migrations : troubled;
  if (told.length === 0 && model.hostFindings.length > 0) return findingsInShort(model);
  return [
    `${plain(model.title)}${/[.!?]$/.test(model.title) ? '' : '.'}`,
    '',
    ...table(['Outcome', 'Guest', 'Route', 'Started', 'Duration', 'Cause'], told.map(summaryCells)),
    '',
    ...(calm > 0 ? [`${troubled.length === 0 ? 'All' : `${calm} more`} went through without trouble.`] : []),
  ];
}

function findingsInShort({ title, hostFindings }: ReportModel): readonly string[] {
  return [
    plain(title),
    '',
    ...hostFindings.map((finding) => `- **${plain(finding.title)}** (${plain(finding.confidence)})`),
  ];
}

function summaryCells({ mark, summary: row }: MigrationView): readonly string[] {
  const cells = [`${mark} ${row.outcome}`, row.name, row.route, row.started, row.duration, row.cause];
  return cells.map(cell);
}

function verdictLines({ verdict, headline }: MigrationView): readonly string[] {
  return [
    `*${plain(headline.origin)}*`,
    '',
    plain(verdict.happened),
    '',
    ...(verdict.why === undefined ? [] : [`${plain(verdict.why)} (${plain(verdict.sureness ?? '')})`, '']),
    `**${plain(verdict.whereabouts)}**`,
    '',
  ];
}

function impact(
  troubled: readonly MigrationView[],
  byId: ReadonlyMap<string, MigrationDetail>,
): readonly string[] {
  const rows = troubled.map((view) => [
    cellCode(view.summary.name),
    cellCode(byId.get(view.id)?.row.ids[0] ?? ''),
    cell(view.verdict.whereabouts),
    cell(byId.get(view.id)?.row.downtime ?? '') || 'not measured',
  ]);
  return [
    ...table(['Guest', 'Instance', 'Where it runs', 'Downtime'], rows),
    '',
    todo('which users and services noticed, from when until when'),
  ];
}

function hostFindings(model: ReportModel): readonly string[] {
  return model.hostFindings.flatMap((finding) => [
    ...findingLines(finding),
    ...evidenceLines(finding.evidence),
    ...remedyLines(finding.remedies),
  ]);
}

function prevention(model: ReportModel): readonly string[] {
  const drifting = model.hosts.filter(({ isClockOff }) => isClockOff);
  return [
    ...drifting.map((host) => `- [ ] Keep the clock of ${code(host.name)} in time: ${plain(host.clock)}.`),
    ...(model.configuration === '' ? [] : [`- [ ] Look through ${plain(model.configuration)}.`]),
    ...model.coverage.missing
      .filter(({ ask }) => ask !== '')
      .map((gap) => `- [ ] Keep the ${plain(gap.log)} log of ${code(gap.host)} (${plain(gap.state)}).`),
    `- [ ] ${todo('what keeps this from happening again, who does it and by when')}`,
  ];
}

function gaps(model: ReportModel): readonly string[] {
  return [
    ...model.coverage.missing.map((gap) =>
      `- ${plain(gap.host)}, ${plain(gap.log)}: ${plain(gap.state)}. ${plain(gap.ask)}`.trim(),
    ),
    ...model.diagnostics
      .filter(({ tone }) => tone === 'bad' || tone === 'warn')
      .map(({ place, what }) => `- ${place === '' ? '' : `${code(place)}: `}${plain(what)}`),
  ];
}
