import type { DiagnosticView, HostView, InputView } from '../../present/input-model.ts';
import type { ReportModel } from '../../present/report-model.ts';
import { driftLines } from './drift-section.ts';
import { findingSection } from './finding-section.ts';
import { labelled, type Layout, paragraph, section } from './layout.ts';

const UNMATCHED_SHOWN = 10;
const SKIPPED_SHOWN = 5;

/** What holds for the whole bundle: findings about hosts, hosts and clocks, missing logs, diagnostics. */
export function closingSections(layout: Layout, model: ReportModel): readonly string[] {
  return [
    ...section(
      layout,
      model.findingsHeading,
      model.hostFindings.flatMap((finding) => findingSection(layout, finding)).slice(1),
    ),
    ...section(layout, 'Hosts', [
      ...model.hosts.flatMap((host) => hostLines(layout, host)),
      ...(model.configuration === '' ? [] : paragraph(layout, model.configuration, 2)),
    ]),
    ...model.drift.flatMap((drift) =>
      section(layout, `Differences ${drift.route}`, driftLines(layout, drift)),
    ),
    ...section(layout, 'Logs', logLines(layout, model)),
    ...section(layout, 'Lines that no message template knows', unmatchedLines(layout, model)),
    ...section(
      layout,
      'About the input',
      model.diagnostics.flatMap((diagnostic) => diagnosticLines(layout, diagnostic)),
    ),
  ];
}

function hostLines(layout: Layout, host: HostView): readonly string[] {
  const width = 2 + host.name.length;
  const rest = [host.roles, host.zone, host.clock, host.releases].filter((part) => part !== '').join('; ');
  const also = host.aliases === '' ? '' : `; also called ${host.aliases}`;
  const facts = host.facts.map(({ label, value }) => `${label} ${value}`).join('; ');
  return [
    ...labelled(layout, host.name, rest + also, 2, width),
    ...(facts === '' ? [] : paragraph(layout, facts, width + 2)),
  ];
}

function logLines(layout: Layout, model: ReportModel): readonly string[] {
  const { paint } = layout;
  return [
    ...model.inputs.flatMap((input) => inputLines(layout, input)),
    ...model.coverage.present.flatMap(({ host, logs }) => labelled(layout, host, logs, 2, host.length + 2)),
    ...model.coverage.missing.flatMap((gap) => [
      `  ${gap.host}  ${gap.log}  ${paint.tone(gap.tone, gap.state)}`,
      ...paragraph(layout, gap.ask, 6),
    ]),
  ];
}

function inputLines(layout: Layout, input: InputView): readonly string[] {
  const { paint } = layout;
  const more = input.skipped.length - SKIPPED_SHOWN;
  return [
    ...paragraph(layout, `${input.path}: ${input.read}`, 2),
    ...input.skipped
      .slice(0, SKIPPED_SHOWN)
      .flatMap((file) => paragraph(layout, `skipped ${file.path}: ${file.why}`, 4, paint.quiet)),
    ...(more > 0 ? [`    ${paint.quiet(`and ${more} more skipped`)}`] : []),
  ];
}

function unmatchedLines(layout: Layout, model: ReportModel): readonly string[] {
  const shown = model.coverage.unmatched.slice(0, UNMATCHED_SHOWN);
  const more = model.coverage.unmatched.length - shown.length;
  return [
    ...shown.flatMap((line) => [
      ...paragraph(layout, `${line.count} ${line.shape}`, 2, undefined, 2),
      `    ${layout.paint.place(line.place)}`,
    ]),
    ...(more > 0 ? [`  ${layout.paint.quiet(`and ${more} more shapes`)}`] : []),
  ];
}

function diagnosticLines(layout: Layout, diagnostic: DiagnosticView): readonly string[] {
  const { paint } = layout;
  return [
    `  ${paint.tone(diagnostic.tone, diagnostic.severity)}  ${paint.quiet(diagnostic.code)}`,
    ...(diagnostic.place === '' ? [] : [`      ${paint.place(diagnostic.place)}`]),
    ...block(layout, diagnostic.what),
    ...block(layout, diagnostic.why),
    ...block(layout, diagnostic.fix),
  ];
}

/** Several lines are laid out already (a condition with its caret): they keep their columns. */
function block(layout: Layout, text: string): readonly string[] {
  if (!text.includes('\n')) return paragraph(layout, text, 6);
  return text.split('\n').map((line) => `      ${line}`.trimEnd());
}
