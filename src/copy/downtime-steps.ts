import type { DowntimeStep } from '../model/index.ts';
import type { RoledEvent } from '../timeline/build-timeline.ts';
import { numberIn } from './read-samples.ts';
import type { OptionReader } from './option-reader.ts';

/** One step of Nova's plan: from `afterS` seconds on the guest may pause for `ms`. */
export interface PlannedStep {
  readonly afterS: number;
  readonly ms: number;
}

/** The raises of the permitted pause that were logged. */
export function readDowntimeSteps(events: readonly RoledEvent[]): DowntimeStep[] {
  return events.flatMap(({ kind, fields, at }) => {
    if (kind !== 'nova.downtime-increased') return [];
    const downtimeMs = numberIn(fields, 'downtime_ms');
    if (downtimeMs === undefined) return [];
    const stamp = new Date(Math.round(at)).toISOString();
    return [{ at: stamp, downtimeMs, afterS: numberIn(fields, 'elapsed_s') ?? 0 }];
  });
}

/** The plan as Nova prints it at DEBUG: `[(0, 50), (300, 95), …]`. */
export function loggedPlan(events: readonly RoledEvent[]): readonly PlannedStep[] {
  for (const { kind, fields } of events) {
    if (kind !== 'nova.downtime-unchanged' || typeof fields.steps !== 'string') continue;
    const steps = [...fields.steps.matchAll(/\((\d+), (\d+)\)/g)].map(([, after, ms]) => ({
      afterS: Number(after),
      ms: Number(ms),
    }));
    if (steps.length > 0) return steps;
  }
  return [];
}

/**
 * The plan that follows from the options, as downtime_steps in nova/virt/libvirt/migration.py makes it: even steps
 * since Ocata, exponential ones before.
 */
export function computePlan(options: OptionReader, dataGiB: number): readonly PlannedStep[] {
  const most = options.number('live_migration_downtime')?.value;
  const count = options.number('live_migration_downtime_steps')?.value;
  const perGiB = options.number('live_migration_downtime_delay')?.value;
  if (most === undefined || count === undefined || perGiB === undefined || count < 1) return [];
  const delay = Math.floor(perGiB * dataGiB);
  const steps = Array.from({ length: Math.min(count, MAX_STEPS) + 1 }, (_, step) => step);
  if (options.isBefore('ocata')) {
    const offset = most / (count + 1);
    const base = (most - offset) ** (1 / count);
    return steps.map((step) => ({ afterS: delay * step, ms: Math.floor(offset + base ** step) }));
  }
  const base = most / count;
  const offset = (most - base) / count;
  return steps.map((step) => ({ afterS: delay * step, ms: Math.floor(base + offset * step) }));
}

const MAX_STEPS = 1000;

/** What the plan permits after so many seconds; Nova takes a step when its mark has passed. */
export function plannedAt(plan: readonly PlannedStep[], elapsedS: number): number | undefined {
  return plan.findLast(({ afterS }) => elapsedS >= afterS)?.ms ?? plan[0]?.ms;
}
