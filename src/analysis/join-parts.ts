import type { Catalogue } from '../catalogue/catalogue.ts';
import type { LogEvent } from '../model/index.ts';
import { joinStats, UnmatchedLines, type ShapeCount } from '../timeline/source-stats.ts';
import { type PackedEvents, unpackEvents } from './packed-events.ts';
import type { ReadPart, WholeLog } from './read-log.ts';

/** A part of a log as somebody else read it, as plain data. */
export interface PackedPart extends ReadPart {
  readonly events: PackedEvents;
  readonly unmatched: readonly ShapeCount[];
}

/** Its beginning, as this thread read it; there need be none. */
export interface FirstPart extends ReadPart {
  readonly events: LogEvent[];
  readonly unmatched: UnmatchedLines;
}

/** A log of which all parts were read, each as if there was nothing before it. */
export interface JoinedLog extends WholeLog {
  readonly events: LogEvent[];
  readonly unmatched: UnmatchedLines;
}

/**
 * Puts the parts of a log together, in their order, as if one reader had read them all. `undefined` where one of them
 * depends on what stands before it: then the log has to be read in one go.
 */
export function joinParts(
  first: FirstPart | undefined,
  others: readonly PackedPart[],
  { onceEvents }: Catalogue,
): JoinedLog | undefined {
  const parts = first === undefined ? others : [first, ...others];
  const [start] = parts;
  if (start === undefined) return undefined;
  const isWhole = parts.every((part, nth) =>
    mayBeJoined(part, { isFirst: nth === 0, isLast: nth === parts.length - 1 }),
  );
  if (!isWhole) return undefined;
  const events = first?.events ?? [];
  const unmatched = first?.unmatched ?? new UnmatchedLines();
  const said = new Set(events.map(({ kind }) => kind).filter((kind) => onceEvents.includes(kind)));
  const placed: { readonly stats: ReadPart['stats']; readonly linesBefore: number }[] = [];
  let lines = 0;
  let longLine: number | undefined;
  for (const part of parts) {
    placed.push({ stats: part.stats, linesBefore: lines });
    if (part.longLine !== undefined) longLine ??= part.longLine + lines;
    if (isPacked(part)) {
      for (const event of unpackEvents(part.events, lines)) {
        if (said.has(event.kind)) continue;
        if (onceEvents.includes(event.kind)) said.add(event.kind);
        events.push(event);
      }
      unmatched.addAll(UnmatchedLines.of(part.unmatched), lines);
    }
    lines += part.lines;
  }
  if (unmatched.isFull) return undefined;
  const stats = joinStats(start.stats.source, placed);
  return { stats, bytes: stats.bytes, copiedLines: 0, longLine, breakOff: undefined, events, unmatched };
}

/** Whether a part was read to its end, and reads the same as it would behind those before it. */
export function mayBeJoined(
  { breakOff, endsAsNew, mayContinue }: ReadPart,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): boolean {
  return breakOff === undefined && (isFirst || !mayContinue) && (isLast || endsAsNew);
}

function isPacked(part: FirstPart | PackedPart): part is PackedPart {
  return !Array.isArray(part.events);
}
