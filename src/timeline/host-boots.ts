import type { TimedEvent } from '../model/index.ts';

/** A host that booted, and the last sign of life that its logs show before. */
export interface HostBoot {
  readonly event: TimedEvent;
  readonly silentFrom: number;
}

/** The boots of all hosts by time; `events` in time order. Its guests ended when a host fell silent, whatever their logs say. */
export function findHostBoots(events: readonly TimedEvent[]): HostBoot[] {
  if (!events.some(isBoot)) return [];
  const lastAt = new Map<string, number>();
  return events.flatMap((event) => {
    const silentFrom = lastAt.get(event.host) ?? Number.NEGATIVE_INFINITY;
    lastAt.set(event.host, event.at);
    return isBoot(event) ? [{ event, silentFrom }] : [];
  });
}

function isBoot({ kind }: TimedEvent): boolean {
  return kind === 'kernel.booted';
}
