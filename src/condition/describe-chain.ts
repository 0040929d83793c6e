import type { Chain, ChainStep } from './chain.ts';
import type { ConditionOf, Step } from './condition.ts';
import { printQuantity } from './quantity.ts';
import type { SignalEvent } from './verdict.ts';

/** Why a sequence was found or not, in words for a trace. */
export function describeChain<E extends SignalEvent>(
  { steps }: ConditionOf<'sequence'>,
  events: readonly ChainStep<E>[],
  chain: Chain<E>,
): string {
  if (chain.found) {
    const waits = chain.events
      .slice(1)
      .map((event, index) => event.at - (chain.events[index]?.at ?? event.at));
    return waits
      .map((wait, index) => `${nameOf(steps[index + 1])} ${describeWait(wait, steps[index + 1]?.within?.ms)}`)
      .join(', ');
  }
  if (chain.exhausted) return 'there are too many events to try all orders';
  const missing = steps.findIndex((_, index) => events[index]?.events.length === 0);
  if (missing >= 0) return `${nameOf(steps[missing])} has no event`;
  const next = steps[chain.reached];
  const before = nameOf(steps[chain.reached - 1]);
  if (chain.closestMs === undefined) return `no event of ${nameOf(next)} comes after ${before}`;
  return `${nameOf(next)} comes ${printQuantity('duration', chain.closestMs)} after ${before} at the soonest`;
}

function describeWait(wait: number, within: number | undefined): string {
  if (wait === 0) return 'at the same time';
  const shown = printQuantity('duration', Math.abs(wait));
  const open =
    wait < 0 || (within !== undefined && wait > within) ? ', within what the clocks leave open' : '';
  return `${shown} ${wait > 0 ? 'later' : 'earlier'}${open}`;
}

function nameOf(step: Step | undefined): string {
  return step === undefined ? 'the next step' : `"${step.signals.map(({ name }) => name).join(' or ')}"`;
}
