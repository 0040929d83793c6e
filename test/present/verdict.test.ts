import { describe, expect, it } from 'vitest';
import type { Finding, Migration } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import type { MigrationView } from '../../src/present/report-model.ts';
import { analysis } from './example-analysis.ts';
import { blockedFinding, blockedMigration } from './example-blocked.ts';
import { healthyMigration } from './example-healthy.ts';

function present(
  migration: Migration,
  findings: readonly Finding[] = [],
  others: readonly Migration[] = [],
): MigrationView {
  const [view] = presentAnalysis(analysis([migration, ...others], findings)).migrations;
  if (view === undefined) throw new Error('no migration was presented');
  return view;
}

function without<Key extends keyof Migration>(migration: Migration, ...keys: Key[]): Omit<Migration, Key> {
  const left = Object.entries(migration).filter(([key]) => !(keys as string[]).includes(key));
  return Object.fromEntries(left) as unknown as Omit<Migration, Key>;
}

describe('headline', () => {
  function check(name: string, migration: Migration, text: string): void {
    it(name, () => expect(present(migration).headline.text).toBe(text));
  }

  check('failed', blockedMigration, 'FAILED  instance-0000000b  cmp-a → cmp-b  in copy, after 2.7 s');
  check(
    'completed',
    healthyMigration,
    'COMPLETED  instance-00000009  cmp-a → cmp-b  in 13.1 s, downtime 77 ms',
  );
  check(
    'refused with nothing known',
    {
      ...without(blockedMigration, 'domain', 'destination', 'endedAt', 'failedPhase'),
      outcome: 'refused',
      events: [],
    },
    'REFUSED  edf48ad9-2bef-4f9b-a8e9-9687a0f5e307  cmp-a → ?',
  );
  check(
    'unfinished: as long as it was seen',
    { ...without(blockedMigration, 'endedAt'), outcome: 'unfinished' },
    'UNFINISHED  instance-0000000b  cmp-a → cmp-b  in copy, last seen after 2.7 s',
  );
});

describe('what happened', () => {
  function check(name: string, migration: Migration, findings: readonly Finding[], text: string): void {
    it(name, () => expect(present(migration, findings).verdict.happened).toBe(text));
  }

  check(
    'a known cause',
    blockedMigration,
    [blockedFinding],
    "The live migration failed while the guest was being copied: QEMU's disk connection to the destination was refused.",
  );
  check(
    'no rule knows: the last error stands in',
    blockedMigration,
    [],
    'The live migration failed while the guest was being copied, and no rule explains why. The last error was: Migration operation has aborted.',
  );
  check(
    'no rule and no error',
    { ...blockedMigration, events: [] },
    [],
    'The live migration failed while the guest was being copied, and no rule explains why.',
  );
  check('completed', healthyMigration, [], 'The live migration completed in 13.1 s.');
  check(
    'a consequence is no cause',
    blockedMigration,
    [{ ...blockedFinding, role: 'consequence' }],
    'The live migration failed while the guest was being copied, and no rule explains why. The last error was: Migration operation has aborted.',
  );
});

describe('where the guest runs', () => {
  function check(
    name: string,
    migration: Migration,
    place: string | undefined,
    text: RegExp,
    tone: string,
  ): void {
    it(name, () => {
      const { verdict } = present(
        place === undefined ? without(migration, 'instanceIsOn') : { ...migration, instanceIsOn: place },
      );
      expect(verdict.whereabouts).toMatch(text);
      expect(verdict.whereaboutsTone).toBe(tone);
      expect(verdict.check === undefined).toBe(
        !['both', 'nowhere', 'unknown', undefined].includes(place) || tone === 'plain',
      );
    });
  }

  check(
    'failed, on the source',
    blockedMigration,
    'cmp-a',
    /still runs on cmp-a, the source: it did not move/,
    'good',
  );
  check(
    'failed, on the destination',
    blockedMigration,
    'cmp-b',
    /on cmp-b, the destination, although/,
    'warn',
  );
  check(
    'completed, on the destination',
    healthyMigration,
    'cmp-b',
    /runs on cmp-b, the destination\.$/,
    'good',
  );
  check(
    'completed, still on the source',
    healthyMigration,
    'cmp-a',
    /although Nova calls .* completed/,
    'bad',
  );
  check('on both', blockedMigration, 'both', /BOTH cmp-a and cmp-b/, 'bad');
  check('nowhere', healthyMigration, 'nowhere', /NOWHERE/, 'bad');
  check('unknown', blockedMigration, 'unknown', /do not show where/, 'warn');
  check(
    'refused, not running',
    { ...blockedMigration, outcome: 'refused' },
    'nowhere',
    /did not run when/,
    'plain',
  );
  check(
    'refused, not told',
    { ...blockedMigration, outcome: 'refused' },
    'unknown',
    /is where it was/,
    'plain',
  );
  check('not told', blockedMigration, undefined, /do not show where/, 'warn');
  check('elsewhere', blockedMigration, 'cmp-z', /neither end/, 'warn');

  it('quotes a hostile domain name in the command', () => {
    const { verdict } = present({ ...blockedMigration, instanceIsOn: 'unknown', domain: "a'; reboot #" });
    expect(verdict.check?.command).toBe(`virsh domstate --reason 'a'\\''; reboot #'`);
  });
});

describe('what came later', () => {
  const back: Migration = {
    ...blockedMigration,
    id: 'later',
    outcome: 'completed',
    source: 'cmp-b',
    destination: 'cmp-c',
    startedAt: '2026-11-24T03:00:00.000Z',
    endedAt: '2026-11-24T03:00:09.000Z',
  };
  function check(name: string, others: readonly Migration[], later: string | undefined): void {
    it(name, () => expect(present(blockedMigration, [], others).verdict.later).toBe(later));
  }

  check('nothing', [], undefined);
  check('moved on', [back], 'Later moved to cmp-c by the migration of 2026-11-24 03:00:00.000Z.');
  check('another instance', [{ ...back, instance: 'other' }], undefined);
  check(
    'an earlier one',
    [{ ...back, startedAt: '2026-11-24T00:00:00Z', endedAt: '2026-11-24T00:01:00Z' }],
    undefined,
  );
  check(
    'moved by one that ran at the time',
    [{ ...back, startedAt: '2026-11-24T01:48:00Z' }],
    'Later moved to cmp-c by the migration of 2026-11-24 01:48:00.000Z.',
  );
  check(
    'tried in vain',
    [{ ...back, outcome: 'failed' }],
    'A later attempt to move instance-0000000b, of 2026-11-24 03:00:00.000Z, failed.',
  );
});

describe('logs to fetch', () => {
  const missing = 'Ask for /var/log/libvirt/libvirtd.log or `journalctl -u libvirtd` of cmp-b.';
  function check(
    name: string,
    migration: Migration,
    findings: readonly Finding[],
    asks: readonly string[],
  ): void {
    it(name, () => expect(present(migration, findings).verdict.fetch).toEqual(asks));
  }

  check('an unknown cause', blockedMigration, [], [missing]);
  check('a mere possibility', blockedMigration, [{ ...blockedFinding, confidence: 'possible' }], [missing]);
  check('a likely cause', blockedMigration, [blockedFinding], []);
  check('nothing wrong', healthyMigration, [], []);
  check('a host that had no part', { ...blockedMigration, destination: 'cmp-c' }, [], []);
});
