import { describe, expect, test } from 'vitest';
import type { FieldReading } from '../../src/condition/field-table.ts';
import { MIGRATION_FIELDS, readMigrationField } from '../../src/condition/migration-fields.ts';
import type { Finding, Migration } from '../../src/model/index.ts';
import { exampleCopy } from '../present/example-copy.ts';

const MIGRATION: Migration = {
  id: 'm1',
  requestId: 'req-1',
  requestIds: ['req-1', 'req-2'],
  instance: '3f314c96-0533-4785-adc9-314620c197b0',
  kind: 'block',
  mode: 'pre-copy',
  source: 'cmp-a',
  destination: 'cmp-b',
  startedAt: '2026-11-24T01:00:00.000Z',
  endedAt: '2026-11-24T01:02:00.000Z',
  outcome: 'failed',
  failedPhase: 'copy',
  instanceIsOn: 'cmp-a',
  phases: [
    { phase: 'copy', from: '2026-11-24T01:00:00Z', to: '2026-11-24T01:00:10Z', basis: 'logged' },
    { phase: 'copy', from: '2026-11-24T01:00:20Z', durationMs: 5000, basis: 'inferred' },
    { phase: 'rollback', from: '2026-11-24T01:01:00Z', basis: 'inferred' },
  ],
  copy: exampleCopy({ durationMs: 15_000, memoryTotal: 1024, throughput: { value: 2048 } }),
  downtimeMs: { value: 250, basis: 'lifecycle', tolerance: 10 },
  events: [],
  links: [],
  findings: ['f1'],
};

const FINDING: Finding = {
  id: 'f1',
  fingerprint: '5f1d0c2ab9e84d77',
  ruleId: 'some-rule',
  class: 'ceph-timeout',
  severity: 'error',
  role: 'root-cause',
  title: '',
  cause: '',
  confidence: 'certain',
  evidence: [],
  remediation: [],
  references: [],
};

describe('readMigrationField', () => {
  function check(name: string, expected: FieldReading | undefined): void {
    expect(readMigrationField(MIGRATION, [FINDING], name), name).toEqual(expected);
  }

  test('in base units', () => {
    check('outcome', 'failed');
    check('failedPhase', 'copy');
    check('domain', undefined);
    check('requestId', ['req-1', 'req-2']);
    check('startedAt', Date.UTC(2026, 10, 24, 1));
    check('durationS', 120_000);
    check('copy.durationS', 15_000);
    check('copy.memoryTotal', 1024);
    check('copy.memoryRemaining', undefined);
    check('copy.throughput', 2048);
    check('downtime.ms', 250);
    check('findings', 1);
    check('class', ['ceph-timeout']);
    check('rule', ['some-rule']);
    check('phase.copy.durationS', 15_000);
    check('phase.rollback.durationS', undefined);
    check('phase.check.durationS', undefined);
    check('constructor', undefined);
    check('nothing', undefined);
  });

  test('every field is described, in words that no other field has', () => {
    const words = Object.values(MIGRATION_FIELDS).map(({ describe: text }) => text);
    expect(words).not.toContain('');
    expect(new Set(words).size).toBe(words.length);
  });
});
