import type { ClockInfo, Migration, TimedEvent } from '../model/index.ts';
import type { Route } from './roles.ts';

/** Measures how long the guest stood still, from "paused" on the source to "resumed" on the destination. */
export function measureDowntime(
  events: readonly TimedEvent[],
  route: Route,
  clocks: ReadonlyMap<string, ClockInfo>,
): Migration['downtimeMs'] | undefined {
  const { source, destination } = route;
  if (source === undefined || destination === undefined) return undefined;
  const paused = events.findLast((event) => event.kind === 'nova.vm-paused' && event.host === source);
  if (paused === undefined) return undefined;
  const resumed = events.find((event) => event.kind === 'nova.vm-resumed' && event.host === destination);
  if (resumed === undefined) return undefined;
  const value = Math.round(resumed.at - paused.at);
  const tolerance = (clocks.get(source)?.toleranceMs ?? 0) + (clocks.get(destination)?.toleranceMs ?? 0);
  if (value < -tolerance) return undefined;
  return {
    value: Math.max(0, value),
    basis: 'lifecycle',
    tolerance: Math.max(tolerance, LIFECYCLE_DELAY_MS),
  };
}

/** Nova learns of lifecycle events through libvirt's event loop, some tens of milliseconds late. */
const LIFECYCLE_DELAY_MS = 100;
