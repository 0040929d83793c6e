import type { LogEvent } from '../model/index.ts';

/** Which instance an event is about, where the line itself does not say so. */
export interface InstanceIndex {
  readonly instanceOfDomain: ReadonlyMap<string, string>;
  readonly domainOfInstance: ReadonlyMap<string, string>;
  /** The instance that a request is about; requests that touch several have no owner. */
  readonly ownerOfRequest: ReadonlyMap<string, string>;
  readonly instanceOf: (event: LogEvent) => string | undefined;
  /** The request id of an event, unless it is known to belong to another instance. */
  readonly requestOf: (event: LogEvent) => string | undefined;
}

/**
 * Indexes domains (from QEMU's command lines) and requests.
 *
 * On the source the greenthreads of Rocky to Zed log with whatever context ran before them (no context copy in
 * nova/compute/manager.py), so a request id beside an instance may be another instance's: the event of a request
 * that came first decides whom it is about.
 */
export function indexInstances(events: readonly LogEvent[]): InstanceIndex {
  const instanceOfDomain = new Map<string, string>();
  const domainOfInstance = new Map<string, string>();
  const ownerOfRequest = new Map<string, string>();
  const claims = new Map<string, Claim>();
  for (const event of events) {
    if (event.instance !== undefined && event.domain !== undefined) {
      instanceOfDomain.set(event.domain, event.instance);
      domainOfInstance.set(event.instance, event.domain);
    }
    const { requestId, instance } = event;
    if (requestId === undefined || instance === undefined) continue;
    const trusted = isTrusted(event);
    const at = event.wallMs ?? Number.POSITIVE_INFINITY;
    const known = claims.get(requestId);
    if (known === undefined || isSurer({ trusted, at }, known))
      claims.set(requestId, { instance, trusted, at });
  }
  for (const [request, { instance }] of claims) ownerOfRequest.set(request, instance);
  const instanceOf = (event: LogEvent): string | undefined => {
    if (event.instance !== undefined) return event.instance;
    if (event.domain !== undefined) return instanceOfDomain.get(event.domain);
    const request = event.requestId ?? event.globalRequestId;
    const owner = request === undefined ? undefined : ownerOfRequest.get(request);
    if (owner !== undefined) return owner;
    return event.globalRequestId === undefined ? undefined : ownerOfRequest.get(event.globalRequestId);
  };
  const requestOf = (event: LogEvent): string | undefined => {
    const instance = instanceOf(event);
    for (const request of [event.requestId, event.globalRequestId]) {
      if (request === undefined) continue;
      const owner = ownerOfRequest.get(request);
      if (owner === undefined || instance === undefined || owner === instance) return request;
    }
    return undefined;
  };
  return { instanceOfDomain, domainOfInstance, ownerOfRequest, instanceOf, requestOf };
}

/** Phases whose lines are written while the request is being handled, with its own context. */
const TRUSTED: ReadonlySet<string> = new Set([
  'request',
  'schedule',
  'check',
  'pre-live-migration',
  'post-live-migration',
  'rollback',
]);

interface Claim {
  readonly instance: string;
  readonly trusted: boolean;
  readonly at: number;
}

function isTrusted({ phase, side }: LogEvent): boolean {
  if (phase === undefined || !TRUSTED.has(phase)) return false;
  return side !== 'source' || phase === 'check';
}

/** Trusted before others, earlier before later: a context sticks to a thread only after its own work. */
function isSurer(claim: Omit<Claim, 'instance'>, known: Claim): boolean {
  if (claim.trusted !== known.trusted) return claim.trusted;
  return claim.at < known.at;
}
