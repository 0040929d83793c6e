import type { MigrationDetail } from '../present/detail-model.ts';
import type { MigrationView, ReportModel } from '../present/report-model.ts';
import { cellCode, code, plain } from './markdown/escape.ts';
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
  const troubled = model.migrations.filter((view) => !view.isUneventful);
  const byId = new Map(details.map((detail) => [detail.id, detail]));
  const [only] = troubled;
  const single = troubled.length === 1 ? only : undefined;
  return page([
    `# Post-mortem: ${plain(single?.headline.text.replaceAll('  ', ' ') ?? model.title)}`,
    '',
    `Draft by ${plain(model.tool)}${madeAt === undefined ? '' : ` of ${plain(madeAt)}`}, from logs alone. Lines in italics are for people to fill in.`,
    '',
    ...section(2, 'Summary', summary(model, troubled)),
    ...section(2, 'Impact', impact(troubled, byId)),
    ...(single !== undefined
      ? migrationSections(single, byId.get(single.id), 2)
      : troubled.flatMap((view) =>
          section(2, plain(view.headline.text.replaceAll('  ', ' ')), [
            plain(view.headline.origin),
            '',
            ...migrationSections(view, byId.get(view.id), 3),
          ]),
        )),
    ...section(2, 'Findings about hosts', hostFindings(model)),
    ...section(2, 'Prevention', prevention(model)),
    ...section(2, 'What the logs could not show', gaps(model)),
  ]);
}

function summary(model: ReportModel, troubled: readonly MigrationView[]): readonly string[] {
  const rows = troubled.map(({ mark, summary: row }) =>
    [`${mark} ${row.outcome}`, row.name, row.route, row.started, row.duration, row.cause].map(plain),
  );
  const calm = model.migrations.length - troubled.length;
  return [
    `${plain(model.title)}${/[.!?]$/.test(model.title) ? '' : '.'}`,
    '',
    ...(troubled.length === 1 ? troubled : []).flatMap(({ verdict }) => [
      plain(verdict.happened),
      '',
      ...(verdict.why === undefined ? [] : [`${plain(verdict.why)} (${plain(verdict.sureness ?? '')})`, '']),
      `**${plain(verdict.whereabouts)}**`,
      '',
    ]),
    ...(troubled.length > 1
      ? table(['Outcome', 'Guest', 'Route', 'Started', 'Duration', 'Cause'], rows)
      : []),
    ...(troubled.length > 0 && calm > 0 ? ['', `${calm} more went through without trouble.`] : []),
  ];
}

function impact(
  troubled: readonly MigrationView[],
  byId: ReadonlyMap<string, MigrationDetail>,
): readonly string[] {
  const rows = troubled.map((view) => [
    cellCode(view.summary.name),
    cellCode(byId.get(view.id)?.row.ids[0] ?? ''),
    plain(view.verdict.whereabouts),
    plain(byId.get(view.id)?.row.downtime ?? '') || 'not measured',
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
