import { describe, expect, test } from 'vitest';
import { checkCondition } from '../../src/condition/check-condition.ts';
import type { FieldTable } from '../../src/condition/field-table.ts';
import { MIGRATION_FIELDS } from '../../src/condition/migration-fields.ts';
import { editDistance, nearestName } from '../../src/condition/nearest.ts';
import { parseCondition } from '../../src/condition/parse-condition.ts';

const FIELDS: FieldTable = {
  outcome: { type: { enum: ['completed', 'failed', 'cancelled'] }, describe: 'how it ended' },
  source: { type: 'string', describe: 'host the instance left' },
  destination: { type: 'string', describe: 'host it was to go to' },
  events: { type: 'number', describe: 'events in its timeline' },
  'copy.durationS': { type: 'duration', unit: 's', describe: 'time of the copy' },
  timeout: { type: 'duration', describe: 'limit set' },
  memory: { type: 'size', describe: 'memory to copy' },
  throughput: { type: 'rate', describe: 'how fast it was sent' },
  encrypted: { type: 'boolean', describe: 'whether TLS was on' },
  startedAt: { type: 'time', describe: 'when it began' },
};
const SIGNALS = ['refused', 'failed', 'copy'];

describe('checkCondition', () => {
  function problemsOf(text: string, signals: readonly string[]) {
    const { ast, problems } = parseCondition(text);
    expect(problems, text).toEqual([]);
    return ast === undefined ? [] : checkCondition(ast, { signals, fields: FIELDS });
  }

  function fine(text: string, signals: readonly string[] = []): void {
    expect(problemsOf(text, signals), text).toEqual([]);
  }

  function check(text: string, marked: string, code: string, what: string, why: string, fix: string): void {
    const problems = problemsOf(text, SIGNALS).filter((problem) => problem.code !== 'unused-signal');
    expect(problems, text).toHaveLength(1);
    expect(problems[0], text).toMatchObject({ code, what, why, fix });
    const { offset = 0, length = 0 } = problems[0] ?? {};
    expect(text.slice(offset, offset + length), text).toBe(marked);
  }

  test('nothing to say', () => {
    fine('refused then failed within 2m and not copy', SIGNALS);
    fine('count(refused) >= 3', ['refused']);
    fine('outcome = failed and outcome in (failed, cancelled) and outcome != completed');
    fine("source = cmp-a or source = 'cmp a' or source = 10.77.0.11 or source = 42 or source = true");
    fine('destination != source and outcome != source');
    fine('source ~ /cmp/ and outcome ~ /^c/');
    fine('events >= 3 and encrypted = false');
    fine(
      'copy.durationS > 300 and copy.durationS > 5m and copy.durationS > 1500ms and copy.durationS > timeout',
    );
    fine('memory > 4GiB and memory > 1.5GB and memory = 0 and timeout > 0');
    fine('throughput < 20MiB/s and throughput < 10MB/s');
    fine(
      "startedAt > 2026-11-24 and startedAt > 2026-11-24T01:00Z and startedAt > '2026-11-24 01:00:00.5+09:00'",
    );
    fine('exists(destination)');
  });

  test('names', () => {
    check(
      'refussed',
      'refussed',
      'unknown-signal',
      'no signal is called "refussed"',
      'declared are refused, failed, copy',
      'did you mean "refused"?',
    );
    check(
      'copy then fialed',
      'fialed',
      'unknown-signal',
      'no signal is called "fialed"',
      'declared are refused, failed, copy',
      'did you mean "failed"?',
    );
    check(
      'count(nothing-like-it) > 1',
      'nothing-like-it',
      'unknown-signal',
      'no signal is called "nothing-like-it"',
      'declared are refused, failed, copy',
      'use one of these, or declare it under "signals"',
    );
    check(
      'outcom = failed',
      'outcom',
      'unknown-field',
      'no field is called "outcom"',
      'fields are outcome, source, destination, events, copy.durationS, timeout, memory, throughput and 2 more',
      'did you mean "outcome"?',
    );
    check(
      'exists(xyz)',
      'xyz',
      'unknown-field',
      'no field is called "xyz"',
      'fields are outcome, source, destination, events, copy.durationS, timeout, memory, throughput and 2 more',
      'use one of the known fields',
    );
    check(
      'constructor = x',
      'constructor',
      'unknown-field',
      'no field is called "constructor"',
      'fields are outcome, source, destination, events, copy.durationS, timeout, memory, throughput and 2 more',
      'use one of the known fields',
    );
    check(
      'refused and encrypted',
      'encrypted',
      'field-without-comparison',
      '"encrypted" is a field, and nothing is compared with it',
      'a name alone is a signal; this field is whether TLS was on',
      'write "encrypted = true" or "exists(encrypted)"',
    );
    check(
      'refused = 3',
      'refused',
      'signal-compared',
      '"refused" is a signal, and only fields are compared',
      'a signal has events, not a value',
      'write "refused" alone, or "count(refused) >= 3"',
    );
  });

  test('names where no signals are declared', () => {
    expect(problemsOf('cmp-a', [])).toMatchObject([
      {
        code: 'unknown-signal',
        what: 'no signal is called "cmp-a"',
        why: 'a name alone is a signal, and there are none here',
        fix: 'compare a field, as in "outcome = failed"',
      },
    ]);
  });

  test('values and types', () => {
    check(
      'outcome = fialed',
      'fialed',
      'unknown-value',
      '"fialed" is not a value of "outcome"',
      '"outcome" is one of completed, failed, cancelled',
      'did you mean "failed"?',
    );
    check(
      'outcome in (failed, x)',
      'x',
      'unknown-value',
      '"x" is not a value of "outcome"',
      '"outcome" is one of completed, failed, cancelled',
      'use one of these',
    );
    check(
      'copy.durationS > 4GiB',
      '4GiB',
      'wrong-type',
      '"copy.durationS" is compared with "4GiB"',
      '"copy.durationS" is compared with a duration, and "4GiB" is a size',
      'write it as "copy.durationS > 300s"',
    );
    check(
      'memory > 300s',
      '300s',
      'wrong-type',
      '"memory" is compared with "300s"',
      '"memory" is compared with a size, and "300s" is a duration',
      'write it as "memory > 4GiB"',
    );
    check(
      'timeout > 300',
      '300',
      'wrong-type',
      '"timeout" is compared with "300"',
      '"timeout" is compared with a duration with its unit, and "300" is a plain number',
      'write it as "timeout > 300s"',
    );
    check(
      'throughput < 20mb/s',
      '20mb/s',
      'unknown-unit',
      '"mb/s" is not a unit',
      '"throughput" is a rate, with the units B/s, KB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s, TiB/s',
      'did you mean "20MB/s"?',
    );
    check(
      'copy.durationS > 5min',
      '5min',
      'unknown-unit',
      '"min" is not a unit',
      '"copy.durationS" is a duration, with the units ms, s, m, h, d',
      'did you mean "5m"?',
    );
    check(
      'copy.durationS > long',
      'long',
      'wrong-type',
      '"copy.durationS" is compared with "long"',
      '"copy.durationS" is compared with a duration, and "long" is none',
      'write it as "copy.durationS > 300s"',
    );
    check(
      'events > 3s',
      '3s',
      'wrong-type',
      '"events" is compared with "3s"',
      '"events" is compared with a plain number, and "3s" is a duration',
      'write it as "events >= 3"',
    );
    check(
      'encrypted = yes',
      'yes',
      'wrong-type',
      '"encrypted" is compared with "yes"',
      '"encrypted" is compared with true or false, and "yes" is none',
      'write it as "encrypted = true"',
    );
    check(
      'startedAt > yesterday',
      'yesterday',
      'wrong-type',
      '"startedAt" is compared with "yesterday"',
      '"startedAt" is compared with a time, and "yesterday" is none',
      'write it as "startedAt > 2026-11-24T01:00:00Z"',
    );
    check(
      'events = source',
      'source',
      'wrong-type',
      '"events" cannot be compared with "source"',
      '"events" is a number, and "source" is a string',
      'compare fields of the same type',
    );
    check(
      'source = memory',
      'memory',
      'wrong-type',
      '"source" cannot be compared with "memory"',
      '"source" is a string, and "memory" is a size',
      'put "memory" in quotes if you mean the text',
    );
    check(
      'source > cmp-a',
      'source',
      'wrong-comparator',
      '">" does not apply to "source"',
      'it holds a word, and words have no order',
      'use = or !=, or "source in (…)"',
    );
    check(
      'events ~ /3/',
      'events',
      'wrong-comparator',
      '"~" does not apply to "events"',
      'a regular expression needs text, and this field is a number',
      'write "events >= 3"',
    );
  });

  test('signals that the condition never uses', () => {
    expect(problemsOf('refused then failed', SIGNALS)).toEqual([
      {
        code: 'unused-signal',
        what: 'the signal "copy" is never used',
        why: 'a rule gathers evidence only through its condition',
        fix: 'add "copy" to the condition, or remove it from "signals"',
        offset: 0,
        length: 19,
      },
    ]);
  });
});

describe('nearestName', () => {
  function check(written: string, known: readonly string[], expected: string | undefined): void {
    expect(nearestName(written, known), written).toBe(expected);
  }

  test('close names only', () => {
    check('timout', ['failed', 'timeout'], 'timeout');
    check('TIMEOUT', ['timeout'], 'timeout');
    check('ab', ['xy'], undefined);
    check('source', Object.keys(MIGRATION_FIELDS), 'source');
    check('copy.duration', Object.keys(MIGRATION_FIELDS), 'copy.durationS');
    check('x'.repeat(1000), ['x'.repeat(1000)], undefined);
    expect(editDistance('ca', 'ac')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });
});
