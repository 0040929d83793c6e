import type { Migration } from '../model/index.ts';
import type { Headline } from './report-model.ts';
import { between, moment } from './time.ts';
import { duration } from './units.ts';
import { OUTCOMES, PHASE_WORDS } from './words.ts';

/** What to call the guest: the name that stands in libvirt's logs and in `virsh list`, else the UUID. */
export function guestName(migration: Migration): string {
  return migration.domain ?? migration.instance;
}

/** `cmp-a → cmp-b`, with a question mark for an end that no log names. */
export function route(migration: Migration): string {
  return `${migration.source ?? '?'} → ${migration.destination ?? '?'}`;
}

/** From the start to the end, or to the last thing seen when there is no end. */
export function lengthMs(migration: Migration): number | undefined {
  return between(migration.startedAt, migration.endedAt ?? migration.events.at(-1)?.at);
}

/** The line that names a migration and says how it ended. */
export function headline(migration: Migration): Headline {
  const parts = {
    outcome: OUTCOMES[migration.outcome].word,
    name: guestName(migration),
    route: route(migration),
    detail: detail(migration),
  };
  const text = [parts.outcome, parts.name, parts.route, parts.detail]
    .filter((part) => part !== '')
    .join('  ');
  const origin = [moment(migration.startedAt).full, migration.requestId].filter((part) => part !== undefined);
  return { ...parts, text, origin: origin.join(', ') };
}

/** `failed in copy`, for the overview. */
export function outcomePhrase(migration: Migration): string {
  const phase = stoppedIn(migration);
  const word = OUTCOMES[migration.outcome].word.toLowerCase();
  return phase === undefined ? word : `${word} in ${phase}`;
}

/** The phase in which a migration stopped; nothing for one that went through. */
export function stoppedIn(migration: Migration): string | undefined {
  if (migration.outcome === 'completed') return undefined;
  return migration.failedPhase === undefined ? undefined : PHASE_WORDS[migration.failedPhase].name;
}

function detail(migration: Migration): string {
  const length = lengthMs(migration);
  const took = length === undefined ? undefined : duration(length);
  if (migration.outcome === 'completed') {
    const downtime = migration.downtimeMs;
    return listed([
      took === undefined ? undefined : `in ${took}`,
      downtime === undefined ? undefined : `downtime ${duration(downtime.value)}`,
    ]);
  }
  const phase = stoppedIn(migration);
  const after = migration.outcome === 'unfinished' ? 'last seen after' : 'after';
  return listed([
    phase === undefined ? undefined : `in ${phase}`,
    took === undefined ? undefined : `${after} ${took}`,
  ]);
}

function listed(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(', ');
}
