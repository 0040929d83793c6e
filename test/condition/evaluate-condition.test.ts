import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionHolds } from '../../src/condition/condition-holds.ts';
import {
  type ConditionContext,
  evaluateCondition,
  MAX_EVIDENCE,
} from '../../src/condition/evaluate-condition.ts';
import type { FieldReading, FieldTable } from '../../src/condition/field-table.ts';
import { formatTrace } from '../../src/condition/format-trace.ts';
import { mayHoldInSilence } from '../../src/condition/may-hold-in-silence.ts';
import { parseCondition } from '../../src/condition/parse-condition.ts';
import type { SignalEvent, Verdict } from '../../src/condition/verdict.ts';

interface Event extends SignalEvent {
  readonly id: string;
}

type Signals = Readonly<Record<string, readonly Event[]>>;

/** Events as `a: 10 20@dst`, seconds and host; the source's clock is sure, the destination's is 500 ms off at most. */
function events(text: string): Signals {
  const signals: Record<string, Event[]> = {};
  for (const line of text.split(';').filter((part) => part.trim() !== '')) {
    const [name = '', list = ''] = line.split(':').map((part) => part.trim());
    signals[name] = list.split(/\s+/).map((item, index): Event => {
      const [at = '0', host = 'src'] = item.split('@');
      return { id: `${name}${index}`, at: Number(at) * 1000, host, toleranceMs: host === 'src' ? 0 : 500 };
    });
  }
  return signals;
}

const FIELDS: FieldTable = {
  outcome: { type: { enum: ['completed', 'failed'] }, describe: '' },
  source: { type: 'string', describe: '' },
  destination: { type: 'string', describe: '' },
  class: { type: 'string', describe: '' },
  events: { type: 'number', describe: '' },
  durationS: { type: 'duration', unit: 's', describe: '' },
  'downtime.ms': { type: 'duration', unit: 'ms', describe: '' },
  memory: { type: 'size', describe: '' },
  throughput: { type: 'rate', describe: '' },
  encrypted: { type: 'boolean', describe: '' },
  startedAt: { type: 'time', describe: '' },
};

const VALUES: Readonly<Record<string, FieldReading>> = {
  outcome: 'failed',
  source: 'cmp-a',
  class: ['ceph-timeout', 'rpc-timeout'],
  events: 12,
  durationS: 300_000,
  'downtime.ms': 1500,
  memory: 4 * 1024 ** 3,
  throughput: 10 * 1024 ** 2,
  encrypted: false,
  startedAt: Date.UTC(2026, 10, 24, 1, 47),
};

function evaluate(text: string, signals: Signals = {}): Verdict<Event> {
  const { ast, problems } = parseCondition(text);
  expect(problems, text).toEqual([]);
  if (ast === undefined) throw new Error(text);
  const context: ConditionContext<Event> = {
    signal: (name) => signals[name] ?? [],
    field: (name) => VALUES[name],
    fields: FIELDS,
  };
  const verdict = evaluateCondition(ast, context);
  expect(conditionHolds(ast, context), text).toBe(verdict.holds);
  const isSilent = Object.values(signals).every((list) => list.length === 0);
  if (isSilent && verdict.holds) expect(mayHoldInSilence(ast), text).toBe(true);
  return verdict;
}

test('what may hold where no signal has any event', () => {
  const may = (text: string): boolean => {
    const { ast } = parseCondition(text);
    if (ast === undefined) throw new Error(`${text} is no condition`);
    expect(evaluate(text).holds, text).toBe(mayHoldInSilence(ast));
    return mayHoldInSilence(ast);
  };
  const silent = [
    'not a',
    'a or not b',
    'not (a and b)',
    'not (a then b)',
    'outcome = failed',
    'count(a) < 2',
  ];
  for (const text of silent) expect(may(text), text).toBe(true);
  const spoken = ['a', 'a or b', 'a then b', 'not a and b', 'not (a or not b)', 'count(a) >= 2'];
  for (const text of [...spoken, 'a and outcome = failed']) expect(may(text), text).toBe(false);
});

describe('signals', () => {
  /** `expected` names the events of the evidence, or is `no`. */
  function check(text: string, logged: string, expected: string): void {
    const { holds, evidence } = evaluate(text, events(logged));
    const shown = [...evidence]
      .map(([name, found]) => `${name}=${found.map(({ id }) => id).join(',')}`)
      .join(' ');
    expect(holds ? shown : 'no', `${text} | ${logged}`).toBe(expected);
    if (!holds) expect(evidence.size).toBe(0);
  }

  test('plain signals, counts and what joins them', () => {
    check('a', 'a: 1 2', 'a=a0,a1');
    check('a', 'b: 1', 'no');
    check('a', 'a: 2 1', 'a=a1,a0');
    check('not a', 'b: 1', '');
    check('not a', 'a: 1', 'no');
    check('a and b', 'a: 1; b: 2', 'a=a0 b=b0');
    check('a and b', 'a: 1', 'no');
    check('a or b', 'b: 2', 'b=b0');
    check('a or b', 'a: 1; b: 2', 'a=a0 b=b0');
    check('a or (b and c)', 'a: 1; b: 2', 'a=a0');
    check('a and not b', 'a: 1', 'a=a0');
    check('count(a) >= 2', 'a: 1 2', 'a=a0,a1');
    check('count(a) > 2', 'a: 1 2', 'no');
    check('count(a) = 0', 'b: 1', '');
    check('count(a) < 2 and count(a) <= 1 and count(a) != 0', 'a: 1', 'a=a0');
  });

  test('sequences', () => {
    check('a then b', 'a: 1; b: 2', 'a=a0 b=b0');
    check('a then b', 'a: 2; b: 1', 'no');
    check('a then b', 'a: 1; b: 1', 'a=a0 b=b0');
    check('a then b', 'a: 5 1; b: 0 3', 'a=a1 b=b1');
    check('a then b then c', 'a: 1; b: 2; c: 3', 'a=a0 b=b0 c=c0');
    check('a then b then c', 'a: 1; b: 3; c: 2', 'no');
    check('a then (b or c)', 'a: 1; c: 2; b: 3', 'a=a0 c=c0');
    check('(a or b) then c', 'b: 1; c: 2', 'b=b0 c=c0');
    check('a then a', 'a: 1', 'no');
    check('a then a', 'a: 1 2', 'a=a0,a1');
    check('a then b then a', 'a: 1; b: 1', 'no');
    check('a then b then a', 'a: 1 1; b: 1', 'a=a0,a1 b=b0');
  });

  test('limits choose the first pair that is close enough', () => {
    check('a then b within 10s', 'a: 0; b: 10', 'a=a0 b=b0');
    check('a then b within 10s', 'a: 0; b: 11', 'no');
    check('a then b within 10s', 'a: 0 100; b: 105', 'a=a1 b=b0');
    check('a then b within 10s then c within 2s', 'a: 0 100; b: 5 101; c: 102', 'a=a1 b=b1 c=c0');
    check('a then b then c within 2s', 'a: 0; b: 1 50; c: 51', 'a=a0 b=b1 c=c0');
    check('a then b within 0s', 'a: 1; b: 1', 'a=a0 b=b0');
  });

  test('clocks of two hosts leave room, the clock of one host does not', () => {
    check('a then b', 'a: 1; b: 0.6@dst', 'a=a0 b=b0');
    check('a then b', 'a: 1; b: 0.4@dst', 'no');
    check('a then b', 'a: 1@dst; b: 0.6@dst', 'no');
    check('a then b', 'a: 1@dst; b: 0.2@other', 'a=a0 b=b0');
    check('a then b within 10s', 'a: 0; b: 10.5@dst', 'a=a0 b=b0');
    check('a then b within 10s', 'a: 0; b: 10.6@dst', 'no');
    check('a then b within 10s', 'a: 0@dst; b: 10.5@dst', 'no');
    check('a then b then a', 'a: 1; b: 0.8@dst', 'no');
  });

  test('evidence is bounded, and each event stands once', () => {
    const many = `a: ${Array.from({ length: 50 }, (_, index) => index).join(' ')}`;
    expect(evaluate('a', events(many)).evidence.get('a')).toHaveLength(MAX_EVIDENCE);
    check('a and (a or count(a) > 0) and (a then b)', 'a: 1; b: 2', 'a=a0 b=b0');
  });
});

describe('fields', () => {
  function check(text: string, expected: boolean): void {
    expect(evaluate(text).holds, text).toBe(expected);
  }

  test('comparisons', () => {
    check('outcome = failed', true);
    check('outcome != failed', false);
    check('outcome in (completed, failed)', true);
    check('outcome not in (completed, failed)', false);
    check('source = cmp-a', true);
    check("source = 'cmp-a'", true);
    check('source ~ /^CMP-[a-z]$/i', true);
    check('source ~ /^b/', false);
    check('events = 12 and events >= 12 and events <= 12 and events > 11 and events < 13', true);
    check('durationS = 300 and durationS = 5m and durationS > 299.9s', true);
    check('downtime.ms > 1s and downtime.ms < 2s and downtime.ms = 1500', true);
    check('memory = 4GiB and memory > 4GB', true);
    check('throughput < 20MiB/s', true);
    check('encrypted = false', true);
    check('encrypted = true', false);
    check('startedAt > 2026-11-24T01:46:59 and startedAt < 2026-11-24T10:48+09:00', true);
  });

  test('what is not known compares with nothing', () => {
    check('destination = cmp-b', false);
    check('destination != cmp-b', false);
    check('destination != source', false);
    check('source != destination', false);
    check('destination ~ /./', false);
    check('destination in (cmp-b)', false);
    check('exists(destination)', false);
    check('not (destination = cmp-b)', true);
    check('exists(source)', true);
  });

  test('several values', () => {
    check('class = rpc-timeout', true);
    check('class = disk-lock-held', false);
    check('class != rpc-timeout', false);
    check('class != disk-lock-held', true);
    check('class in (disk-lock-held, ceph-timeout)', true);
    check('class ~ /^rpc/', true);
  });

  test('fields of a migration unless others are given', () => {
    const { ast } = parseCondition('destination != source and copy.durationS > 300');
    const values: Record<string, FieldReading> = { source: 'a', destination: 'b', 'copy.durationS': 301_000 };
    const context = { signal: () => [], field: (name: string) => values[name] };
    expect(ast && evaluateCondition(ast, context).holds).toBe(true);
  });
});

describe('traces', () => {
  function check(text: string, logged: string, expected: readonly string[]): void {
    expect(formatTrace(evaluate(text, events(logged)).trace).split('\n')).toEqual(expected);
  }

  test('term by term', () => {
    check('a then b within 10s and not c and outcome = failed', 'a: 0; b: 3', [
      'yes a then b within 10s and not c and outcome = failed — 3 of 3 terms hold',
      '    yes a then b within 10s — "b" 3s later',
      '    yes not c — the term does not hold',
      '        no  c — no event',
      '    yes outcome = failed — "outcome" is failed',
    ]);
    check('a then b within 10s', 'a: 0; b: 90', [
      'no  a then b within 10s — "b" comes 1.5m after "a" at the soonest',
    ]);
    check('a then b', 'a: 5; b: 1', ['no  a then b — no event of "b" comes after "a"']);
    check('a then b then c', 'a: 5; b: 6', ['no  a then b then c — "c" has no event']);
    check('a then b', 'a: 1; b: 0.6@dst', [
      'yes a then b — "b" 400ms earlier, within what the clocks leave open',
    ]);
    check('count(a) > 1', 'a: 5', ['no  count(a) > 1 — 1 event']);
    check('durationS > 10m and destination = x', '', [
      'no  durationS > 10m and destination = x — 0 of 2 terms hold',
      '    no  durationS > 10m — "durationS" is 5m',
      '    no  destination = x — "destination" is not known',
    ]);
    check('source != destination', '', [
      'no  source != destination — "source" is cmp-a, and "destination" is not known',
    ]);
    check('class = x or memory > 1GiB', '', [
      'yes class = x or memory > 1GiB — 1 of 2 terms hold',
      '    no  class = x — "class" is ceph-timeout, rpc-timeout',
      '    yes memory > 1GiB — "memory" is 4GiB',
    ]);
  });
});

describe('properties', () => {
  const event = fc.record({
    id: fc.constant(''),
    at: fc.nat(20),
    host: fc.constantFrom('src', 'dst'),
    toleranceMs: fc.nat(2),
  });
  const list = fc.array(event, { maxLength: 5 });

  test('a sequence holds exactly when some order of distinct events fits', () => {
    const fits = (a: Event, b: Event, within = Infinity): boolean => {
      const tolerance = a.host === b.host ? 0 : a.toleranceMs + b.toleranceMs;
      return a !== b && b.at + tolerance >= a.at && b.at - a.at <= within + tolerance;
    };
    fc.assert(
      fc.property(list, list, (a, b) => {
        const expected = a.some((one) =>
          b.some((two) => fits(one, two, 5) && a.some((three) => three !== one && fits(two, three))),
        );
        const { holds, evidence } = evaluate('a then b within 5ms then a', { a, b });
        expect(holds).toBe(expected);
        if (holds) expect(evidence.get('a')).toHaveLength(2);
      }),
      { numRuns: 1000 },
    );
  });

  test('many events are searched in reasonable time', () => {
    const many = (name: string, at: (index: number) => number): Event[] =>
      Array.from({ length: 20_000 }, (_, index) => ({
        id: name,
        at: at(index),
        host: name,
        toleranceMs: 100,
      }));
    const signals = {
      a: many('a', (index) => index),
      b: many('b', (index) => index),
      c: many('c', (index) => -index - 1000),
    };
    const start = performance.now();
    expect(evaluate('a then b within 1s then c', signals).holds).toBe(false);
    expect(evaluate('a then b then b then a', signals).holds).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
