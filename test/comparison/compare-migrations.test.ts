import { describe, expect, it } from 'vitest';
import { chooseMigrations } from '../../src/comparison/choose-migrations.ts';
import { compareMigrations } from '../../src/comparison/compare-migrations.ts';
import type {
  Coverage,
  HostInfo,
  Migration,
  MigrationComparison,
  TimelineEvent,
} from '../../src/model/index.ts';
import { presentComparison } from '../../src/present/comparison-view.ts';
import { renderComparison } from '../../src/report/render-comparison.ts';
import { paintAt } from '../../src/report/text/paint.ts';
import { textWidth } from '../../src/present/text-width.ts';
import { analyze } from '../../src/analyze.ts';
import { analysis, threeMigrations } from '../present/example-analysis.ts';
import { healthyMigration } from '../present/example-healthy.ts';
import { HOSTILE } from '../report/hostile-analysis.ts';

type Line = readonly [kind: string, more?: Partial<TimelineEvent>];

/** A migration with these events, a second apart, at the source unless they say otherwise. */
function migration(id: string, lines: readonly Line[], more: Partial<Migration> = {}): Migration {
  const startedAt = '2026-11-24T01:00:00.000Z';
  const events = lines.map(([kind, rest], index): TimelineEvent => ({
    at: new Date(Date.parse(startedAt) + index * 1000).toISOString(),
    host: 'cmp-a',
    role: 'source',
    kind,
    level: 'INFO',
    summary: kind,
    file: `${id}.log`,
    line: index + 1,
    fields: {},
    ...rest,
  }));
  return { ...healthyMigration, id, startedAt, events, ...more };
}

const { hosts, coverage }: { readonly hosts: readonly HostInfo[]; readonly coverage: Coverage } = analysis(
  [],
  [],
);

describe('two migrations side by side', () => {
  function check(
    name: string,
    left: readonly Line[],
    right: readonly Line[],
    expected: Partial<MigrationComparison>,
  ): void {
    it(name, () => {
      const compared = compareMigrations(
        { hosts, findings: [], coverage },
        migration('l', left),
        migration('r', right),
      );
      expect(compared).toMatchObject(expected);
    });
  }
  const event = (kind: string) => expect.objectContaining({ kind }) as never;

  it('that went the same way have no first difference', () => {
    const compared = compareMigrations(
      { hosts, findings: [], coverage },
      migration('l', [['a'], ['b']]),
      migration('r', [['a'], ['b']]),
    );
    expect(compared.parting).toBeUndefined();
    expect(compared.steps.map(({ type }) => type)).toEqual(['both', 'both']);
  });
  check('part where one goes on otherwise', [['a'], ['b'], ['x'], ['z']], [['a'], ['b'], ['y'], ['z']], {
    parting: { side: 'left', event: event('x'), alike: 2, last: event('b'), instead: event('y') },
  });
  check('part where one ends', [['a']], [['a'], ['b']], {
    parting: { side: 'right', event: event('b'), alike: 1, last: event('a') },
  });
  check('part at the first event', [['a']], [['b']], {
    parting: { side: 'left', event: event('a'), alike: 0, instead: event('b') },
  });
  check('do not part over the order of what both have', [['a'], ['b'], ['c']], [['b'], ['c'], ['a'], ['d']], {
    parting: { side: 'right', event: event('d'), alike: 3, last: event('c') },
  });
  check(
    'do not part over noise, DEBUG chatter and repetitions',
    [
      ['a'],
      ['noise', { noise: true }],
      ['poll', { level: 'DEBUG' }],
      ['b'],
      ['poll', { level: 'DEBUG' }],
      ['c'],
      ['c'],
    ],
    [['a'], ['b'], ['c']],
    { steps: [{ type: 'both' }, { type: 'both' }, { type: 'both', left: { count: 2 } }] as never },
  );
  check(
    'part over a state',
    [['life', { fields: { state: 'Paused' } }]],
    [['life', { fields: { state: 'Stopped' } }]],
    {
      parting: { side: 'left', event: event('life'), alike: 0, instead: event('life') },
    },
  );
  check('name the first warning that only one has', [['a'], ['x'], ['w', { level: 'WARNING' }]], [['a']], {
    parting: { side: 'left', event: event('x'), alike: 1 },
    trouble: { side: 'left', event: event('w') },
  });
  check(
    'name values that differ, but no names and numbers',
    [['a', { fields: { bus: 'scsi', path: '/x/instance-00000009/tmpabcdef12', n: 4, to: 'cmp-b' } }]],
    [['a', { fields: { bus: 'virtio', path: '/x/instance-00000009/tmpabcdefgh', n: 5, to: 'cmp-b' } }]],
    {
      details: [{ kind: 'a', role: 'source', field: 'bus', left: 'scsi', right: 'virtio' }],
    },
  );

  check(
    'do not part over a controller whose logs are missing',
    [['req', { role: 'controller' }], ['a'], ['x']],
    [['a']],
    {
      parting: { side: 'left', event: event('x'), alike: 1 },
      unseen: [{ side: 'right', what: 'controller' }],
    },
  );
  check('do not part over DEBUG lines that one cannot have', [['d', { level: 'DEBUG' }], ['a']], [['a']], {
    steps: [{ type: 'both' }] as never,
    unseen: [{ side: 'right', what: 'DEBUG' }],
  });
  check(
    'part over a host that has logs and is silent',
    [['a'], ['b', { role: 'destination', host: 'cmp-b' }]],
    [['a']],
    {
      parting: { side: 'left', event: event('b'), alike: 1 },
      unseen: [],
    },
  );

  it('compare phases by the time spent in them', () => {
    const span = (durationMs: number) => ({
      phase: 'copy' as const,
      from: '',
      durationMs,
      basis: 'logged' as const,
    });
    const left = migration('l', [], {
      phases: [span(100), span(200)],
      outcome: 'failed',
      failedPhase: 'copy',
    });
    const right = migration('r', [], { phases: [span(100), { ...span(40), phase: 'switchover' }] });
    expect(compareMigrations({ hosts, findings: [], coverage }, left, right).phases).toEqual([
      {
        phase: 'copy',
        left: { durationMs: 300, inferred: false, stoppedHere: true },
        right: { durationMs: 100, inferred: false, stoppedHere: false },
        ratio: 3,
      },
      { phase: 'switchover', right: { durationMs: 40, inferred: false, stoppedHere: false } },
    ]);
  });
  it('compare the hosts at the same side, where they are others', () => {
    const [a, b] = hosts;
    if (a === undefined || b === undefined) throw new Error('no hosts');
    const older = { ...a, name: 'cmp-z', releases: { ...a.releases, qemu: '6.2.0' } };
    const place = { file: 'f', line: 1 };
    const facts = (value: string) => ({
      options: [
        { owner: 'nova' as const, section: 'libvirt', name: 'x', value, basis: 'file' as const, place },
      ],
      facts: [{ name: 'cpu.flags' as const, value: [value, 'sse'], basis: 'file' as const, place }],
    });
    const compared = compareMigrations(
      { hosts: [{ ...a, facts: facts('1') }, b, { ...older, facts: facts('2') }], findings: [], coverage },
      migration('l', []),
      migration('r', [], { source: 'cmp-z' }),
    );
    expect(
      compared.settings.map(({ role, name, left, right }) => [role, name, left.value, right.value]),
    ).toEqual([
      ['source', 'release.qemu', '7.2.22', '6.2.0'],
      ['source', 'cpu.flags', '1 sse', '2 sse'],
      ['source', 'nova [libvirt] x', '1', '2'],
    ]);
  });
});

describe('the choice of migrations', () => {
  const good = migration('m-good', [], { requestId: 'req-1', requestIds: ['req-1'] });
  const back = migration('m-back', [], {
    source: 'cmp-b',
    destination: 'cmp-a',
    instance: 'other',
    domain: 'd',
  });
  const bad = migration('m-bad', [], { outcome: 'failed', requestIds: ['req-2'] });
  const refused = migration('m-refused', [], { outcome: 'refused', requestIds: ['req-3'] });
  const all = [good, back, bad, refused];

  function check(name: string, of: readonly Migration[], names: readonly string[], expected: object): void {
    it(name, () => expect(chooseMigrations(of, names)).toMatchObject(expected));
  }
  check('without names is the last failed beside the most similar completed', all, [], {
    type: 'chosen',
    left: bad,
    right: good,
    likeness: ['same-instance', 'same-route', 'same-disks'],
  });
  check('with one name is that beside the most similar completed', all, ['M-REFUSED'], {
    type: 'chosen',
    left: refused,
    right: good,
  });
  check('with two names is these', all, ['req-2', 'm-back'], { type: 'chosen', left: bad, right: back });
  check('takes what did not complete where nothing failed', [good, refused], [], {
    type: 'chosen',
    left: refused,
  });
  check('needs one that completed', [bad], [], { type: 'alone', left: bad });
  check('needs one that did not', [good], [], { type: 'none-failed' });
  check('says which name is nobody’s', all, ['m-bad', 'm-none'], { type: 'no-such', name: 'm-none' });
  check('says which name is of several', all, ['instance-00000009'], {
    type: 'several',
    ids: ['m-good', 'm-bad', 'm-refused'],
  });
  check('says when both are one', all, ['m-bad', 'req-2'], { type: 'same', id: 'm-bad' });
});

describe('a comparison for people', () => {
  const render = (columns: number): string => {
    const [healthy, blocked] = threeMigrations.migrations;
    if (healthy === undefined || blocked === undefined) throw new Error('no migrations');
    const compared = compareMigrations(threeMigrations, blocked, healthy, ['same-route']);
    return renderComparison(presentComparison(compared, threeMigrations), { columns, paint: paintAt(0) });
  };
  it('begins with the first difference', async () => {
    await expect(render(100)).toMatchFileSnapshot('golden/blocked-beside-healthy.txt');
  });
  it('keeps log text away from the terminal', () => {
    const left = migration('l', [['a', { summary: HOSTILE, fields: { x: HOSTILE } }]], {
      outcome: 'failed',
      source: `a${HOSTILE}`,
    });
    const right = migration('r', [['a', { fields: { x: 'y' } }]]);
    const from = analysis([left, right], []);
    const model = presentComparison(compareMigrations(from, left, right), from);
    const text = renderComparison(model, { columns: 80, paint: paintAt(0) });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
  it('of a captured directory left behind says so at once', async () => {
    const made = await analyze(['fixtures/leftover-directory-on-destination']);
    const choice = chooseMigrations(made.migrations, []);
    if (choice.type !== 'chosen') throw new Error(choice.type);
    const { parting, findings } = compareMigrations(made, choice.left, choice.right, choice.likeness);
    expect(parting).toMatchObject({ side: 'left', event: { level: 'ERROR', role: 'destination' } });
    expect(parting?.alike).toBeGreaterThan(10);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['instance-directory-left-on-destination']);
    const text = renderComparison(
      presentComparison(compareMigrations(made, choice.left, choice.right), made),
      { columns: 100, paint: paintAt(0) },
    );
    const wide = text.split('\n').filter((line) => textWidth(line) > 100 && !/\.log:\d+$/.test(line));
    expect(wide).toEqual([]);
  });
});
