import type { Fields } from '../model/index.ts';
import type { RoledEvent } from './build-timeline.ts';

/** Something that was so when a migration began, with the line that says it. */
export interface Standing {
  readonly kind: string;
  readonly fields: Fields;
  readonly role: 'source' | 'destination';
  readonly summary: string;
  readonly excerpt: string;
  readonly host: string;
  readonly place: { readonly file: string; readonly line: number };
  /** The migration's start: nothing happened then, but it was so. */
  readonly at: number;
}

/** What stood as an event, so that rules can ask for it. */
export function standingEvent({
  kind,
  fields,
  role,
  summary,
  excerpt,
  host,
  place,
  at,
}: Standing): RoledEvent {
  return {
    kind,
    fields,
    phase: undefined,
    side: role,
    sign: 'normal',
    summary,
    path: place.file,
    line: place.line,
    endLine: place.line,
    logKind: 'system',
    hostKey: host,
    pid: undefined,
    level: undefined,
    wallMs: undefined,
    clock: 'utc',
    requestId: undefined,
    globalRequestId: undefined,
    instance: undefined,
    domain: undefined,
    remote: false,
    relayed: false,
    excerpt,
    host,
    at,
    role,
    toleranceMs: 0,
    ambient: true,
  };
}
