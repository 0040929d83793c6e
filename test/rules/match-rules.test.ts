import { expect, test } from 'vitest';
import { parseCondition } from '../../src/condition/index.ts';
import type { Migration } from '../../src/model/index.ts';
import { matchRule, matchRules } from '../../src/rules/match-rules.ts';
import type { Rule, Signal } from '../../src/rules/rule.ts';
import type { RoledEvent } from '../../src/timeline/build-timeline.ts';

test('no event stands for two steps of a sequence, whatever signals take it', () => {
  const parsed = parseCondition('failure then any_failure');
  if (parsed.ast === undefined) throw new Error('the condition is not one');
  const rule = ruleOf(parsed.ast, [signal('failure'), signal('any_failure')]);
  const first = eventAt(1_000);
  const second = eventAt(2_000);
  expect(holds(rule, [first])).toEqual([false, 0]);
  expect(holds(rule, [first, second])).toEqual([true, 1]);
  const { evidence } = matchRule(rule, { migration: MIGRATION, events: [first, second], monitors: {} });
  expect([...evidence]).toEqual([
    ['failure', [first]],
    ['any_failure', [second]],
  ]);
});

test('a rule may hold though nothing of what it speaks of has happened', () => {
  const parsed = parseCondition('not failure');
  if (parsed.ast === undefined) throw new Error('the condition is not one');
  const rule = ruleOf(parsed.ast, [signal('failure')]);
  expect(holds(rule, [])).toEqual([true, 1]);
  expect(holds(rule, [eventAt(1_000)])).toEqual([false, 0]);
});

/** By itself, and the number of findings among all rules. */
function holds(rule: Rule, events: readonly RoledEvent[]): readonly [boolean, number] {
  const traced = { migration: MIGRATION, events, monitors: {} };
  return [matchRule(rule, traced).holds, matchRules([rule], traced).length];
}

function signal(name: string): Signal {
  return { name, events: ['nova.live-migration-failed'], at: undefined, where: [] };
}

function eventAt(at: number): RoledEvent {
  return {
    kind: 'nova.live-migration-failed',
    fields: {},
    phase: 'copy',
    side: 'source',
    sign: 'failure',
    summary: 'failed',
    path: 'nova-compute.log',
    line: at,
    endLine: at,
    logKind: 'nova-compute',
    hostKey: 'cmp-a',
    pid: '7',
    level: 'ERROR',
    wallMs: at,
    clock: 'local',
    requestId: undefined,
    globalRequestId: undefined,
    instance: undefined,
    domain: undefined,
    remote: false,
    relayed: false,
    excerpt: 'failed',
    host: 'cmp-a',
    at,
    role: 'source',
    toleranceMs: 0,
    ambient: false,
  };
}

function ruleOf(condition: Rule['condition'], signals: readonly Signal[]): Rule {
  return {
    id: 'failed-twice',
    class: 'failed-twice',
    title: 'It failed twice',
    status: 'test',
    severity: 'error',
    confidence: 'certain',
    role: 'root-cause',
    signals,
    context: [],
    when: '',
    condition,
    cause: '',
    remediation: [],
    falsepositives: [],
    references: [],
    supersedes: [],
    fallback: false,
    path: '',
  };
}

const MIGRATION: Migration = {
  id: 'm-1',
  requestIds: [],
  instance: '',
  kind: 'unknown',
  mode: 'unknown',
  startedAt: '',
  outcome: 'completed',
  phases: [],
  events: [],
  links: [],
  findings: [],
};
