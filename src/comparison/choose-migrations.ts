import type { Likeness, Migration } from '../model/index.ts';

/** Two migrations to compare, or why there are none. */
export type Choice =
  | {
      readonly type: 'chosen';
      readonly left: Migration;
      readonly right: Migration;
      readonly likeness?: readonly Likeness[];
    }
  | { readonly type: 'no-such'; readonly name: string }
  | { readonly type: 'several'; readonly name: string; readonly ids: readonly string[] }
  | { readonly type: 'same'; readonly id: string }
  | { readonly type: 'none-failed' }
  /** Nothing to hold it against. */
  | { readonly type: 'alone'; readonly left: Migration };

/**
 * Finds the migrations that are meant.
 *
 * Two names: these two. One: that one, and the most similar one that completed. None: the last that failed (or else
 * did not complete), and the most similar one that completed.
 */
export function chooseMigrations(all: readonly Migration[], names: readonly string[]): Choice {
  const found = names.map((name) => ({ name, own: named(all, name) }));
  for (const { name, own } of found) {
    if (own.length === 0) return { type: 'no-such', name };
    if (own.length > 1) return { type: 'several', name, ids: own.map(({ id }) => id) };
  }
  const [left = inQuestion(all), right] = found.map(({ own }) => own[0]);
  if (left === undefined) return { type: 'none-failed' };
  if (right !== undefined)
    return left === right ? { type: 'same', id: left.id } : { type: 'chosen', left, right };
  const like = mostSimilar(left, all);
  return like === undefined ? { type: 'alone', left } : { type: 'chosen', left, ...like };
}

/** By id, UUID, request, instance or domain, or the beginning of one; an exact one wins. */
function named(all: readonly Migration[], name: string): readonly Migration[] {
  const wanted = name.toLowerCase();
  const namesOf = ({ id, migrationUuid, instance, domain, requestIds }: Migration) =>
    [id, migrationUuid, instance, domain, ...requestIds]
      .filter((one) => one !== undefined)
      .map((one) => one.toLowerCase());
  const exact = all.filter((migration) => namesOf(migration).includes(wanted));
  if (exact.length > 0) return exact;
  return all.filter((migration) => namesOf(migration).some((one) => one.startsWith(wanted)));
}

function inQuestion(all: readonly Migration[]): Migration | undefined {
  return (
    all.findLast(({ outcome }) => outcome === 'failed') ??
    all.findLast(({ outcome }) => outcome !== 'completed')
  );
}

const WEIGHT: Readonly<Record<Likeness, number>> = {
  'same-instance': 8,
  'same-route': 8,
  'same-disks': 4,
  'same-route-back': 3,
  'same-source': 2,
  'same-destination': 2,
};

/** The completed migration that has most in common with one; of equal ones the nearest in time. */
function mostSimilar(
  left: Migration,
  all: readonly Migration[],
): { readonly right: Migration; readonly likeness: readonly Likeness[] } | undefined {
  const start = Date.parse(left.startedAt);
  const [best] = all
    .filter((one) => one.outcome === 'completed' && one.id !== left.id)
    .map((right) => {
      const likeness = likenessOf(left, right);
      return {
        right,
        likeness,
        weight: likeness.reduce((sum, one) => sum + WEIGHT[one], 0),
        distance: Math.abs(Date.parse(right.startedAt) - start),
      };
    })
    .toSorted((one, other) => other.weight - one.weight || one.distance - other.distance);
  return best === undefined ? undefined : { right: best.right, likeness: best.likeness };
}

function likenessOf(left: Migration, right: Migration): readonly Likeness[] {
  const same = (one: string | undefined, other: string | undefined): boolean =>
    one !== undefined && one === other;
  const source = same(left.source, right.source);
  const destination = same(left.destination, right.destination);
  const back = same(left.source, right.destination) && same(left.destination, right.source);
  return [
    ...(left.instance === right.instance ? (['same-instance'] as const) : []),
    ...(source && destination ? (['same-route'] as const) : []),
    ...(back ? (['same-route-back'] as const) : []),
    ...(source && !destination ? (['same-source'] as const) : []),
    ...(destination && !source ? (['same-destination'] as const) : []),
    ...(left.kind !== 'unknown' && left.kind === right.kind ? (['same-disks'] as const) : []),
  ];
}
