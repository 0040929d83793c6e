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
  private readonly byKind = new Map<string, { readonly event: RoledEvent; readonly position: number }[]>();

  constructor(events: readonly RoledEvent[]) {
    for (const [position, event] of events.entries()) {
      const known = this.byKind.get(event.kind);
      if (known) known.push({ event, position });
      else this.byKind.set(event.kind, [{ event, position }]);
    }
  }

  /** What a signal takes, in the order of the events. */
  matching(signal: Signal): readonly RoledEvent[] {
    if (!signal.events.some((kind) => this.byKind.has(kind))) return NONE;
    const kinds = new Set(signal.events);
    const found = [...kinds].flatMap((kind) =>
      (this.byKind.get(kind) ?? []).filter(({ event }) => isSignal(signal, event)),
    );
    if (kinds.size > 1) found.sort((one, other) => one.position - other.position);
    return found.map(({ event }) => event);
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
