import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { readBundle } from '../../src/analysis/read-bundle.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { textsOf } from '../timeline/rewritten-logs.ts';

const { catalogue } = knowledgeFor();

const DATE = 'cmp-a/sos_commands/date/date';

/**
 * A log of each host by the times of its lines: those with a year are nova-compute's, those without are syslog's.
 * Expected are the first and the last of each log; `inside`: those between them.
 */
function check(
  name: string,
  logs: Readonly<Record<string, readonly string[]>>,
  expected: readonly string[],
  { date, inside = [] }: { readonly date?: string; readonly inside?: readonly string[] } = {},
): void {
  test(name, async () => {
    const texts = Object.entries(logs).map(([path, stamps]) => [path, stamps.map(lineAt).join('')]);
    const { stats, events } = await readBundle(
      bundleOf({ ...Object.fromEntries(texts), ...(date && { [DATE]: date }) }),
      catalogue,
    );
    const iso = (ms: number | undefined): string => (ms === undefined ? '-' : new Date(ms).toISOString());
    expect(
      stats.map(({ first, last }) => `${iso(first?.wallMs).slice(0, 16)} ${iso(last?.wallMs).slice(0, 16)}`),
    ).toEqual(expected);
    // Events go where their log goes.
    const times = new Set(events.map(({ wallMs }) => iso(wallMs).slice(0, 16)));
    expect([...times].sort()).toEqual(
      [...new Set([...inside, ...expected.flatMap((one) => one.split(' '))])].sort(),
    );
  });
}

function lineAt(stamp: string): string {
  const said = 'INFO nova.compute.manager [-] VM Paused (Lifecycle Event)';
  return /^\d/.test(stamp) ? `${stamp}.000 7 ${said}\n` : `${stamp} cmp-a nova-compute[7]: ${said}\n`;
}

const OWN = 'cmp-a/var/log/nova/nova-compute.log';
const MESSAGES = 'cmp-a/var/log/messages';

describe('the year of stamps that have none', () => {
  check(
    'is that of the other logs',
    { [OWN]: ['2026-11-24 01:48:36'], [MESSAGES]: ['Nov 23 12:00:00', 'Nov 24 01:48:38'] },
    ['2026-11-24T01:48 2026-11-24T01:48', '2026-11-23T12:00 2026-11-24T01:48'],
  );
  check(
    'is the one before at New Year',
    { [OWN]: ['2026-01-01 00:10:00'], [MESSAGES]: ['Dec 31 23:00:00', 'Jan  1 00:05:00'] },
    ['2026-01-01T00:10 2026-01-01T00:10', '2025-12-31T23:00 2026-01-01T00:05'],
  );
  check(
    'is the nearest for an old log',
    { [OWN]: ['2026-01-10 00:10:00'], [MESSAGES]: ['Dec  1 00:00:00', 'Dec  7 00:00:00'] },
    ['2026-01-10T00:10 2026-01-10T00:10', '2025-12-01T00:00 2025-12-07T00:00'],
  );
  check(
    'is the latest where logs of years are there',
    { [OWN]: ['2024-02-01 00:00:00', '2026-12-01 00:00:00'], [MESSAGES]: ['Nov 24 01:48:38'] },
    ['2024-02-01T00:00 2026-12-01T00:00', '2026-11-24T01:48 2026-11-24T01:48'],
  );
  check('knows leap years', { [OWN]: ['2024-03-02 00:00:00'], [MESSAGES]: ['Feb 29 12:00:00'] }, [
    '2024-03-02T00:00 2024-03-02T00:00',
    '2024-02-29T12:00 2024-02-29T12:00',
  ]);
  check(
    'is told by other hosts where their own says nothing',
    { 'cmp-b/var/log/nova/nova-compute.log': ['2026-11-24 01:48:36'], [MESSAGES]: ['Nov 24 01:48:38'] },
    ['2026-11-24T01:48 2026-11-24T01:48', '2026-11-24T01:48 2026-11-24T01:48'],
  );
  check(
    'is told by its own host before others',
    {
      'cmp-b/var/log/nova/nova-compute.log': ['2026-11-24 01:48:36'],
      [OWN]: ['2024-11-24 01:48:36'],
      [MESSAGES]: ['Nov 24 01:48:38'],
    },
    [
      '2026-11-24T01:48 2026-11-24T01:48',
      '2024-11-24T01:48 2024-11-24T01:48',
      '2024-11-24T01:48 2024-11-24T01:48',
    ],
  );
  check(
    'is told by the moment of the report, which no line is behind',
    { [MESSAGES]: ['Mar 24 01:48:38'], 'cmp-b/var/log/nova/nova-compute.log': ['2020-11-24 01:48:36'] },
    ['2026-03-24T01:48 2026-03-24T01:48', '2020-11-24T01:48 2020-11-24T01:48'],
    { date: 'Tue Nov 24 10:48:36 JST 2026\n' },
  );
  check(
    'is the one before the report where the day is still to come',
    { [MESSAGES]: ['Dec 24 01:48:38'] },
    ['2025-12-24T01:48 2025-12-24T01:48'],
    { date: 'Tue 24 Nov 2026 10:48:36 AM UTC\n' },
  );
  check('stays made up where no log tells one', { [MESSAGES]: ['Nov 24 01:48:38'] }, [
    '2000-11-24T01:48 2000-11-24T01:48',
  ]);

  check(
    'leaves alone what a clock without battery printed with its year',
    {
      [OWN]: ['2000-01-01 00:00:07', '2000-01-01 00:01:00'],
      'cmp-b/var/log/nova/nova-compute.log': ['2026-11-24 01:48:36'],
    },
    ['2000-01-01T00:00 2000-01-01T00:01', '2026-11-24T01:48 2026-11-24T01:48'],
  );
  check(
    'is that of a log which such a clock began, even right behind its end',
    { [OWN]: ['2001-01-01 00:00:07', '2026-11-24 01:48:36'], [MESSAGES]: ['Nov 24 01:48:38'] },
    ['2001-01-01T00:00 2026-11-24T01:48', '2026-11-24T01:48 2026-11-24T01:48'],
  );
  check(
    'is found for each line of a log that holds both kinds of stamps',
    {
      [MESSAGES]: ['Nov 24 01:48:36', '2000-01-01 00:00:07', 'Nov 24 01:48:38'],
      'cmp-b/var/log/nova/nova-compute.log': ['2026-11-24 01:48:36'],
    },
    ['2026-11-24T01:48 2026-11-24T01:48', '2026-11-24T01:48 2026-11-24T01:48'],
    { inside: ['2000-01-01T00:00'] },
  );

  test('lets the kernel tell why QEMU died', async () => {
    const killed = 'Nov 24 02:01:17 cmp-a kernel: Out of memory: Killed process 4711 (qemu-system-x86)\n';
    const texts = { ...textsOf('fixtures/source-qemu-killed-mid-copy'), [MESSAGES]: killed };
    const { findings } = await analyzeBundle(bundleOf(texts), knowledgeFor());
    expect(findings[0]?.ruleId).toBe('out-of-memory-killed-source-qemu');
  });
});
