import type { Draft, LogFile } from './bundle.ts';
import { type Candidate, findPossibleCopies } from './copies.ts';
import { KnownLogs } from './known-logs.ts';
import type { Budget } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Findings, Unfoldable } from './unfold.ts';

/** What was found and waits to be read. */
export type Waiting = { readonly input: Draft; readonly candidate: Candidate | undefined } & (
  | { readonly log: LogFile; readonly fresh: () => AsyncIterable<Uint8Array> }
  | { readonly archive: Unfoldable; readonly isSingleLog: boolean }
);

/** The logs in the order in which they are read: what lies open, and archives behind it. */
export function logsOf(
  waiting: readonly Waiting[],
  budget: Budget,
  found: Findings,
  meter: Meter,
): Iterable<LogFile> | AsyncIterable<LogFile> {
  // What lies in archives shows only when it comes: then every log may have a copy.
  const suspect = waiting.some(isPack)
    ? undefined
    : findPossibleCopies(waiting.flatMap(({ candidate }) => candidate ?? []));
  const known = new KnownLogs();
  const mayHaveCopies = ({ candidate }: Waiting): boolean =>
    suspect === undefined || (candidate !== undefined && suspect.has(candidate.path));
  const ordered = [...waiting.filter((one) => !isPack(one)), ...waiting.filter(isPack)].map((one) =>
    'log' in one ? { ...one, log: withoutCopies(one, known, mayHaveCopies(one)) } : one,
  );
  const open = ordered.flatMap((one) => ('log' in one ? [one.log] : []));
  if (open.length === ordered.length) return open;
  const all = async function* (): AsyncGenerator<LogFile> {
    // Loaded only now, so that a run without archives starts quickly.
    const { Unfolder } = await import('./unfold.ts');
    const unfolder = new Unfolder(budget, found, meter);
    for (const one of ordered) {
      if ('log' in one) yield one.log;
      else yield* unfolder.unfold(one.archive, one.input, mayHaveCopies(one) ? known : undefined);
    }
  };
  return all();
}

function isPack(one: Waiting): boolean {
  return 'archive' in one && !one.isSingleLog;
}

function withoutCopies(
  { log, fresh, input, candidate }: Extract<Waiting, { readonly log: LogFile }>,
  known: KnownLogs,
  mayHaveCopies: boolean,
): LogFile {
  if (!mayHaveCopies || candidate === undefined) return log;
  // What a log is without its copies depends on these, so that its own stamp says nothing.
  const { source, bytes, read } = log;
  const { identity } = candidate;
  return {
    source,
    bytes,
    read,
    unread: () => known.unread(identity, fresh(), () => input.dropCopy(source.path)),
  };
}
