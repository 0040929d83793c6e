import { createHash } from 'node:crypto';
import type { Migration } from '../model/index.ts';

/**
 * A name for a finding that stays the same when the logs are analysed again: with more hosts, from an archive, at
 * another place, by a later release.
 *
 * So neither files and lines nor times go into it. What is left is the rule, and the migration by its request, which
 * every service logs; a finding about a host has the host and its title instead.
 */
export function fingerprintOf(
  ruleId: string,
  migration: Migration | undefined,
  about: { readonly host?: string | undefined; readonly title: string },
): string {
  const whose =
    migration === undefined
      ? [about.host ?? '', about.title]
      : [migration.instance, migration.requestId ?? migration.migrationUuid ?? migration.id];
  return createHash('sha256').update(JSON.stringify([ruleId, ...whose])).digest('hex').slice(0, 24);
}
