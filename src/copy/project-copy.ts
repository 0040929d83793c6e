import { plannedAt, type PlannedStep } from './downtime-steps.ts';

/** Where a copy stood when a pass began, and how it goes on. */
export interface CopyState {
  /** Ms since the epoch. */
  readonly at: number;
  /** What the pass has to send. */
  readonly bytes: number;
  /** What the next pass has to send, by what this one has. */
  readonly ratio: number;
}

export interface CopySetting {
  /** When Nova's clock for timeouts and steps began. */
  readonly startedAt: number;
  /** Bytes per second. */
  readonly rate: number;
  readonly plan: readonly PlannedStep[];
  readonly memoryTotal: number;
  /** What ends later never ends. */
  readonly horizon: number;
}

/** `steps`: a longer permitted pause lets it end even if it does not shrink. */
export type Projection =
  | { readonly ends: true; readonly at: number; readonly passes: number; readonly by: 'shrinking' | 'steps' }
  | { readonly ends: false };

/**
 * Goes on with a copy pass by pass as QEMU does: what is left after a pass either fits into the permitted pause,
 * and the guest switches over, or is sent by the next pass (migration_iteration_run in migration/migration.c).
 */
export function projectCopy(state: CopyState, setting: CopySetting): Projection {
  const { rate, plan, memoryTotal, startedAt, horizon } = setting;
  const most = allowedAt(plan, rate, Number.POSITIVE_INFINITY);
  const first = allowedAt(plan, rate, (state.at - startedAt) / 1000);
  const by = state.bytes > first && state.bytes <= most ? 'steps' : 'shrinking';
  let { at, bytes } = state;
  for (let passes = 0; passes < MAX_PASSES; passes += 1) {
    if (at > horizon) break;
    const allowed = allowedAt(plan, rate, (at - startedAt) / 1000);
    const ends = at + (bytes / rate) * 1000;
    if (bytes <= allowed) return { ends: true, at: ends, passes, by };
    at = ends;
    bytes = Math.min(memoryTotal, bytes * state.ratio);
  }
  return { ends: false };
}

const MAX_PASSES = 20_000;

function allowedAt(plan: readonly PlannedStep[], rate: number, elapsedS: number): number {
  return (rate * (plannedAt(plan, elapsedS) ?? QEMU_DOWNTIME_MS)) / 1000;
}

/** QEMU's own limit where nobody sets one: DEFAULT_MIGRATE_SET_DOWNTIME in migration/options.c. */
export const QEMU_DOWNTIME_MS = 300;
