import type { Analysis, Finding, Migration } from '../model/index.ts';
import { guestName, lengthMs } from './migration-words.ts';
import { openEnd } from './open-end.ts';
import type { Verdict } from './report-model.ts';
import { withStop } from './sentence.ts';
import { moment } from './time.ts';
import { duration } from './units.ts';
import { whereabouts } from './whereabouts.ts';
import { CONFIDENCE_WORDS, OUTCOMES, PHASE_WORDS } from './words.ts';

/** What surrounds a migration: at least the others of its instance, and which logs there are. */
export type Scene = Pick<Analysis, 'migrations' | 'coverage'>;

/**
 * Says what happened and why, and where the guest runs.
 *
 * The whereabouts follow the evidence and not Nova's status word, which can be wrong.
 */
export function verdict(migration: Migration, findings: readonly Finding[], scene: Scene): Verdict {
  const cause = rootCause(findings);
  return {
    happened: happened(migration, cause, scene.coverage),
    why: cause?.cause,
    sureness: cause === undefined ? undefined : CONFIDENCE_WORDS[cause.confidence],
    ...whereabouts(migration),
    later: later(migration, scene.migrations),
    fetch: logsToFetch(migration, cause, scene.coverage),
  };
}

function logsToFetch(
  migration: Migration,
  cause: Finding | undefined,
  coverage: Scene['coverage'],
): readonly string[] {
  const explained =
    migration.outcome === 'completed' || (cause !== undefined && cause.confidence !== 'possible');
  if (explained) return [];
  // Without a name for one of its ends, every host's gaps may hold the answer.
  const ends = [migration.source, migration.destination];
  const concerns = (host: string): boolean => ends.includes(undefined) || ends.includes(host);
  const ofHosts = coverage.hosts
    .filter(({ host }) => concerns(host))
    .flatMap(({ logs }) =>
      logs.flatMap((log) => (log.state === 'present' || log.ask === undefined ? [] : [log.ask])),
    );
  return [...ofHosts, ...(coverage.askControllers === undefined ? [] : [coverage.askControllers])];
}

/** The finding to explain a migration with: the first root cause, else the first that is no consequence. */
export function rootCause(findings: readonly Finding[]): Finding | undefined {
  return (
    findings.find((finding) => finding.role === 'root-cause') ??
    findings.find((finding) => finding.role === 'contributing' && finding.severity === 'error')
  );
}

function happened(migration: Migration, cause: Finding | undefined, coverage: Scene['coverage']): string {
  if (migration.outcome === 'unfinished') return leftOpen(migration, cause, coverage);
  const outcome = `The live migration ${OUTCOMES[migration.outcome].verb}${circumstances(migration)}`;
  if (migration.outcome === 'completed') {
    return cause === undefined
      ? `${outcome}.`
      : `${outcome}, but not without trouble: ${withStop(cause.title)}`;
  }
  if (cause !== undefined) return `${outcome}: ${withStop(cause.title)}`;
  const error = lastError(migration);
  const unexplained = `${outcome}, and no rule explains why`;
  return error === undefined ? `${unexplained}.` : `${unexplained}. The last error was: ${withStop(error)}`;
}

/** No rule has to explain what has not failed. */
function leftOpen(migration: Migration, cause: Finding | undefined, coverage: Scene['coverage']): string {
  const { isRunning, lastSeen, until } = openEnd(migration, coverage);
  const phase = migration.phases.at(-1)?.phase;
  const during = phase === undefined ? '' : ` ${PHASE_WORDS[phase].while}`;
  const goOn = until === undefined ? '' : `, although they go on until ${moment(until).clock}`;
  const state = isRunning
    ? `was still running when these logs end,${during === '' ? '' : `${during},`} at ${moment(lastSeen).clock}`
    : `${OUTCOMES.unfinished.verb} and was last seen${during}, at ${moment(lastSeen).clock}${goOn}`;
  const tail = cause?.title ?? lastError(migration);
  if (tail === undefined) return `The live migration ${state}.`;
  return cause === undefined
    ? `The live migration ${state}. The last error was: ${withStop(tail)}`
    : `The live migration ${state}: ${withStop(tail)}`;
}

/** How long is in the headline; here stands what was going on. */
function circumstances(migration: Migration): string {
  const phase = migration.failedPhase;
  if (migration.outcome === 'completed') {
    const length = lengthMs(migration);
    return length === undefined ? '' : ` in ${duration(length)}`;
  }
  if (phase === undefined) return '';
  return ` ${PHASE_WORDS[phase].while}`;
}

function lastError(migration: Migration): string | undefined {
  return migration.events.findLast((event) => event.level === 'ERROR' || event.level === 'CRITICAL')?.summary;
}

function later(migration: Migration, all: readonly Migration[]): string | undefined {
  // By the end: a refused request may lie inside the migration that goes on to move the guest.
  const end = (one: Migration): number => moment(one.endedAt ?? one.startedAt).ms;
  const next = all.filter(
    (other) =>
      other.id !== migration.id && other.instance === migration.instance && end(other) > end(migration),
  );
  const moved = next.findLast((other) => other.outcome === 'completed' && other.destination !== undefined);
  if (moved?.destination !== undefined) {
    return `Later moved to ${moved.destination} by the migration of ${moment(moved.startedAt).full}.`;
  }
  const last = next.at(-1);
  if (last === undefined) return undefined;
  const attempts = next.length === 1 ? 'A later attempt' : `The last of ${next.length} later attempts`;
  return `${attempts} to move ${guestName(migration)}, of ${moment(last.startedAt).full}, ${OUTCOMES[last.outcome].verb}.`;
}
