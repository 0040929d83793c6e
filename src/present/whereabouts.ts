import type { Migration, Outcome } from '../model/index.ts';
import { guestName } from './migration-words.ts';
import type { RemedyView, Tone, Verdict } from './report-model.ts';
import { EFFECT_WORDS } from './words.ts';

type Whereabouts = Pick<Verdict, 'whereabouts' | 'whereaboutsTone' | 'check'>;

// Nothing has happened to the guest, so nothing about it is alarming.
const REFUSED = {
  nowhere: (name: string) =>
    `${name} did not run when the request was refused, and nothing has changed that.`,
  unknown: (name: string) => `${name} is where it was: the request was refused before anything moved.`,
} as const;

/** Where the guest runs, as one sentence; with a way to look when the logs leave it open or alarm. */
export function whereabouts(migration: Migration): Whereabouts {
  const { instanceIsOn: place = 'unknown', source, destination, outcome } = migration;
  const name = migration.domain ?? 'The guest';
  if (outcome === 'refused' && (place === 'nowhere' || place === 'unknown')) {
    return known(REFUSED[place](name), 'plain');
  }
  if (place === 'both') {
    return looked(
      migration,
      'bad',
      `${name} seems to run on BOTH ${ends(migration)}: two copies writing to one disk destroy its data. Look at once.`,
    );
  }
  if (place === 'nowhere') {
    return looked(
      migration,
      'bad',
      `${name} runs NOWHERE: it is down, whatever Nova says${outcome === 'completed' ? ' (it says completed)' : ''}.`,
    );
  }
  if (place === 'unknown') {
    return looked(
      migration,
      'warn',
      `These logs do not show where ${migration.domain ?? 'the guest'} runs now.`,
    );
  }
  if (place === source) {
    const still = STILL[outcome];
    return known(
      `${name} still runs on ${place}, the source: ${still}.`,
      outcome === 'completed' ? 'bad' : 'good',
    );
  }
  if (place === destination) {
    const despite =
      outcome === 'completed'
        ? ''
        : `, although the migration ${outcome === 'unfinished' ? 'has no end in these logs' : 'did not go through'}`;
    return known(`${name} runs on ${place}, the destination${despite}.`, despite === '' ? 'good' : 'warn');
  }
  return known(`${name} runs on ${place}, which is neither end of this migration.`, 'warn');
}

/** What it means that the guest is where it was. */
const STILL: Readonly<Record<Outcome, string>> = {
  completed: 'although Nova calls the migration completed',
  unfinished: 'it had not moved when these logs end',
  failed: 'it did not move',
  cancelled: 'it did not move',
  refused: 'it did not move',
};

function known(sentence: string, tone: Tone): Whereabouts {
  return { whereabouts: sentence, whereaboutsTone: tone, check: undefined };
}

function looked(migration: Migration, tone: Tone, sentence: string): Whereabouts {
  return { whereabouts: sentence, whereaboutsTone: tone, check: check(migration) };
}

function check(migration: Migration): RemedyView {
  return {
    where: `on ${ends(migration)}`,
    text: 'See which host has the guest, and in what state.',
    command: `virsh domstate --reason ${shellWord(guestName(migration))}`,
    effect: EFFECT_WORDS.inspects.word,
    tone: EFFECT_WORDS.inspects.tone,
    destroys: false,
    precondition: undefined,
  };
}

function ends(migration: Migration): string {
  const known = [migration.source, migration.destination].filter((host) => host !== undefined);
  return known.length === 0 ? 'every compute host it may be on' : known.join(' and ');
}

function shellWord(text: string): string {
  return /^[\w.@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
