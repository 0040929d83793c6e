import { findChain } from './chain.ts';
import { compareCount } from './compare-count.ts';
import {
  compareField,
  fieldExists,
  fieldIsMember,
  matchField,
  type FieldSource,
  type FieldVerdict,
} from './compare-field.ts';
import type { Condition, ConditionOf } from './condition.ts';
import { describeChain } from './describe-chain.ts';
import type { FieldReading, FieldTable } from './field-table.ts';
import { MIGRATION_FIELDS } from './migration-fields.ts';
import { printCondition } from './print-condition.ts';
import type { SignalEvent, TraceNode, Verdict } from './verdict.ts';

/** Events kept as evidence for one signal. */
export const MAX_EVIDENCE = 20;

/** What a condition is evaluated against. */
export interface ConditionContext<E extends SignalEvent> {
  readonly signal: (name: string) => readonly E[];
  readonly field: (name: string) => FieldReading | undefined;
  /** Types of the fields; those of a migration unless given. */
  readonly fields?: FieldTable;
}

type Evidence<E> = readonly (readonly [signal: string, events: readonly E[]])[];

interface TermVerdict<E> {
  readonly trace: TraceNode;
  readonly evidence: Evidence<E>;
}

/**
 * Evaluates a condition term by term; every term is looked at, so that the trace and the evidence are complete.
 *
 * Evidence comes from the terms that hold: all events of a plain signal, the earliest chain of a sequence. What
 * stands under `not` gives none.
 */
export function evaluateCondition<E extends SignalEvent>(
  ast: Condition,
  context: ConditionContext<E>,
): Verdict<E> {
  const source = { field: context.field, fields: context.fields ?? MIGRATION_FIELDS };
  const { trace, evidence } = new Evaluation(context.signal, source).term(ast);
  return { holds: trace.holds, evidence: gather(trace.holds ? evidence : []), trace };
}

class Evaluation<E extends SignalEvent> {
  private readonly signal: (name: string) => readonly E[];
  private readonly source: FieldSource;

  constructor(signal: (name: string) => readonly E[], source: FieldSource) {
    this.signal = signal;
    this.source = source;
  }

  term(node: Condition): TermVerdict<E> {
    switch (node.type) {
      case 'and':
      case 'or':
        return this.joined(node);
      case 'not': {
        const inner = this.term(node.term).trace;
        return verdict(
          node,
          !inner.holds,
          inner.holds ? 'the term holds' : 'the term does not hold',
          [],
          [inner],
        );
      }
      case 'signal': {
        const events = this.signal(node.name);
        return verdict(node, events.length > 0, howMany(events.length), [[node.name, events]]);
      }
      case 'count': {
        const events = this.signal(node.signal.name);
        const holds = compareCount(events.length, node);
        return verdict(node, holds, howMany(events.length), [[node.signal.name, events]]);
      }
      case 'sequence':
        return this.sequence(node);
      case 'compare':
        return this.field(node, compareField(node, this.source));
      case 'member':
        return this.field(node, fieldIsMember(node, this.source));
      case 'match':
        return this.field(node, matchField(node, this.source));
      case 'exists':
        return this.field(node, fieldExists(node, this.source));
    }
  }

  private field(node: Condition, { holds, why }: FieldVerdict): TermVerdict<E> {
    return verdict(node, holds, why(), []);
  }

  private joined(node: ConditionOf<'and' | 'or'>): TermVerdict<E> {
    const terms = node.terms.map((term) => this.term(term));
    const holding = terms.filter(({ trace }) => trace.holds);
    const holds = node.type === 'and' ? holding.length === terms.length : holding.length > 0;
    return verdict(
      node,
      holds,
      `${holding.length} of ${terms.length} terms hold`,
      holding.flatMap(({ evidence }) => evidence),
      terms.map(({ trace }) => trace),
    );
  }

  private sequence(node: ConditionOf<'sequence'>): TermVerdict<E> {
    const origin = new Map<E, string>();
    const steps = node.steps.map(({ signals, within }) => {
      const events = signals.flatMap(({ name }) => {
        const found = this.signal(name);
        for (const event of found) if (!origin.has(event)) origin.set(event, name);
        return found;
      });
      return { events: [...new Set(events)], withinMs: within?.ms };
    });
    const chain = findChain(steps);
    const why = describeChain(node, steps, chain);
    if (!chain.found) return verdict(node, false, why, []);
    const evidence = chain.events.map((event, index): Evidence<E>[number] => {
      // An event that several signals share counts for the one that this step names.
      const named = node.steps[index]?.signals.find(({ name }) => this.signal(name).includes(event));
      return [named?.name ?? origin.get(event) ?? '', [event]];
    });
    return verdict(node, true, why, evidence);
  }
}

function verdict<E>(
  node: Condition,
  holds: boolean,
  why: string,
  evidence: Evidence<E>,
  children: readonly TraceNode[] = [],
): TermVerdict<E> {
  const { type, offset, length } = node;
  const trace = { type, text: textOf(node), holds, why, offset, length, children };
  return { trace, evidence: holds ? evidence : [] };
}

const printed = new WeakMap<Condition, string>();

/** A rule's condition is evaluated for every migration, and its text stays the same. */
function textOf(node: Condition): string {
  let text = printed.get(node);
  if (text === undefined) printed.set(node, (text = printCondition(node)));
  return text;
}

function howMany(events: number): string {
  if (events === 0) return 'no event';
  return events === 1 ? '1 event' : `${events} events`;
}

/** Evidence by signal, each event once, by time. */
function gather<E extends SignalEvent>(evidence: Evidence<E>): ReadonlyMap<string, readonly E[]> {
  const gathered = new Map<string, Set<E>>();
  for (const [signal, events] of evidence) {
    if (events.length === 0) continue;
    let known = gathered.get(signal);
    if (known === undefined) gathered.set(signal, (known = new Set()));
    for (const event of events) known.add(event);
  }
  return new Map(
    [...gathered].map(([signal, events]) => [
      signal,
      [...events].sort((one, other) => one.at - other.at).slice(0, MAX_EVIDENCE),
    ]),
  );
}
