import type { Envelope } from '../envelope.ts';
import type { JsonObject } from '../json-object.ts';
import { numberOf, textOf, wordOf } from '../json-object.ts';
import { readPriority } from '../line-format.ts';

/**
 * A journal entry from its fields (systemd.journal-fields(7)). The sender's own time is preferred to the time of
 * receipt; both are UTC, in microseconds.
 */
export function journalEnvelope(wrapper: string, fields: JsonObject, message: string): Envelope {
  const micros = numberOf(fields, '_SOURCE_REALTIME_TIMESTAMP', '__REALTIME_TIMESTAMP');
  const host = textOf(fields, '_HOSTNAME');
  const program = textOf(fields, 'SYSLOG_IDENTIFIER', 'CONTAINER_NAME', '_COMM');
  const pid = wordOf(fields, '_PID', 'SYSLOG_PID');
  const priority = numberOf(fields, 'PRIORITY');
  return {
    wrapper,
    text: message,
    wallMs: micros === undefined ? undefined : micros / 1000,
    clock: 'utc',
    host,
    program,
    unit: textOf(fields, '_SYSTEMD_UNIT'),
    pid,
    level: priority === undefined ? undefined : readPriority(priority),
    fields,
    stream: `${host ?? ''} ${program ?? ''}[${pid ?? ''}]`,
  };
}

/** `MESSAGE` as text; journalctl writes a list of bytes when it holds colours or is not UTF-8. */
export function journalMessage(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  const bytes = value.filter((one): one is number => typeof one === 'number');
  if (bytes.length === value.length) return Buffer.from(bytes).toString('utf8');
  return value.filter((one): one is string => typeof one === 'string').join('\n');
}
