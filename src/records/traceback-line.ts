import type { LineHead, OpenRecord } from './line-format.ts';

/** Between the lines of one traceback the journal's stamps may differ, oslo.log's never do. */
const SAME_TRACEBACK_MS = 1_000;

/** `logging_exception_prefix` repeats time, pid, logger and instance under ERROR (TRACE until oslo.log 1.1). */
export function continues(open: OpenRecord, next: LineHead, isStampless: boolean): boolean {
  if (!isOfTraceback(next) || open.head.logger !== next.logger) return false;
  if (!isStampless) return open.head.wallMs === next.wallMs;
  return Math.abs((open.wrappedMs ?? 0) - (next.wallMs ?? 0)) <= SAME_TRACEBACK_MS;
}

/** The levels under which oslo.log writes the lines of tracebacks. */
export function isOfTraceback({ level }: LineHead): boolean {
  return level === 'ERROR' || level === 'TRACE' || level === 'CRITICAL';
}
