import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../src/model/index.ts';
import { timelineView } from '../../src/present/timeline-view.ts';
import { blockedFinding, blockedMigration } from './example-blocked.ts';
import { event } from './example-event.ts';

const progress = (at: string, more: Partial<TimelineEvent> = {}): TimelineEvent =>
  event(at, 'cmp-a', 'nova/nova-compute.log:1', 'nova.progress', 'running', more);

describe('timelineView', () => {
  function check(name: string, events: readonly TimelineEvent[], rows: readonly string[], folded = ''): void {
    it(name, () => {
      const view = timelineView(events, []);
      expect(view.rows.map((row) => [row.delta, row.host, row.repeated].join('|'))).toEqual(rows);
      expect(view.folded).toBe(folded);
    });
  }

  check(
    'gives the time between rows',
    [progress('01:00:00'), event('01:00:02', 'cmp-b', 'x:1', 'k', 's')],
    ['|cmp-a|', '+2.0 s|cmp-b|'],
  );
  check(
    'folds repeats',
    [progress('01:00:00'), progress('01:00:05'), progress('01:00:09')],
    ['|cmp-a|×3 until 01:00:09.000Z'],
  );
  check(
    'adds up what the timeline folded already',
    [progress('01:00:00', { count: 4, until: '2026-11-24T01:00:04Z' }), progress('01:00:05')],
    ['|cmp-a|×5 until 01:00:05.000Z'],
  );
  check(
    'keeps hosts apart',
    [progress('01:00:00'), progress('01:00:01', { host: 'cmp-b' })],
    ['|cmp-a|', '+1.0 s|cmp-b|'],
  );
  check(
    'hides DEBUG chatter and says so',
    [progress('01:00:00'), event('01:00:01', 'cmp-a', 'x:2', 'k', 's', { level: 'DEBUG' })],
    ['|cmp-a|'],
    '1 lesser event not shown; --format json has them.',
  );
  check(
    'shows what opens a phase, whatever its level',
    [
      progress('01:00:00'),
      event('01:00:01', 'cmp-b', 'x:2', 'k', 's', { level: 'DEBUG', phase: 'rollback' }),
    ],
    ['|cmp-a|', '+1.0 s|cmp-b|'],
  );
  check(
    'leaves known noise out',
    [progress('01:00:00'), event('01:00:01', 'cmp-a', 'x:2', 'k', 's', { level: 'WARNING', noise: true })],
    ['|cmp-a|'],
    '1 lesser event not shown; --format json has them.',
  );
  check('shows DEBUG when there is nothing else', [progress('01:00:00', { level: 'DEBUG' })], ['|cmp-a|']);
  check(
    'shows an order that the clocks do not allow',
    [progress('01:00:01'), event('01:00:00', 'cmp-b', 'x:1', 'k', 's')],
    ['|cmp-a|', '-1.0 s|cmp-b|'],
  );
  check('has no rows without events', [], []);

  it('shows the evidence of a finding even when it is DEBUG', () => {
    const events = blockedMigration.events.map((one) => ({ ...one, level: 'DEBUG' as const }));
    const view = timelineView([...events, progress('01:49:00')], [blockedFinding]);
    expect(view.rows.filter((row) => row.isEvidence).map((row) => row.place)).toEqual([
      'cmp-b/var/log/libvirt/qemu/instance-0000000b.log:53',
      'cmp-a/var/log/nova/nova-compute.log:200',
    ]);
  });

  it('names a new day and a silence', () => {
    const view = timelineView(
      [progress('23:59:50'), { ...progress('00:00:10', { kind: 'k' }), at: '2026-11-25T00:00:10Z' }],
      [],
    );
    expect(view.date).toBe('2026-11-24');
    expect(view.rows.map((row) => [row.date, row.isGap])).toEqual([
      [undefined, false],
      ['2026-11-25', true],
    ]);
  });
});
