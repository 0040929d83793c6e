import type { Analysis, Migration, Outcome, SuccessRate } from '../model/index.ts';
import type { MigrationDetail } from './detail-model.ts';
import type { ReportModel } from './report-model.ts';
import type { FieldValues, Overview, OverviewItem, ToneText } from './screen-model.ts';
import { moment } from './time.ts';
import { count, share } from './units.ts';
import { OUTCOMES } from './words.ts';

/** The first screen of an analysis; `fieldsOf` reads what a filter may compare. */
export function presentOverview(
  analysis: Analysis,
  model: ReportModel,
  details: readonly MigrationDetail[],
  success: SuccessRate,
  fieldsOf: (migration: Migration) => FieldValues,
): Overview {
  const fields = new Map(analysis.migrations.map((migration) => [migration.id, fieldsOf(migration)]));
  return {
    tool: model.tool,
    facts: [
      ...outcomeFacts(analysis.migrations),
      ...successFact(success),
      ...missingFact(model),
      ...hostsFact(analysis),
    ],
    span: spanOf(analysis.migrations),
    items: details.map((detail) => item(detail, fields.get(detail.id) ?? {})),
    hosts: model.hosts,
    hostFindings: model.hostFindings,
    drift: model.drift,
    coverage: model.coverage,
    inputs: model.inputs,
    diagnostics: model.diagnostics,
  };
}

function item({ row, verdict }: MigrationDetail, fields: FieldValues): OverviewItem {
  const { happened, whereabouts, whereaboutsTone } = verdict;
  return { row, happened, whereabouts, whereaboutsTone, fields };
}

function outcomeFacts(migrations: readonly Migration[]): readonly ToneText[] {
  const outcomes = Object.keys(OUTCOMES) as Outcome[];
  return outcomes.flatMap((outcome) => {
    const number = migrations.filter((one) => one.outcome === outcome).length;
    const { mark, tone } = OUTCOMES[outcome];
    return number === 0 ? [] : [{ text: `${mark} ${String(number)} ${outcome}`, tone }];
  });
}

function successFact({ completed, of }: SuccessRate): readonly ToneText[] {
  return of < 2 ? [] : [{ text: `${share(completed, of)} succeeded`, tone: 'plain' }];
}

function hostsFact({ hosts }: Analysis): readonly ToneText[] {
  return hosts.length === 0 ? [] : [{ text: count(hosts.length, 'host'), tone: 'quiet' }];
}

function spanOf(migrations: readonly Migration[]): string {
  const times = migrations.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? startedAt]).sort();
  const first = times[0];
  const last = times.at(-1);
  return first === undefined || last === undefined ? '' : timeSpan(first, last);
}

/** `2026-11-24 01:46–02:34Z`; both dates only where they differ. */
function timeSpan(from: string, to: string): string {
  const first = moment(from);
  const last = moment(to);
  const start = `${first.date} ${first.clock.slice(0, 5)}`;
  const end = `${last.date === first.date ? '' : `${last.date} `}${last.clock.slice(0, 5)}`;
  return `${start}–${end}Z`;
}

function missingFact({ coverage }: ReportModel): readonly ToneText[] {
  const gaps = coverage.missing.filter(({ ask }) => ask !== '').length;
  return gaps === 0 ? [] : [{ text: `${count(gaps, 'log')} incomplete`, tone: 'warn' }];
}
