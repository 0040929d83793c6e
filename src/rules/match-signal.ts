import type { RoledEvent } from '../timeline/build-timeline.ts';
import type { FieldDemand, Signal } from './rule.ts';

/** Whether an event is one of a signal's. */
export function isSignal(signal: Signal, event: RoledEvent): boolean {
  return (
    signal.events.includes(event.kind) &&
    isPlaceRight(signal, event) &&
    signal.where.every((demand) => isMet(demand, event))
  );
}

const NONE: readonly RoledEvent[] = [];

/** A migration's events by kind, so that each of many signals looks only at what it may take. */
export class EventsByKind {
  private readonly events: readonly RoledEvent[];
  /** Where the events of each kind stand. */
  private readonly places = new Map<string, number[]>();

  constructor(events: readonly RoledEvent[]) {
    this.events = events;
    for (let place = 0; place < events.length; place += 1) {
      const kind = events[place]?.kind ?? '';
      const known = this.places.get(kind);
      if (known) known.push(place);
      else this.places.set(kind, [place]);
    }
  }

  kinds(): Iterable<string> {
    return this.places.keys();
  }

  /** What a signal takes, in the order of the events. */
  matching(signal: Signal): readonly RoledEvent[] {
    const lists = new Set<readonly number[]>();
    for (const kind of signal.events) {
      const list = this.places.get(kind);
      if (list !== undefined) lists.add(list);
    }
    if (lists.size === 0) return NONE;
    const [first = []] = lists;
    const places = lists.size === 1 ? first : [...lists].flat().sort((one, other) => one - other);
    return places.flatMap((place) => {
      const event = this.events[place];
      return event !== undefined && isSignal(signal, event) ? [event] : [];
    });
  }
}

/** Why an event of the right kind is none of a signal's all the same. */
export type SignalMiss =
  | { readonly type: 'place'; readonly wanted: string; readonly actual: string }
  | {
      readonly type: 'field';
      readonly demand: FieldDemand;
      /** Absent when the event does not have the field. */
      readonly actual: string | undefined;
    };

/** An event of the right kind that the signal does not take, and why. */
export interface NearMiss {
  readonly event: RoledEvent;
  readonly misses: readonly SignalMiss[];
}

/** What a signal takes of a migration's events, and what it leaves although the kind is right. */
export function sortEvents(
  signal: Signal,
  events: readonly RoledEvent[],
): { readonly matching: readonly RoledEvent[]; readonly nearMisses: readonly NearMiss[] } {
  const ofKind = events.filter((event) => signal.events.includes(event.kind));
  const judged = ofKind.map((event) => ({ event, misses: missesOf(signal, event) }));
  return {
    matching: judged.filter(({ misses }) => misses.length === 0).map(({ event }) => event),
    nearMisses: judged.filter(({ misses }) => misses.length > 0),
  };
}

function missesOf(signal: Signal, event: RoledEvent): SignalMiss[] {
  const misses: SignalMiss[] = [];
  if (signal.at !== undefined && !isPlaceRight(signal, event))
    misses.push({ type: 'place', wanted: signal.at, actual: event.role });
  for (const demand of signal.where) {
    if (isMet(demand, event)) continue;
    const value = event.fields[demand.field];
    misses.push({ type: 'field', demand, actual: value === undefined ? undefined : String(value) });
  }
  return misses;
}

function isPlaceRight({ at }: Signal, event: RoledEvent): boolean {
  if (at === undefined || event.role === 'anywhere') return true;
  return event.remote ? mayStemFrom(at, event) : event.role === at;
}

/** An exception that crossed the wire was raised on the host that was called, not on the one that logs it. */
function mayStemFrom(role: string, event: RoledEvent): boolean {
  if (!event.remote) return false;
  if (role === 'source') return event.role === 'destination' || event.role === 'controller';
  if (role === 'destination') return event.role === 'source' || event.role === 'controller';
  return false;
}

function isMet({ field, oneOf, pattern }: FieldDemand, event: RoledEvent): boolean {
  const value = event.fields[field];
  if (value === undefined) return false;
  return pattern === undefined ? oneOf.includes(value) : pattern.test(String(value));
}
