import type { LogKind } from '../model/index.ts';
import { formatsOf } from './formats.ts';
import { headersOf } from './plain-header.ts';

const NEWLINE = 0x0a;

/**
 * Where in a piece of a log somebody else may begin to read: at an entry in the usual form of its kind of log, behind
 * another one, because a traceback is not to be cut in two. `undefined` when there is no such place.
 */
export function findCut(piece: Buffer, kind: LogKind): number | undefined {
  const headers = headersOf(formatsOf(kind)[0]?.id ?? '');
  if (headers === undefined) return undefined;
  let isBehindPlain = false;
  let from = piece.indexOf(NEWLINE) + 1;
  for (let to = piece.indexOf(NEWLINE, from); from > 0 && to >= 0; to = piece.indexOf(NEWLINE, from)) {
    const isPlain = headers.read(piece, from, to) !== 'unknown';
    if (isPlain && isBehindPlain) return from;
    isBehindPlain = isPlain;
    from = to + 1;
  }
  return undefined;
}
