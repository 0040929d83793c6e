import type {
  ComparisonSide,
  HostCoverage,
  LogCoverage,
  Migration,
  Role,
  UnseenPart,
} from '../model/index.ts';

/**
 * What the logs of only one of two migrations could have shown: a controller whose logs are missing, DEBUG lines of a
 * service that logs INFO. Such events are no difference between the migrations.
 */
export function findUnseen(
  left: Migration,
  right: Migration,
  coverage: readonly HostCoverage[],
): readonly UnseenPart[] {
  const sides: readonly (readonly [ComparisonSide, Migration, Migration])[] = [
    ['left', left, right],
    ['right', right, left],
  ];
  return sides.flatMap(([side, own, other]): readonly UnseenPart[] => [
    ...(['controller', 'source', 'destination'] as const)
      .filter((role) => has(other, role) && !has(own, role) && isDark(own, role, coverage))
      .map((role) => ({ side, what: role })),
    ...(hasDebug(other) && !hasDebug(own) ? [{ side, what: 'DEBUG' as const }] : []),
  ]);
}

function has({ events }: Migration, role: Role): boolean {
  return events.some((event) => event.role === role);
}

function hasDebug({ events }: Migration): boolean {
  return events.some(({ level }) => level === 'DEBUG');
}

const DARK: ReadonlySet<LogCoverage['state']> = new Set(['missing', 'rotated-away', 'other-time']);

/** Every migration passes through a controller; of a compute host silence tells only where it has logs. */
function isDark(
  migration: Migration,
  role: 'controller' | 'source' | 'destination',
  coverage: readonly HostCoverage[],
): boolean {
  if (role === 'controller') return true;
  const logs = coverage.find(({ host }) => host === migration[role])?.logs ?? [];
  return logs.every(({ state }) => DARK.has(state));
}
