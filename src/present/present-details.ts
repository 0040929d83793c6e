import type { Analysis, LineTexts, Migration } from '../model/index.ts';
import { copyPlot } from './copy-plot.ts';
import type { MigrationDetail, OverviewRow } from './detail-model.ts';
import { eventsView } from './event-rows.ts';
import { ganttView } from './gantt-view.ts';
import { lengthMs } from './migration-words.ts';
import type { MigrationView, ReportModel } from './report-model.ts';
import { mapStrings, safeLine } from './safe-text.ts';
import { surroundings } from './surroundings.ts';
import { moment } from './time.ts';
import { duration } from './units.ts';
import { OUTCOMES } from './words.ts';

/**
 * What a drawn report shows of each migration beyond the report model, in the order of `model.migrations`; `texts` are
 * the lines around the evidence, where somebody has read them.
 */
export function presentDetails(
  analysis: Analysis,
  model: ReportModel,
  texts: LineTexts = new Map(),
): readonly MigrationDetail[] {
  const migrations = mapStrings(analysis.migrations, safeLine);
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  return model.migrations.flatMap((view) => {
    const migration = byId.get(view.id);
    return migration === undefined ? [] : [detail(migration, view, texts)];
  });
}

function detail(migration: Migration, view: MigrationView, texts: LineTexts): MigrationDetail {
  const { timeline: _shortened, ...rest } = view;
  return {
    ...rest,
    row: overviewRow(migration, view),
    gantt: ganttView(migration),
    plot: copyPlot(migration),
    events: eventsView(migration, view.findings),
    surroundings: surroundings(migration, view.findings, texts),
  };
}

function overviewRow(migration: Migration, view: MigrationView): OverviewRow {
  const { instance, migrationUuid, requestIds } = migration;
  return {
    id: view.id,
    mark: view.mark,
    tone: view.tone,
    outcome: OUTCOMES[migration.outcome].word.toLowerCase(),
    ending: view.summary.outcome,
    name: view.summary.name,
    route: view.summary.route,
    hosts: [migration.source, migration.destination].filter((host) => host !== undefined),
    started: view.summary.started,
    startedMs: moment(migration.startedAt).ms,
    duration: view.summary.duration,
    durationMs: lengthMs(migration) ?? -1,
    downtime: migration.downtimeMs === undefined ? '' : duration(migration.downtimeMs.value),
    downtimeMs: migration.downtimeMs?.value ?? -1,
    cause: view.summary.cause,
    ids: [instance, migrationUuid, ...requestIds].filter((id) => id !== undefined),
  };
}
