import type { TimedEvent } from '../model/index.ts';
import type { InstanceIndex } from './instances.ts';

/** Events in time order, as they were given, under the instance that each is about. */
export interface GroupedEvents {
  readonly byInstance: ReadonlyMap<string, readonly TimedEvent[]>;
  /** Those about none. */
  readonly others: readonly TimedEvent[];
}

/** `events` in time order. */
export function groupByInstance(events: readonly TimedEvent[], index: InstanceIndex): GroupedEvents {
  const byInstance = new Map<string, TimedEvent[]>();
  const others: TimedEvent[] = [];
  for (const event of events) {
    const instance = index.instanceOf(event);
    const group = instance === undefined ? others : byInstance.get(instance);
    if (group !== undefined) group.push(event);
    else if (instance !== undefined) byInstance.set(instance, [event]);
  }
  return { byInstance, others };
}
