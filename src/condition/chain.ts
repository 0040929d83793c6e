import type { SignalEvent } from './verdict.ts';

/** A step of a sequence with its events. */
export interface ChainStep<E extends SignalEvent> {
  readonly events: readonly E[];
  readonly withinMs: number | undefined;
}

export type Chain<E extends SignalEvent> =
  | { readonly found: true; readonly events: readonly E[] }
  /** How many steps could be taken, and the shortest wait for the next where only `within` stood in the way. */
  | {
      readonly found: false;
      readonly reached: number;
      readonly closestMs: number | undefined;
      readonly exhausted: boolean;
    };

/** No search goes on for longer than this many comparisons; a log can hold many events of two signals. */
const MAX_VISITS = 1_000_000;

/**
 * Finds the earliest chain of events in the order of the steps: the first step's event as early as possible, then
 * the second's, and so on.
 *
 * Clocks of two hosts are known only within a tolerance, so an event counts as later when it can have been later;
 * on one host the clock is its own and the tolerance is nought. No event stands for two steps.
 */
export function findChain<E extends SignalEvent>(steps: readonly ChainStep<E>[]): Chain<E> {
  return new ChainSearch(steps).run();
}

/** How far two events' distance in time may be off. */
export function toleranceOf(one: SignalEvent, other: SignalEvent): number {
  return one.host === other.host ? 0 : one.toleranceMs + other.toleranceMs;
}

class ChainSearch<E extends SignalEvent> {
  private readonly steps: readonly ChainStep<E>[];
  private readonly sorted: readonly (readonly E[])[];
  private readonly slack: number;
  /** Events from which the rest of the chain cannot be reached, by step. */
  private readonly dead: readonly Set<E>[];
  private readonly chain: E[] = [];
  private visits = 0;
  /** Events met that the chain already held. */
  private collisions = 0;
  private reached = 0;
  private closestMs: number | undefined;

  constructor(steps: readonly ChainStep<E>[]) {
    this.steps = steps;
    this.sorted = steps.map(({ events }) => [...events].sort((one, other) => one.at - other.at));
    this.slack = 2 * this.sorted.flat().reduce((most, { toleranceMs }) => Math.max(most, toleranceMs), 0);
    this.dead = steps.map(() => new Set());
  }

  run(): Chain<E> {
    if (this.extend(0)) return { found: true, events: this.chain };
    return {
      found: false,
      reached: this.reached,
      closestMs: this.closestMs,
      exhausted: this.visits > MAX_VISITS,
    };
  }

  private extend(step: number): boolean {
    const before = this.chain.at(-1);
    const events = this.sorted[step];
    if (events === undefined) return true;
    const collisions = this.collisions;
    for (
      let index = before ? firstFrom(events, before.at - this.slack) : 0;
      index < events.length;
      index += 1
    ) {
      const event = events[index];
      if (event === undefined || this.visits > MAX_VISITS) break;
      this.visits += 1;
      if (this.dead[step]?.has(event) === true) continue;
      if (this.chain.includes(event)) {
        this.collisions += 1;
        continue;
      }
      if (before !== undefined) {
        const fit = this.fit(before, event, step);
        if (fit === 'too-late') break;
        if (fit === 'no') continue;
      }
      this.chain.push(event);
      if (this.chain.length > this.reached) {
        this.reached = this.chain.length;
        this.closestMs = undefined;
      }
      if (this.extend(step + 1)) return true;
      this.chain.pop();
    }
    // An event that the chain itself held may be free on another way here.
    if (this.collisions === collisions && before !== undefined) this.dead[step - 1]?.add(before);
    return false;
  }

  private fit(before: E, event: E, step: number): 'yes' | 'no' | 'too-late' {
    const tolerance = toleranceOf(before, event);
    const waited = event.at - before.at;
    if (waited + tolerance < 0) return 'no';
    const within = this.steps[step]?.withinMs;
    if (within === undefined || waited <= within + tolerance) return 'yes';
    if (this.chain.length === this.reached) this.closestMs = Math.min(this.closestMs ?? waited, waited);
    return waited > within + this.slack ? 'too-late' : 'no';
  }
}

/** Index of the first event at or after a time. */
function firstFrom(events: readonly SignalEvent[], at: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
