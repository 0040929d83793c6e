import type { MigrationDetail } from '../../present/detail-model.ts';
import type { FindingView, MigrationView, TimelineView } from '../../present/report-model.ts';
import { cell, cellCode, plain } from './escape.ts';
import { evidenceLines, findingLines, referenceLines, remedyLines } from './finding-blocks.ts';
import { section, table, todo } from './layout.ts';

/** Timeline, causes, evidence and remedies of one migration, under headings of a level. */
export function migrationSections(
  view: MigrationView,
  detail: MigrationDetail | undefined,
  level: number,
): readonly string[] {
  const [root, ...others] = inOrder(view.findings);
  const contributing = others.filter(({ role }) => role === root?.role || role.startsWith('Contributing'));
  const effects = others.filter((finding) => !contributing.includes(finding));
  return [
    ...section(level, 'Timeline', timelineLines(view, detail)),
    ...section(level, 'Course of the copy', copyLines(view)),
    ...section(level, 'Root cause', rootLines(view, root)),
    ...section(level, 'Contributing factors', contributing.flatMap(findingLines)),
    ...section(level, 'Consequences and notes', effects.flatMap(findingLines)),
    ...section(level, 'Evidence', evidenceOf(view.findings)),
    ...section(level, 'Remediation', remediation(view, level + 1)),
    ...section(level, 'References', referenceLines(view.findings)),
  ];
}

/** The root cause first. */
function inOrder(findings: readonly FindingView[]): readonly FindingView[] {
  const root = findings.find(({ isRootCause }) => isRootCause);
  return root === undefined ? findings : [root, ...findings.filter((finding) => finding !== root)];
}

function rootLines(view: MigrationView, root: FindingView | undefined): readonly string[] {
  if (root !== undefined) return findingLines(root);
  return [plain(view.verdict.happened), '', todo('what the cause was')];
}

function timelineLines(view: MigrationView, detail: MigrationDetail | undefined): readonly string[] {
  const { timeline } = view;
  const rows = timeline.rows.map((row) => [
    cell(row.date === undefined ? row.time : `${row.date} ${row.time}`),
    cell(row.host),
    `${row.isEvidence ? '**▸** ' : ''}${cell(row.repeated === '' ? row.summary : `${row.summary} (${row.repeated})`)}`,
    cellCode(row.place),
  ]);
  return [
    `${plain(introduction(timeline))} ${plain(detail?.gantt?.description ?? '')}`.trim(),
    '',
    ...table(['Time', 'Host', 'Event', 'Logged in'], rows),
  ];
}

function introduction(timeline: TimelineView): string {
  const legend = timeline.rows.some(({ isEvidence }) => isEvidence) ? ' ▸ marks evidence.' : '';
  return `${timeline.date}, UTC, clocks corrected.${legend}`;
}

function copyLines({ copy }: MigrationView): readonly string[] {
  return copy.map(({ label, value }) => `- ${plain(label)}: ${cell(value)}`);
}

function evidenceOf(findings: readonly FindingView[]): readonly string[] {
  const rows = new Map(findings.flatMap(({ evidence }) => evidence.map((row) => [row.place, row])));
  return evidenceLines([...rows.values()]);
}

function remediation(view: MigrationView, level: number): readonly string[] {
  const { check, fetch, later } = view.verdict;
  const steps = [
    ...(check === undefined ? [] : [check]),
    ...view.findings.flatMap(({ remedies }) => remedies),
  ];
  const done = later === undefined ? [] : [`- [x] ${plain(later)}`];
  const once = steps.filter((step, index) => steps.findIndex((other) => sameStep(other, step)) === index);
  return [
    ...section(level, 'Done', [...done, `- [ ] ${todo('what was done by hand, when and by whom')}`]),
    ...section(level, 'To do', [...remedyLines(once), ...fetch.map((ask) => `- [ ] ${plain(ask)}`)]),
  ];
}

function sameStep(
  a: { readonly text: string; readonly command: string | undefined },
  b: { readonly text: string; readonly command: string | undefined },
): boolean {
  return a.text === b.text && a.command === b.command;
}
