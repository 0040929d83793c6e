import type { Analysis, Finding, InputSummary, Migration, Outcome } from '../model/index.ts';
import { configurationHint } from './configuration-view.ts';
import { coverageView } from './coverage-view.ts';
import { findingView } from './finding-view.ts';
import { presentDiagnostics } from './present-diagnostics.ts';
import { driftView } from './drift-view.ts';
import { hostView } from './host-view.ts';
import { migrationView } from './migration-view.ts';
import type { InputView } from './input-model.ts';
import type { ReportModel } from './report-model.ts';
import { mapStrings, safeLine } from './safe-text.ts';
import { count, size } from './units.ts';
import { OUTCOMES } from './words.ts';

/**
 * Turns an analysis into the words that every report and screen shows.
 *
 * Everything is cleaned on the way in: what a log says is hostile until then.
 */
export function presentAnalysis(analysis: Analysis): ReportModel {
  const { diagnostics, ...rest } = analysis;
  const clean = mapStrings(rest, safeLine);
  const { tool, migrations, findings, inputs, hosts, drift = [], configuration, coverage } = clean;
  const byInstance = Map.groupBy(migrations, ({ instance }) => instance);
  const byMigration = Map.groupBy(findings, ({ migration }) => migration);
  return {
    tool: `${tool.name} ${tool.version}`,
    title: title(migrations, findings),
    migrations: migrations.map((migration) =>
      migrationView(migration, findingsOf(migration, byMigration.get(migration.id) ?? []), {
        migrations: byInstance.get(migration.instance) ?? [],
        coverage,
      }),
    ),
    findingsHeading: migrations.length === 0 ? 'What the lines mean' : 'Findings about hosts',
    hostFindings: findings
      .filter((finding) => finding.migration === undefined)
      .map((finding) => findingView(finding)),
    inputs: inputs.map(inputView),
    hosts: hosts.map(hostView),
    configuration: configurationHint(
      configuration,
      inputs.map(({ path }) => path),
    ),
    drift: drift.map(driftView),
    coverage: coverageView(coverage),
    diagnostics: presentDiagnostics({ diagnostics }),
  };
}

/** The findings of a migration in its own order, then those that it forgot to list. */
function findingsOf(migration: Migration, own: readonly Finding[]): readonly Finding[] {
  const rank = new Map(migration.findings.map((id, index) => [id, index]));
  const place = (finding: Finding): number => rank.get(finding.id) ?? rank.size;
  return own.toSorted((a, b) => place(a) - place(b));
}

function title(migrations: readonly Migration[], findings: readonly Finding[]): string {
  if (migrations.length === 0 && findings.length > 0)
    return 'Lines of a live migration, too few to rebuild it.';
  if (migrations.length === 0) return 'No live migration found in these logs.';
  const outcomes = Object.keys(OUTCOMES) as Outcome[];
  const parts = outcomes
    .map((outcome) => ({ outcome, number: migrations.filter((one) => one.outcome === outcome).length }))
    .filter(({ number }) => number > 0)
    .map(({ outcome, number }) => `${number} ${outcome}`);
  return `${count(migrations.length, 'live migration')}: ${parts.join(', ')}`;
}

function inputView(input: InputSummary): InputView {
  const { filesRead, filesSeen } = input;
  const files =
    filesRead === filesSeen ? count(filesRead, 'file') : `${filesRead} of ${count(filesSeen, 'file')}`;
  return {
    path: input.path,
    read: `${files} read, ${size(input.bytesRead)}, ${count(input.records, 'record')} recognised`,
    skipped: input.skipped,
  };
}
