import {
  checkCondition,
  conditionHolds,
  MIGRATION_FIELDS,
  parseCondition,
  readMigrationField,
} from '../condition/index.ts';
import type { Diagnostic, Finding, Migration } from '../model/index.ts';

/** What narrows an analysis to some of its migrations; all that are given must fit. */
export interface MigrationFilter {
  /** Id, migration UUID, or their beginnings. */
  readonly migration?: string;
  /** Instance UUID (or its beginning) or domain name. */
  readonly instance?: string;
  /** Any request id that takes part (or its beginning, with or without `req-`). */
  readonly request?: string;
  /** ISO 8601 times; without a zone they are UTC. */
  readonly since?: string;
  readonly until?: string;
  /** A condition over the migration's fields. */
  readonly where?: string;
}

interface Judged {
  readonly migration: Migration;
  readonly findings: readonly Finding[];
}

/** What is wrong with a filter, as diagnostics; an empty list means that it can be used. */
export function checkFilter(filter: MigrationFilter): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const key of ['since', 'until'] as const) {
    const value = filter[key];
    if (value !== undefined && readTime(value) === undefined) {
      diagnostics.push({
        code: 'time-invalid',
        severity: 'error',
        what: `--${key} ${value} is not a time`,
        fix: 'write it like 2026-11-24T01:48:36Z or 2026-11-24 01:48',
      });
    }
  }
  if (filter.where !== undefined) {
    const parsed = parseCondition(filter.where);
    const problems = [...parsed.problems];
    if (parsed.ast !== undefined)
      problems.push(...checkCondition(parsed.ast, { signals: [], fields: MIGRATION_FIELDS }));
    for (const problem of problems) {
      diagnostics.push({
        code: 'condition-invalid',
        severity: 'error',
        what: `--where: ${problem.what}`,
        why: problem.why,
        fix: problem.fix,
        line: 1,
        column: problem.offset + 1,
      });
    }
  }
  return diagnostics;
}

/** The migrations that fit a filter which `checkFilter` found good. */
export function selectMigrations<T extends Judged>(all: readonly T[], filter: MigrationFilter): T[] {
  const since = filter.since === undefined ? undefined : readTime(filter.since);
  const until = filter.until === undefined ? undefined : readTime(filter.until);
  const condition = filter.where === undefined ? undefined : parseCondition(filter.where).ast;
  return all.filter(({ migration, findings }) => {
    if (filter.migration !== undefined && !begins(filter.migration, migration.id, migration.migrationUuid))
      return false;
    if (filter.instance !== undefined && !begins(filter.instance, migration.instance, migration.domain))
      return false;
    if (filter.request !== undefined && !begins(withPrefix(filter.request), ...migration.requestIds))
      return false;
    const started = Date.parse(migration.startedAt);
    const ended = Date.parse(migration.endedAt ?? migration.startedAt);
    if (since !== undefined && ended < since) return false;
    if (until !== undefined && started > until) return false;
    if (condition === undefined) return true;
    return conditionHolds(condition, {
      signal: () => [],
      field: (name) => readMigrationField(migration, findings, name),
    });
  });
}

function begins(wanted: string, ...values: readonly (string | undefined)[]): boolean {
  return values.some((value) => value?.toLowerCase().startsWith(wanted.toLowerCase()) === true);
}

function withPrefix(request: string): string {
  return request.startsWith('req-') ? request : `req-${request}`;
}

const HAS_ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;

function readTime(text: string): number | undefined {
  const iso = text.trim().replace(' ', 'T');
  const withTime = iso.includes('T') ? iso : `${iso}T00:00`;
  const ms = Date.parse(HAS_ZONE.test(withTime) ? withTime : `${withTime}Z`);
  return Number.isFinite(ms) ? ms : undefined;
}
