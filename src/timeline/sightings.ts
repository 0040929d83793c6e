import type { GroupedEvents } from './group-by-instance.ts';
import { countLeading } from './time-search.ts';

/** The compute host that was the last to write about an instance before a moment. */
export function lastSeenOn(
  { byInstance }: GroupedEvents,
  instance: string,
  moment: number,
): string | undefined {
  const about = byInstance.get(instance) ?? [];
  for (let position = countLeading(about, ({ at }) => at < moment) - 1; position >= 0; position -= 1) {
    const event = about[position];
    if (event?.instance === instance && event.logKind === 'nova-compute') return event.host;
  }
  return undefined;
}
