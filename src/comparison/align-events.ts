import type {
  ComparedEvent,
  ComparisonStep,
  Migration,
  Parting,
  SidedEvent,
  TimelineEvent,
  UnseenPart,
} from '../model/index.ts';
import { align } from './align.ts';

/** An event with the fields of its line. */
export interface AlignedEvent extends ComparedEvent {
  readonly fields: TimelineEvent['fields'];
}

export type AlignedStep =
  | { readonly type: 'both'; readonly left: AlignedEvent; readonly right: AlignedEvent }
  | { readonly type: 'left' | 'right'; readonly event: AlignedEvent };

/**
 * Aligns the events of two migrations by what happened at which side; hosts and times may differ.
 *
 * Noise of healthy migrations and DEBUG chatter are left out, repetitions count once. Lines of two hosts may come in another order
 * within the tolerance of their clocks: what both have in different order is no difference.
 */
export function alignEvents(
  left: Migration,
  right: Migration,
  unseen: readonly UnseenPart[] = [],
): readonly AlignedStep[] {
  const hidden = new Set<string | undefined>(unseen.map(({ what }) => what));
  const isSeen = ({ role, level }: AlignedEvent): boolean => !hidden.has(role) && !hidden.has(level);
  const [all, others] = [eventsOf(left).filter(isSeen), eventsOf(right).filter(isSeen)];
  const chatter = new Set([...chatterOf(all), ...chatterOf(others)]);
  const one = all.filter((event) => !chatter.has(keyOf(event)));
  const other = others.filter((event) => !chatter.has(keyOf(event)));
  const steps = align(one.map(keyOf), other.map(keyOf)).flatMap(([at, beside]): readonly AlignedStep[] => {
    const [event, twin] = [one[at ?? -1], other[beside ?? -1]];
    if (event !== undefined && twin !== undefined) return [{ type: 'both', left: event, right: twin }];
    if (event !== undefined) return [{ type: 'left', event }];
    return twin === undefined ? [] : [{ type: 'right', event: twin }];
  });
  return withMoved(steps);
}

function chatterOf(events: readonly AlignedEvent[]): readonly string[] {
  const byKey = Map.groupBy(events, keyOf);
  return [...byKey]
    .filter(([, own]) => own.some((event) => isChatter(event, own.length)))
    .map(([key]) => key);
}

function eventsOf({ startedAt, events }: Migration): readonly AlignedEvent[] {
  const start = Date.parse(startedAt);
  const kept: AlignedEvent[] = [];
  const last = new Map<string, number>();
  for (const event of events) {
    if (event.noise === true || event.role === 'other') continue;
    // A repetition right after its like at the same side, whatever the other sides log in between.
    const before = last.get(event.role);
    const same = before === undefined ? undefined : kept[before];
    if (before !== undefined && same !== undefined && keyOf(same) === keyOf(event)) {
      kept[before] = { ...same, count: same.count + (event.count ?? 1) };
      continue;
    }
    last.set(event.role, kept.length);
    const { kind, role, phase, host, at, level, summary, file, line, fields, count = 1 } = event;
    const sinceMs = Date.parse(at) - start;
    kept.push({
      ...{ kind, role, host, at, sinceMs, summary, file, line, count, fields },
      ...(phase === undefined ? {} : { phase }),
      ...(level === undefined ? {} : { level }),
    });
  }
  return kept;
}

/** Fields that make different events of one kind: "Paused" and "Resumed", 202 and 409. */
const TELLING_FIELDS = ['state', 'reason', 'status', 'filter'] as const;

function keyOf({ role, kind, fields }: Pick<AlignedEvent, 'role' | 'kind' | 'fields'>): string {
  const telling = TELLING_FIELDS.map((field) => fields[field]).filter((value) => value !== undefined);
  return [role, kind, ...telling].join(' ');
}

/** DEBUG lines that come again and again: how often depends on who looked when. */
function isChatter({ level, count }: AlignedEvent, times: number): boolean {
  return level === 'DEBUG' && (count > 1 || times > 1);
}

/** Joins what one has earlier and the other later, at the place of the left one. */
function withMoved(steps: readonly AlignedStep[]): readonly AlignedStep[] {
  const waiting = new Map<string, AlignedEvent[]>();
  for (const step of steps) {
    if (step.type === 'right')
      waiting.set(keyOf(step.event), [...(waiting.get(keyOf(step.event)) ?? []), step.event]);
  }
  const taken = new Set<AlignedEvent>();
  const joined = steps.map((step): AlignedStep => {
    if (step.type !== 'left') return step;
    const twin = waiting.get(keyOf(step.event))?.shift();
    if (twin === undefined) return step;
    taken.add(twin);
    return { type: 'both', left: step.event, right: twin };
  });
  return joined.filter((step) => step.type !== 'right' || !taken.has(step.event));
}

/** Without the fields, for the result. */
export function plainStep(step: AlignedStep): ComparisonStep {
  if (step.type === 'both')
    return { type: 'both', left: plainEvent(step.left), right: plainEvent(step.right) };
  return { type: step.type, event: plainEvent(step.event) };
}

function plainEvent({ fields: _fields, ...event }: AlignedEvent): ComparedEvent {
  return event;
}

/** Where the courses part: the first event that only one has, and how the other went on. */
export function findParting(steps: readonly ComparisonStep[]): Parting | undefined {
  const first = steps.findIndex(({ type }) => type !== 'both');
  const step = steps[first];
  if (step === undefined || step.type === 'both') return undefined;
  const before = steps[first - 1];
  const rest = steps.slice(first + 1);
  const instead = rest.find(({ type }) => type !== step.type);
  const last = before?.type === 'both' ? before[step.type] : undefined;
  return {
    side: step.type,
    event: step.event,
    alike: first,
    ...(last === undefined ? {} : { last }),
    ...(instead === undefined ? {} : { instead: ofOther(instead, step.type) }),
  };
}

function ofOther(step: ComparisonStep, side: 'left' | 'right'): ComparedEvent {
  if (step.type !== 'both') return step.event;
  return side === 'left' ? step.right : step.left;
}

const TROUBLE: ReadonlySet<string | undefined> = new Set(['WARNING', 'ERROR', 'TRACE', 'CRITICAL']);

/** The first warning or error that only one of them has. */
export function findTrouble(steps: readonly ComparisonStep[]): SidedEvent | undefined {
  for (const step of steps) {
    if (step.type !== 'both' && TROUBLE.has(step.event.level)) return { side: step.type, event: step.event };
  }
  return undefined;
}
