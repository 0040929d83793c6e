import { mkdirSync, mkdtempSync, readFileSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { create } from 'tar';
import { afterAll, expect } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model/index.ts';

/** Files by path, as they lie in a case. */
export type Files = Readonly<Record<string, Uint8Array | string>>;

/** The files of a fixture's hosts, by their path in it. */
export function filesOf(fixture: string): Record<string, Buffer> {
  return Object.fromEntries(
    globSync(`${fixture}/*/**/*`, { withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [relative(fixture, path), readFileSync(path)]),
  );
}

/** A folder of its own for the cases of a test file, gone when it is over. */
export class CaseFolder {
  private readonly root: string;
  private made = 0;

  constructor(name: string) {
    this.root = mkdtempSync(join(tmpdir(), `migscope-${name}-`));
    afterAll(() => {
      rmSync(this.root, { recursive: true, force: true });
    });
  }

  /** Writes a case and returns its folder. */
  write(files: Files): string {
    this.made += 1;
    const folder = join(this.root, `case-${String(this.made)}`);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }

  /** A tar of these files. */
  tar(files: Files): Buffer {
    const folder = this.write(files);
    const file = `${folder}.tar`;
    const tops = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path))];
    create({ sync: true, file, cwd: folder, portable: true }, tops);
    return readFileSync(file);
  }
}

/** What an analysis says happened, whatever its evidence lies in. */
export function story(analysis: Analysis): unknown {
  const { migrations, findings, inputs, coverage } = analysis;
  return {
    records: inputs.reduce((sum, one) => sum + one.records, 0),
    migrations: migrations.map((one) => ({
      instance: one.instance,
      outcome: one.outcome,
      route: `${one.source ?? '?'} > ${one.destination ?? '?'}`,
      on: one.instanceIsOn,
      startedAt: one.startedAt,
      phases: one.phases.map(({ phase, durationMs }) => ({ phase, durationMs })),
      events: one.events.map(({ at, kind, count }) => ({ at, kind, count })),
    })),
    findings: findings.map(({ ruleId, evidence }) => ({
      ruleId,
      evidence: evidence.map((one) => one.excerpt),
    })),
    coverage: coverage.hosts.map(({ host, logs }) => ({
      host,
      logs: logs
        .map(({ kind, state, records, from, to }) => ({ kind, state, records, from, to }))
        .toSorted((one, other) => one.kind.localeCompare(other.kind)),
    })),
  };
}

/** What the diagnostics are about. */
export function codesOf({ diagnostics }: Analysis): string[] {
  return diagnostics.map(({ code }) => code);
}

/** Analyses these paths and expects what the fixture's plain folders give, and these diagnostics. */
export async function expectStory(
  paths: readonly string[],
  fixture: string,
  codes: readonly string[] = [],
  options: AnalyzeOptions = {},
): Promise<Analysis> {
  const found = await analyze(paths, options);
  expect(story(found)).toEqual(story(await analyze([fixture])));
  expect(codesOf(found)).toEqual(codes);
  return found;
}
