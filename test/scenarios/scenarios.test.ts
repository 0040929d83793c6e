import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis, Migration } from '../../src/model/index.ts';
import { shorten, type ShortAnalysis } from './short-form.ts';
import { readTruth, scenarioFolders, type Truth } from './truth.ts';

const FIXTURES = scenarioFolders('fixtures');
/** The untrimmed captures, where they are at hand. */
const CAPTURES = scenarioFolders('../shared/logs');

describe('every captured scenario gives the migrations that the API recorded', () => {
  for (const folder of [...FIXTURES, ...CAPTURES]) {
    test(folder, async () => {
      const truth = readTruth(folder);
      const analysis = await analyze([folder]);
      for (const instance of truth.instances) {
        const found = analysis.migrations.filter((one) => one.instance === instance.uuid);
        const real = found.filter((one) => one.failedPhase !== 'request');
        expect(real.map((one) => one.domain)).toEqual(instance.migrations.map(() => instance.libvirt_domain));
        for (const [position, expected] of byStart(instance.migrations).entries()) {
          checkMigration(real[position], expected, instance);
        }
      }
    });
  }
});

type TrueInstance = Truth['instances'][number];
type TrueMigration = TrueInstance['migrations'][number];

function byStart(migrations: readonly TrueMigration[]): TrueMigration[] {
  return [...migrations].sort(
    (one, other) => Date.parse(`${one.created_at}Z`) - Date.parse(`${other.created_at}Z`),
  );
}

function checkMigration(found: Migration | undefined, expected: TrueMigration, instance: TrueInstance): void {
  expect(found?.source).toBe(expected.source_compute);
  if (expected.dest_compute !== null) expect(found?.destination).toBe(expected.dest_compute);
  if (expected.uuid !== null) expect(found?.migrationUuid).toBe(expected.uuid);
  const started = Date.parse(utc(expected.created_at));
  expect(Math.abs(Date.parse(found?.startedAt ?? '') - started)).toBeLessThan(3_000);
  const request = instance.actions.find(
    ({ action, start_time }) =>
      action === 'live-migration' && Math.abs(Date.parse(utc(start_time)) - started) < 3_000,
  );
  if (request !== undefined) expect(found?.requestId).toBe(request.request_id);
  const isDead = instance.final_server.status === 'ERROR';
  if (expected.status === 'completed' && !isDead) {
    expect([found?.outcome, found?.instanceIsOn]).toEqual(['completed', expected.dest_compute]);
  } else {
    expect(['failed', 'cancelled', 'refused']).toContain(found?.outcome);
    expect(found?.instanceIsOn).toBe(isDead ? 'nowhere' : expected.source_compute);
  }
}

function utc(time: string): string {
  return time.endsWith('Z') ? time : `${time}Z`;
}

describe('the analysis of every fixture is as expected', () => {
  for (const folder of FIXTURES) {
    test(folder, async () => {
      const path = join(folder, 'expected.yaml');
      expect(existsSync(path), `${path} is missing`).toBe(true);
      const expected = parse(readFileSync(path, 'utf8')) as ShortAnalysis;
      expect(shorten(await analyze([folder]))).toEqual(expected);
    });
  }
});

/** The class that the first finding of each failed migration must have, by scenario. */
const FIRST_CLASSES: Readonly<Record<string, readonly string[]>> = {
  '00-unsafe-no-shared-fs': ['unsafe-migration-refused'],
  '03-completion-timeout-abort': ['copy-does-not-converge'],
  '05-user-abort': ['cancelled-by-user'],
  '06-target-without-resources': ['no-valid-host', 'no-valid-host'],
  '07-conflict-409': ['instance-state-conflict', 'migration-already-running'],
  '09-migration-port-blocked': ['migration-port-blocked'],
  '10-destination-nova-compute-hung': ['rpc-timeout'],
  '11-source-qemu-killed-mid-copy': ['qemu-crashed-source'],
  '12-leftover-domain-on-destination': ['destination-disk-exists'],
  '14-shared-storage-choice-wrong': ['shared-storage-mismatch'],
};

describe('the first finding of every failed migration has the right class, and healthy ones have no error', () => {
  for (const folder of [...FIXTURES, ...CAPTURES]) {
    test(folder, async () => {
      const analysis = await analyze([folder]);
      const failed = analysis.migrations.filter((one) => one.outcome !== 'completed');
      const scenario = readTruth(folder).scenario;
      expect(failed.map((one) => firstClass(analysis, one))).toEqual(FIRST_CLASSES[scenario] ?? []);
      const completed = new Set(
        analysis.migrations.filter((one) => one.outcome === 'completed').map((one) => one.id),
      );
      const errors = analysis.findings.filter(
        (one) => one.severity === 'error' && completed.has(one.migration ?? ''),
      );
      expect(errors.map((one) => one.ruleId)).toEqual([]);
      if (basename(join(folder, '..')) === 'healthy') expect(analysis.findings).toEqual([]);
    });
  }
});

function firstClass(analysis: Analysis, migration: Migration): string | undefined {
  return analysis.findings.find((one) => one.id === migration.findings[0])?.class;
}
