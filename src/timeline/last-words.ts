import type { TimedEvent } from '../model/index.ts';
import { groupBy } from './group-by.ts';

/**
 * Gives QEMU's last words the time at which its guest shut down.
 *
 * What QEMU writes without its own stamp (an assertion, all of it before `-msg timestamp=on`) has the time of the line
 * before, which may be hours old; the line behind it is the one that libvirt writes when QEMU is gone.
 */
export function placeLastWords(placed: TimedEvent[]): TimedEvent[] {
  const guests = placed.filter(({ logKind }) => logKind === 'qemu-instance');
  const endedAt = new Map<TimedEvent, number>();
  for (const lines of groupBy(guests, ({ path }) => path).values()) {
    lines.sort((one, other) => other.line - one.line);
    let end: number | undefined;
    for (const [position, event] of lines.entries()) {
      const isUndated = event.wallMs === lines[position + 1]?.wallMs;
      if (event.kind === 'qemu.shut-down') end = event.at;
      else if (end !== undefined && event.sign === 'failure' && isUndated) endedAt.set(event, end);
      else end = undefined;
    }
  }
  if (endedAt.size === 0) return placed;
  return placed.map((event) => {
    const at = endedAt.get(event);
    return at === undefined ? event : { ...event, at };
  });
}
