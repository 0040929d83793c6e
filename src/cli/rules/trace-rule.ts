import { selectMigrations, type MigrationFilter } from '../../analysis/select-migrations.ts';
import type { TracedMigration } from '../../timeline/build-timeline.ts';
import { type JudgedMigration, traceBundle, type TracedBundle } from '../../analyze.ts';
import { openBundle } from '../../bundle/open-bundle.ts';
import { formatTrace } from '../../condition/index.ts';
import type { LogEvent } from '../../model/index.ts';
import { safeBlock, safeLine } from '../../present/safe-text.ts';
import type { Layout } from '../../report/text/layout.ts';
import { matchRule } from '../../rules/match-rules.ts';
import { type NearMiss, type SignalMiss, sortEvents } from '../../rules/match-signal.ts';
import type { RoledEvent } from '../../timeline/build-timeline.ts';
import type { FieldDemand, Rule, Signal } from '../../rules/rule.ts';
import { CANNOT, CLEAN } from '../exit-code.ts';
import { findRule } from './find-rule.ts';
import { type Answer, knowledgeOf, refusal, renderProblems, type Session } from './session.ts';

const SHOWN_EVENTS = 3;
const SHOWN_MISSES = 4;

/** `rules trace`: for each migration, which events each signal took and why the condition held or not. */
export async function traceRule(
  id: string,
  paths: readonly string[],
  { migration, instance }: Readonly<Record<string, string | undefined>>,
  session: Session,
): Promise<Answer> {
  const { layout } = session;
  const knowledge = knowledgeOf(session);
  const found = findRule(id, knowledge);
  if ('refused' in found) return found.refused;
  const bundle = await openBundle(paths, { stdin: session.stdin });
  const unreadable = bundle.diagnostics.filter(({ severity }) => severity === 'error');
  if (unreadable.length > 0)
    return { stdout: '', stderr: renderProblems(layout, unreadable), code: CANNOT };
  const traced = await traceBundle(bundle, knowledge, session.given);
  const { diagnostics } = traced.timeline;
  if (diagnostics.some(({ severity }) => severity === 'error'))
    return { stdout: '', stderr: renderProblems(layout, diagnostics), code: CANNOT };
  const filter: MigrationFilter = {
    ...(migration === undefined ? {} : { migration }),
    ...(instance === undefined ? {} : { instance }),
  };
  const chosen = selectMigrations(traced.migrations, filter);
  const { rule } = found;
  const head = [layout.paint.strong(rule.id), `  when: ${safeLine(rule.when)}`];
  if (chosen.length === 0) {
    const all = traced.migrations.length;
    const what = all === 0 ? 'the logs hold no trace of a live migration' : 'no migration fits';
    const fix =
      all === 0
        ? 'give the logs of the compute hosts and controllers'
        : `use one of ${traced.migrations.map((one) => one.migration.id).join(', ')}`;
    return refusal(what, undefined, fix);
  }
  const lines = chosen.flatMap((one) => ['', ...migrationLines(rule, one, traced, layout)]);
  const stderr = renderProblems(layout, diagnostics);
  return { stdout: `${[...head, ...lines].join('\n')}\n`, stderr, code: CLEAN };
}

function migrationLines(
  rule: Rule,
  judged: JudgedMigration,
  { read }: TracedBundle,
  layout: Layout,
): readonly string[] {
  const { paint } = layout;
  const { migration } = judged;
  const traced = judged.trace(migration);
  const { holds, trace } = matchRule(rule, traced);
  const finding = judged.findings.find(({ ruleId }) => ruleId === rule.id);
  const route = `${migration.source ?? '?'} → ${migration.destination ?? '?'}`;
  const name = migration.domain ?? migration.instance;
  const verdict =
    finding === undefined
      ? paint.tone('bad', holds ? 'holds, but is silent' : 'does not match')
      : paint.tone('good', `matches, as ${finding.role}`);
  const condition = safeBlock(formatTrace(trace))
    .split('\n')
    .map((line) => `    ${line}`);
  return [
    `${paint.strong(migration.id)}  ${migration.outcome}  ${safeLine(`${name}  ${route}`)}  ${migration.startedAt}`,
    `  ${verdict}${explainRole(rule, judged, holds)}`,
    ...rule.signals.flatMap((signal) => signalLines(signal, traced, read.events, layout)),
    `  ${paint.quiet('condition')}`,
    ...condition,
  ];
}

/** Where the condition alone does not decide: fallbacks, and causes that lie deeper. */
function explainRole(rule: Rule, { findings }: JudgedMigration, holds: boolean): string {
  const finding = findings.find(({ ruleId }) => ruleId === rule.id);
  if (rule.fallback && finding === undefined) {
    const cause = findings.find(({ role }) => role === 'root-cause');
    return cause === undefined ? '' : `: a fallback, and ${cause.ruleId} knows the cause`;
  }
  if (!holds || finding === undefined || finding.role === rule.role) return '';
  const deeper = findings.filter(({ role }) => role === 'root-cause').map(({ ruleId }) => ruleId);
  return ` and not ${rule.role}, since a deeper cause was found: ${deeper.join(', ')}`;
}

function signalLines(
  signal: Signal,
  { events }: TracedMigration,
  all: readonly LogEvent[],
  layout: Layout,
): readonly string[] {
  const { paint } = layout;
  const { matching, nearMisses } = sortEvents(signal, events);
  const own = new Set([...matching, ...nearMisses.map(({ event }) => event)].map(placeOf));
  const others = all.filter((event) => signal.events.includes(event.kind) && !own.has(placeOf(event)));
  const count = `${String(matching.length)} ${matching.length === 1 ? 'event' : 'events'}`;
  return [
    `  ${paint.quiet('signal')} ${paint.strong(signal.name)}: ${describeSignal(signal)}`,
    `    ${matching.length > 0 ? paint.tone('good', count) : paint.tone('warn', 'no event')}`,
    ...matching
      .slice(0, SHOWN_EVENTS)
      .map(
        (event) =>
          `      ${paint.place(placeOf(event))}  ${roleWords(signal, event)}  ${safeLine(event.summary)}`,
      ),
    ...more(matching.length - SHOWN_EVENTS, 'event'),
    ...nearMisses.slice(0, SHOWN_MISSES).map((miss) => `    near miss ${missLine(miss, layout)}`),
    ...more(nearMisses.length - SHOWN_MISSES, 'near miss', 'near misses'),
    ...elsewhere(signal, own.size > 0, others, layout),
  ];
}

function roleWords({ at }: Signal, { role, remote }: RoledEvent): string {
  return remote && at !== undefined && role !== at ? `${role}, raised at ${at}` : role;
}

/** What helps when a signal stays empty: whether such lines exist at all. */
function elsewhere(
  signal: Signal,
  isSeen: boolean,
  others: readonly LogEvent[],
  { paint }: Layout,
): readonly string[] {
  if (others.length > 0) {
    const are = others.length === 1 ? '1 more such event is' : `${String(others.length)} more such events are`;
    return [
      `    ${are} in the logs, but not of this migration or not in its time:`,
      ...others.slice(0, SHOWN_MISSES).map((event) => `      ${paint.place(placeOf(event))}`),
      ...more(others.length - SHOWN_MISSES, 'event'),
    ];
  }
  if (isSeen) return [];
  const [event = ''] = signal.events;
  return [`    no line in these logs has a wording of it; migscope explain ${event} shows them`];
}

function describeSignal({ events, at, where }: Signal): string {
  const place = at === undefined ? '' : ` at ${at}`;
  const demands = where.map(describeDemand).join(' and ');
  return `${events.join(' or ')}${place}${demands === '' ? '' : ` where ${demands}`}`;
}

function describeDemand({ field, oneOf, pattern }: FieldDemand): string {
  if (pattern !== undefined) return `${field} ~ /${pattern.source}/`;
  return `${field} = ${oneOf.map((value) => `"${String(value)}"`).join(' or ')}`;
}

function missLine({ event, misses }: NearMiss, { paint }: Layout): string {
  const why = misses.map(describeMiss).join('; ');
  return `${paint.place(placeOf(event))}  ${safeLine(why)}`;
}

function describeMiss(miss: SignalMiss): string {
  if (miss.type === 'place') return `was written at ${miss.actual}, not at ${miss.wanted}`;
  const { demand, actual } = miss;
  if (actual === undefined) return `has no field ${demand.field}`;
  return `has ${demand.field} = "${actual}", wanted ${describeDemand(demand)}`;
}

function placeOf({ path, line }: LogEvent): string {
  return safeLine(`${path}:${String(line)}`);
}

function more(count: number, one: string, many = `${one}s`): readonly string[] {
  return count > 0 ? [`      and ${String(count)} more ${count === 1 ? one : many}`] : [];
}
