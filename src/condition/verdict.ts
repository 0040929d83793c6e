import type { Condition, Span } from './condition.ts';

/** What a sequence needs to know of an event: when and where, and how sure the clock is. */
export interface SignalEvent {
  /** Corrected time, ms since the epoch. */
  readonly at: number;
  readonly toleranceMs: number;
  readonly host: string;
}

/** One term of a condition with what became of it. */
export interface TraceNode extends Span {
  readonly type: Condition['type'];
  /** The term in its normal spelling. */
  readonly text: string;
  readonly holds: boolean;
  readonly why: string;
  readonly children: readonly TraceNode[];
}

/** Whether a condition holds, the events that make it hold by signal, and the reason term by term. */
export interface Verdict<E extends SignalEvent> {
  readonly holds: boolean;
  /** Empty when the condition does not hold. */
  readonly evidence: ReadonlyMap<string, readonly E[]>;
  readonly trace: TraceNode;
}
