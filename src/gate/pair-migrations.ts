import { EXPECTED_FIELDS, IDENTITY_FIELDS, type ExpectedMigration, type Migration } from '../model/index.ts';

/**
 * Finds for each expectation the migration that it speaks about, each taken once.
 *
 * What names a migration must fit. Where that leaves a choice (a guest that moved there and back, a file that names
 * nothing), the best likeness goes first, so that one wrong value is reported as that and not as two strangers.
 */
export function pairMigrations(
  expectations: readonly ExpectedMigration[],
  migrations: readonly Migration[],
): ReadonlyMap<ExpectedMigration, Migration> {
  const candidates = expectations
    .flatMap((expected, index) =>
      migrations
        .filter((migration) => isNamed(migration, expected))
        .map((migration) => ({
          expected,
          migration,
          index,
          position: migrations.indexOf(migration),
          likeness: likeness(migration, expected),
        })),
    )
    .toSorted(
      (one, other) =>
        other.likeness - one.likeness || one.index - other.index || one.position - other.position,
    );
  const pairs = new Map<ExpectedMigration, Migration>();
  const taken = new Set<Migration>();
  for (const { expected, migration } of candidates) {
    if (pairs.has(expected) || taken.has(migration)) continue;
    pairs.set(expected, migration);
    taken.add(migration);
  }
  return pairs;
}

function isNamed(migration: Migration, { identity }: ExpectedMigration): boolean {
  return IDENTITY_FIELDS.every((field) => {
    const wanted = identity[field];
    return wanted === undefined || migration[field]?.toLowerCase().startsWith(wanted.toLowerCase()) === true;
  });
}

/** What names it counts more than what it is like. */
function likeness(migration: Migration, { identity, fields }: ExpectedMigration): number {
  const alike = EXPECTED_FIELDS.filter((field) => {
    const actual = migration[field];
    return actual !== undefined && fields[field]?.includes(actual) === true;
  }).length;
  return Object.keys(identity).length * 10 + alike;
}
