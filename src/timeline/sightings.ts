import type { TimedEvent } from '../model/index.ts';
import { countLeading } from './time-search.ts';

/** Which compute hosts wrote about which instances, and when. */
export class Sightings {
  private readonly byInstance = new Map<string, TimedEvent[]>();

  /** `events` in time order. */
  constructor(events: readonly TimedEvent[]) {
    for (const event of events) {
      if (event.instance === undefined || event.logKind !== 'nova-compute') continue;
      const list = this.byInstance.get(event.instance);
      if (list) list.push(event);
      else this.byInstance.set(event.instance, [event]);
    }
  }

  /** The host that was the last to write about an instance before a moment. */
  hostBefore(instance: string, moment: number): string | undefined {
    const seen = this.byInstance.get(instance) ?? [];
    return seen[countLeading(seen, ({ at }) => at < moment) - 1]?.host;
  }
}
