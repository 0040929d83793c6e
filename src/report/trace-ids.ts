import { createHash } from 'node:crypto';

/**
 * Ids as W3C Trace Context wants them, derived from a migration's own id: the same migration has the same trace
 * in every export, so that events and spans of different runs and formats find one another.
 */
export function traceId(migration: string): string {
  return digest(`trace ${migration}`).slice(0, 32);
}

/** The id of one span of a migration; the root's name is empty. */
export function spanId(migration: string, span: string): string {
  return digest(`span ${migration} ${span}`).slice(0, 16);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
