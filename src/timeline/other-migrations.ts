import type { TimedEvent } from '../model/index.ts';
import type { Attempt } from './attempts.ts';
import { REQUESTS_ABOUT_RUNNING } from './milestones.ts';

/** How the API says that it has taken a request on. */
const ACCEPTED = 202;

/**
 * Takes out of an attempt what was asked about other migrations of the instance, which requests name by number.
 *
 * The attempt's own number is the one of which a request was accepted: only the migration under way admits any. Where
 * no request was, or of several, nothing tells.
 */
export function leaveOtherMigrations({ events, requestId, requestIds }: Attempt): void {
  const asked = events.filter((event) => REQUESTS_ABOUT_RUNNING.has(event.kind));
  const accepted = new Set(asked.filter(({ fields }) => fields.status === ACCEPTED).map(numberOf));
  const [own] = accepted;
  if (own === undefined || accepted.size > 1) return;
  const others = new Set(asked.filter((event) => (numberOf(event) ?? own) !== own));
  const requests = new Set([...others].map((event) => event.requestId));
  for (const request of [undefined, requestId]) requests.delete(request);
  for (const request of requests) if (request !== undefined) requestIds.delete(request);
  const left = events.filter((event) => !others.has(event) && !requests.has(event.requestId));
  events.splice(0, events.length, ...left);
}

function numberOf({ fields }: TimedEvent): unknown {
  return fields.migration_id;
}
