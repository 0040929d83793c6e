import type { CopyEnding, Migration } from '../model/index.ts';
import type { RoledEvent } from '../timeline/build-timeline.ts';

/** Says how the copy came to its end, from the events of the source and the controllers. */
export function findEnding({ outcome }: Migration, events: readonly RoledEvent[]): CopyEnding {
  const first = (...kinds: readonly string[]): RoledEvent | undefined =>
    events.find((event) => kinds.includes(event.kind));
  const postCopy = first(
    'nova.post-copy-switched',
    'nova.vm-postcopy-started',
    'libvirt.qmp-migrate-start-postcopy',
  );
  if (postCopy !== undefined) return { type: 'post-copy', at: iso(postCopy), ...leftAt(events, postCopy.at) };
  const timedOut = first('nova.live-migration-timed-out');
  const forced = timedOut ?? first('nova.force-complete-requested', 'nova.force-complete-answered');
  const paused = events.findLast((event) => event.kind === 'nova.vm-paused' && event.role === 'source');
  if (outcome === 'completed') {
    if (forced === undefined)
      return { type: 'switched-over', ...(paused === undefined ? {} : { at: iso(paused) }) };
    const at = paused ?? forced;
    return { type: 'forced-pause', at: iso(at), ...leftAt(events, at.at) };
  }
  if (timedOut !== undefined) return { type: 'timed-out', at: iso(timedOut) };
  const stuck = first('nova.live-migration-stuck');
  if (stuck !== undefined) return { type: 'no-progress', at: iso(stuck) };
  const aborted = first('nova.live-migration-abort-requested', 'nova.live-migration-abort-answered');
  if (outcome === 'cancelled' || aborted !== undefined)
    return { type: 'aborted', ...(aborted === undefined ? {} : { at: iso(aborted) }) };
  if (outcome === 'unfinished') return { type: 'open' };
  const failed = first('nova.live-migration-failure', 'nova.migration-aborted');
  return { type: 'failed', ...(failed === undefined ? {} : { at: iso(failed) }) };
}

/** What the last progress line before a moment said was left. */
function leftAt(events: readonly RoledEvent[], at: number): { readonly memoryRemaining?: number } {
  const line = events.findLast((event) => event.kind === 'nova.migration-running' && event.at <= at);
  const left = line?.fields.memory_remaining;
  const total = line?.fields.memory_total;
  return typeof left === 'number' && typeof total === 'number' && total > 0 ? { memoryRemaining: left } : {};
}

function iso({ at }: RoledEvent): string {
  return new Date(Math.round(at)).toISOString();
}
