import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeBundle, type AnalyzeOptions } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Analysis } from '../../src/model/index.ts';
import { ahead, inZone, rewrite, type Texts, textsOf } from './rewritten-logs.ts';

const BLOCKED = textsOf('fixtures/migration-port-blocked');
const BACK = textsOf('fixtures/healthy/there-and-back');

function analysisOf(texts: Texts, options: AnalyzeOptions = {}): Promise<Analysis> {
  return analyzeBundle(bundleOf(texts), knowledgeFor(), options);
}

/** Everything that times decide; `movedMs` is how much later all of it was made to happen. */
function story({ migrations, findings }: Analysis, movedMs = 0) {
  const moved = (at: string | undefined) => at && new Date(Date.parse(at) - movedMs).toISOString();
  return {
    migrations: migrations.map(
      ({ id: _, links: __, findings: ___, copy: ____, downtime: _____, ...one }) => ({
        ...one,
        startedAt: moved(one.startedAt),
        endedAt: moved(one.endedAt),
        downtimeMs: one.downtimeMs?.value,
        phases: one.phases.map((span) => ({ ...span, from: moved(span.from), to: moved(span.to) })),
        events: one.events.map(({ at, host, kind, line }) => [moved(at), host, kind, line]),
      }),
    ),
    findings: findings.map(({ ruleId, role, evidence }) => [
      ruleId,
      role,
      evidence.map(({ file, line, at }) => [file, line, moved(at)]),
    ]),
  };
}

/** Whole, half and quarter hours, both sides of the date line, with and without summer time. */
const ZONES = [
  'Asia/Tokyo',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Europe/Berlin',
];

/** Seconds around which local time jumps, and the zone where it does. */
const CHANGES: readonly (readonly [zone: string, at: string])[] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['America/St_Johns', '2026-03-08T05:30:00Z'],
];

describe('a host in another zone', () => {
  test('tells the same story, with --tz and without', async () => {
    const plain = story(await analysisOf(BLOCKED));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ZONES),
        fc.constantFrom('cmp-a', 'cmp-b', 'ctl'),
        async (zone, host) => {
          const texts = rewrite(BLOCKED, host, (text) => inZone(text, zone));
          const given = await analysisOf(texts, { timeZones: [{ host, zone }] });
          expect(story(given)).toEqual(plain);
          expect(given.diagnostics).toEqual([]);
          expect(given.hosts.find(({ name }) => name === host)?.timeZone.basis).toBe(`given: ${zone}`);
          if (host !== 'ctl') expect(story(await analysisOf(texts))).toEqual(plain);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('tells the same story on days when summer time begins or ends', async () => {
    const plain = await analysisOf(BLOCKED);
    const began = Date.parse(plain.migrations[0]?.startedAt ?? '');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CHANGES),
        fc.integer({ min: -8, max: 3 }),
        async ([zone, at], seconds) => {
          const movedMs = Math.round((Date.parse(at) - began) / 1000 + seconds) * 1000;
          const moved = rewrite(BLOCKED, undefined, (text) => ahead(text, movedMs));
          const texts = rewrite(moved, undefined, (text) => inZone(text, zone));
          const given = await analysisOf(texts, { timeZones: [{ zone }] });
          expect(story(given, movedMs)).toEqual(story(plain));
          expect(given.diagnostics).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('a clock that runs ahead or behind', () => {
  test('tells the same story, with --offset and without', async () => {
    const plain = await analysisOf(BACK);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -600_000, max: 600_000 }),
        fc.constantFrom('cmp-a', 'cmp-b'),
        async (ms, host) => {
          const offsetMs = Math.round(ms / 1000) * 1000;
          const texts = rewrite(BACK, host, (text) => ahead(text, offsetMs));
          const given = await analysisOf(texts, { clockOffsets: [{ host, offsetMs }] });
          expect(story(given)).toEqual(story(plain));
          expect(given.diagnostics).toEqual([]);
          const own = given.hosts.find(({ name }) => name === host);
          expect(own?.clock).toEqual({ offsetMs, toleranceMs: 1, basis: 'given' });
          const found = (await analysisOf(texts)).hosts.find(({ name }) => name === host)?.clock;
          expect(Math.abs((found?.offsetMs ?? 0) - offsetMs)).toBeLessThanOrEqual(
            (found?.toleranceMs ?? 0) + 500,
          );
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('what is given', () => {
  async function check(options: AnalyzeOptions, codes: readonly string[], words: RegExp): Promise<void> {
    const { diagnostics } = await analysisOf(BLOCKED, options);
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(diagnostics.map(({ what, why, fix }) => [what, why, fix].join('; ')).join('\n')).toMatch(words);
  }

  test('is refused when no zone or host has that name', async () => {
    await check({ timeZones: [{ zone: 'Asia/Tokio' }] }, ['time-zone-unknown'], /did you mean Asia\/Tokyo\?/);
    await check({ timeZones: [{ host: 'cmpb', zone: 'UTC' }] }, ['host-unknown'], /did you mean cmp-b\?/);
    await check(
      { clockOffsets: [{ host: 'db', offsetMs: 1 }] },
      ['host-unknown'],
      /the hosts are cmp-a, cmp-b, ctl/,
    );
  });

  test('is used and told when the logs deny it', async () => {
    const zones = [{ host: 'cmp-a', zone: 'Asia/Tokyo' }];
    await check({ timeZones: zones }, ['time-zone-contradicted'], /cmp-a was given: Asia\/Tokyo/);
    await check(
      { clockOffsets: [{ host: 'cmp-b', offsetMs: 37_000 }] },
      ['clock-offset-contradicted'],
      /cmp-b was given \+37 s, but the order of events denies it.*ahead of (?:cmp-a|ctl)/,
    );
  });

  test('moves no other host when it is wrong', async () => {
    const plain = await analysisOf(BLOCKED);
    const wrong = await analysisOf(BLOCKED, { clockOffsets: [{ host: 'cmp-b', offsetMs: 37_000 }] });
    const clocks = ({ hosts }: Analysis) => hosts.map(({ name, clock }) => [name, clock.offsetMs]);
    expect(clocks(wrong)).toEqual(
      clocks(plain).map(([name, offset]) => [name, name === 'cmp-b' ? 37_000 : offset]),
    );
  });

  test('may be about one log, and the last word about a host counts', async () => {
    const file = 'cmp-b/var/log/nova/nova-compute.log';
    const texts = { ...BLOCKED, [file]: inZone(BLOCKED[file] ?? '', 'Asia/Kolkata') };
    const timeZones = [{ host: file, zone: 'Asia/Tokyo' }, { zone: 'UTC' }, { host: file, zone: '+05:30' }];
    const given = await analysisOf(texts, { timeZones });
    expect(story(given)).toEqual(story(await analysisOf(BLOCKED)));
  });
});

describe('files that tell a zone', () => {
  const zone = 'Europe/Berlin';
  // Without requests and DEBUG lines nothing but a file can tell the controller's zone.
  function check(name: string, files: Texts, offsetMinutes: number, basis: string): void {
    test(name, async () => {
      const api = 'ctl/var/log/nova/nova-api-wsgi.log';
      const text = inZone(BLOCKED[api] ?? '', zone).replaceAll(/req-[0-9a-f-]{36}/g, '-');
      const { hosts } = await analysisOf({ ...files, [api]: text });
      expect(hosts.find(({ name: host }) => host === 'ctl')?.timeZone).toEqual({ offsetMinutes, basis });
    });
  }

  const timedatectl = 'ctl/sos_commands/systemd/timedatectl';
  const date = 'ctl/sos_commands/date/date';
  check(
    'timedatectl',
    { [timedatectl]: 'Time zone: Europe/Berlin (CET, +0100)\n' },
    60,
    timedatectl.slice(4),
  );
  check('etc/localtime', { 'ctl/etc/localtime': `../usr/share/zoneinfo/${zone}` }, 60, 'etc/localtime');
  check(
    'etc/localtime before etc/timezone',
    { 'ctl/etc/timezone': 'Asia/Tokyo\n', 'ctl/etc/localtime': `/usr/share/zoneinfo/posix/${zone}` },
    60,
    'etc/localtime',
  );
  check(
    'etc/localtime that was followed',
    { 'ctl/etc/localtime': 'TZif2\0\0\0JST\0\nTZif2\0\0\nJST-9\n' },
    540,
    'etc/localtime',
  );
  check(
    'timedatectl of old systems',
    { [timedatectl]: '      Timezone: Europe/Berlin (CET, +0100)\n' },
    60,
    timedatectl.slice(4),
  );
  check(
    'date of old reports',
    {
      'ctl/sos_commands/general/date': 'Tue Nov 24 10:48:36 JST 2026\n',
      'ctl/sos_commands/general/date_--utc': 'Tue Nov 24 01:48:36 UTC 2026\n',
    },
    540,
    'sos_commands/general/date',
  );
  check('date in UTC', { [date]: 'Tue Nov 24 01:48:36 UTC 2026\n' }, 0, date.slice(4));
  check('etc/timezone', { 'ctl/etc/timezone': `${zone}\n` }, 60, 'etc/timezone');
  check('date with an offset', { [date]: 'Tue, 24 Nov 2026 10:18:36 +0530\n' }, 330, date.slice(4));
  check(
    'date beside date --utc',
    { [date]: 'Tue Nov 24 07:33:36 NPT 2026\n', [`${date}_--utc`]: 'Tue Nov 24 01:48:37 UTC 2026\n' },
    345,
    date.slice(4),
  );
  check(
    'date of newer systems',
    {
      [date]: 'Mon 23 Nov 2026 08:48:36 PM EST\n',
      [`${date}_--utc`]: 'Tue 24 Nov 2026 01:48:36 AM UTC\n',
    },
    -300,
    date.slice(4),
  );
});
