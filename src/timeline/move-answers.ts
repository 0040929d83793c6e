import type { TimedEvent } from '../model/index.ts';
import { groupBy } from './group-by.ts';
import type { InstanceIndex } from './instances.ts';
import { countLeading } from './time-search.ts';

/** An API answer this long before the first line of a migration can be the request for it (it may have queued). */
const ANSWER_MS = 10 * 60_000;

/** The scheduler restricts the hosts only for moves. */
const MOVES: ReadonlySet<string> = new Set([
  'nova.host-filter-only',
  'nova.host-filter-ignoring',
  'nova.host-filter-forcing',
]);

/** What only the destination of a live migration does for a request. */
const DESTINATION_PHASES: ReadonlySet<string | undefined> = new Set(['check', 'pre-live-migration']);

/**
 * Accepted actions on instances, as the API's access lines have them, and which of them were moves: those for which the
 * scheduler or the destination did what they do for no other action.
 */
export class MoveAnswers {
  private readonly byInstance: ReadonlyMap<string, readonly TimedEvent[]>;
  private readonly moves: ReadonlySet<string | undefined>;
  private readonly index: InstanceIndex;

  /** `events` in time order. */
  constructor(events: readonly TimedEvent[], index: InstanceIndex) {
    const accepted = events.filter(
      ({ kind, fields }) => kind === 'nova.server-action-answered' && fields.status === 202,
    );
    this.byInstance = groupBy(accepted, ({ instance }) => instance ?? '');
    this.moves = new Set(events.filter(isMove).map(({ requestId }) => requestId));
    this.index = index;
  }

  /** The request of the last accepted action on an instance before a moment, if that was a move. */
  requestBefore(instance: string, moment: number): string | undefined {
    const answers = this.byInstance.get(instance) ?? [];
    const answer = answers[countLeading(answers, ({ at }) => at <= moment) - 1];
    if (answer?.requestId === undefined || answer.at < moment - ANSWER_MS) return undefined;
    const isOwn = this.index.requestOf(answer) === answer.requestId;
    return isOwn && this.moves.has(answer.requestId) ? answer.requestId : undefined;
  }
}

function isMove({ kind, phase, side }: TimedEvent): boolean {
  return MOVES.has(kind) || (side === 'destination' && DESTINATION_PHASES.has(phase));
}
