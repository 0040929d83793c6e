import type { Bundle, Draft, LogFile } from './bundle.ts';
import { type Candidate, findPossibleCopies } from './copies.ts';
import type { Limits } from './limits.ts';
import type { Meter } from './meter.ts';
import { groundOf, LogStrand } from './strand.ts';
import type { Findings, Unfoldable } from './unfold.ts';

/** What was found and waits to be read. */
export type Waiting = {
  readonly input: Draft;
  readonly candidate: Candidate | undefined;
  /** It cannot be read a second time. */
  readonly comesOnce?: boolean;
} & (
  | { readonly log: LogFile; readonly fresh: () => AsyncIterable<Uint8Array> }
  | { readonly archive: Unfoldable; readonly isSingleLog: boolean }
);

/** The logs in the order in which they are read, what lies open and archives behind it; each archive is a strand. */
export function logsOf(
  waiting: readonly Waiting[],
  limits: Limits,
  found: Findings,
  meter: Meter,
): Pick<Bundle, 'logs' | 'strands'> {
  // What lies in archives shows only when it comes: then every log may have a copy.
  const suspect = waiting.some(isPack)
    ? undefined
    : findPossibleCopies(waiting.flatMap(({ candidate }) => candidate ?? []));
  const mayHaveCopies = ({ candidate }: Waiting): boolean =>
    suspect === undefined || (candidate !== undefined && suspect.has(candidate.path));
  const ordered = [...waiting.filter((one) => !isPack(one)), ...waiting.filter(isPack)];
  const run = { limits, meter, mayHaveCopies, ground: groundOf(limits, found) };
  const strands = inStrands(ordered).map((items) => new LogStrand(items, run));
  const isAsTheyLie = ordered.every((one) => 'log' in one && !mayHaveCopies(one));
  if (isAsTheyLie) return { logs: ordered.flatMap((one) => ('log' in one ? [one.log] : [])) };
  return { logs: inTurn(strands), strands };
}

async function* inTurn(strands: readonly LogStrand[]): AsyncGenerator<LogFile> {
  for (const strand of strands) yield* strand.again();
}

/** What lies open is read faster than anything could be started; whatever has to be unfolded goes by itself. */
function inStrands(ordered: readonly Waiting[]): Waiting[][] {
  const strands: Waiting[][] = [];
  let open: Waiting[] | undefined;
  for (const one of ordered) {
    if ('archive' in one) {
      strands.push([one]);
      open = undefined;
    } else if (open === undefined) strands.push((open = [one]));
    else open.push(one);
  }
  return strands;
}

function isPack(one: Waiting): boolean {
  return 'archive' in one && !one.isSingleLog;
}
