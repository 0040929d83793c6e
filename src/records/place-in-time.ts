import type { Envelope } from './envelope.ts';
import type { LineHead } from './line-format.ts';

const QUARTER_MS = 15 * 60_000;
/** How much later than the service the wrapper may have stamped a line (buffers, busy hosts). */
const MAX_DELAY_MS = 60_000;
const MAX_ZONE_MS = 15 * 3_600_000;

/** A head with what its envelope knows and it does not; its own stamp is the service's and stays. */
export function completeHead(head: LineHead, envelope: Envelope | undefined): LineHead {
  if (envelope === undefined) return head;
  return {
    ...head,
    ...timeOf(head, envelope),
    pid: head.pid ?? envelope.pid,
    level: head.level ?? envelope.level,
    host: envelope.host ?? head.host,
    program: envelope.program ?? head.program,
    unit: envelope.unit,
  };
}

/**
 * The wrapper's time where the line has none. Two stamps of one line also tell the service's zone, when the wrapper's
 * is UTC: the difference is a whole number of quarters of an hour.
 */
function timeOf(head: LineHead, envelope: Envelope): Pick<LineHead, 'wallMs' | 'clock'> {
  const { wallMs: outer, clock = 'local' } = envelope;
  if (head.wallMs === undefined) return { wallMs: outer, clock };
  if (head.clock === 'utc' || outer === undefined || clock !== 'utc') return head;
  const ahead = head.wallMs - outer;
  const offset = Math.round(ahead / QUARTER_MS) * QUARTER_MS;
  if (Math.abs(ahead - offset) > MAX_DELAY_MS || Math.abs(offset) > MAX_ZONE_MS) return head;
  return { wallMs: head.wallMs - offset, clock: 'utc' };
}
