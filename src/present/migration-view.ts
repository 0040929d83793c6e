import type { Finding, Link, Migration, PhaseSpan } from '../model/index.ts';
import { copyFacts } from './copy-view.ts';
import { downtimeWords } from './downtime-words.ts';
import { findingView } from './finding-view.ts';
import { guestName, headline, lengthMs, outcomePhrase, route } from './migration-words.ts';
import { openEnd } from './open-end.ts';
import type { Fact, LinkRow, MigrationView, PhaseRow } from './report-model.ts';
import { sentence } from './sentence.ts';
import { moment, shortTime } from './time.ts';
import { timelineView } from './timeline-view.ts';
import { count, duration, share } from './units.ts';
import { rootCause, type Scene, verdict } from './verdict.ts';
import { BASIS_WORDS, KIND_WORDS, LINK_WORDS, MODE_WORDS, OUTCOMES, PHASE_WORDS } from './words.ts';

/** A migration in words; `scene` tells what else is in the logs. */
export function migrationView(
  migration: Migration,
  findings: readonly Finding[],
  scene: Scene,
): MigrationView {
  const { mark, tone } = OUTCOMES[migration.outcome];
  const judged = verdict(migration, findings, scene);
  const length = lengthMs(migration);
  return {
    id: migration.id,
    mark,
    tone,
    headline: headline(migration),
    summary: {
      started: shortTime(migration.startedAt),
      name: guestName(migration),
      route: route(migration),
      outcome: outcomePhrase(migration),
      duration: length === undefined ? '' : duration(length),
      cause: summaryCause(migration, findings, scene),
    },
    verdict: judged,
    isUneventful:
      migration.outcome === 'completed' &&
      judged.whereaboutsTone === 'good' &&
      findings.every((finding) => finding.severity === 'info'),
    phases: phaseRows(migration),
    copy: migration.copy === undefined ? [] : copyFacts(migration.copy),
    findings: findings.map((finding) => findingView(finding, migration)),
    timeline: timelineView(migration.events, findings),
    identity: identity(migration),
    links: migration.links.map(linkRow),
  };
}

function summaryCause(migration: Migration, findings: readonly Finding[], { coverage }: Scene): string {
  const cause = rootCause(findings) ?? findings.find((finding) => finding.severity !== 'info');
  if (cause !== undefined) return cause.title;
  if (migration.outcome === 'completed') return '';
  if (migration.outcome !== 'unfinished') return 'no rule explains why';
  return openEnd(migration, coverage).isRunning
    ? 'still running when these logs end'
    : OUTCOMES.unfinished.verb;
}

function phaseRows(migration: Migration): readonly PhaseRow[] {
  const longest = migration.phases.reduce((sum, phase) => sum + (phase.durationMs ?? 0), 0);
  const whole = Math.max(lengthMs(migration) ?? 0, longest);
  return migration.phases.map((phase) => phaseRow(phase, whole, migration));
}

function phaseRow(phase: PhaseSpan, whole: number, migration: Migration): PhaseRow {
  const ms = phase.durationMs;
  return {
    name: PHASE_WORDS[phase.phase].name,
    duration: ms === undefined ? (phase.to === undefined ? 'no end seen' : '') : duration(ms),
    share: ms === undefined ? '' : share(ms, whole),
    fraction: ms === undefined || whole <= 0 ? 0 : Math.min(1, Math.max(0, ms / whole)),
    host: phase.host ?? '',
    basis: BASIS_WORDS[phase.basis],
    failed: migration.outcome !== 'completed' && phase.phase === migration.failedPhase,
  };
}

function identity(migration: Migration): readonly Fact[] {
  const others = migration.requestIds.filter((id) => id !== migration.requestId);
  return facts([
    ['Instance', migration.instance],
    ['Domain', migration.domain],
    ['Request', migration.requestId],
    ['Also part', others.length === 0 ? undefined : others.join(' ')],
    ['Migration', migration.migrationUuid],
    ['Started', moment(migration.startedAt).full],
    ['Ended', map(migration.endedAt, (at) => moment(at).full) ?? 'no end in these logs'],
    ['Disks', KIND_WORDS[migration.kind]],
    ['Memory', MODE_WORDS[migration.mode]],
    ['Downtime', downtimeWords(migration)],
    ['Select', `--migration ${migration.id}`],
  ]);
}

function linkRow(link: Link): LinkRow {
  const by = `${LINK_WORDS[link.by]} ${link.value}`;
  return {
    host: link.host,
    file: link.file,
    by,
    count: count(link.records, 'record'),
    records: `${count(link.records, 'record')} by ${by}`,
    why: sentence(link.why),
  };
}

function facts(pairs: readonly (readonly [string, string | undefined])[]): readonly Fact[] {
  return pairs.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
}

function map<T>(value: T | undefined, format: (value: T) => string): string | undefined {
  return value === undefined ? undefined : format(value);
}
