import type { Migration, TimelineEvent } from '../../src/model/index.ts';

/** A timeline event; `at` is the clock of 2026-11-24. */
export function event(
  at: string,
  host: string,
  where: string,
  kind: string,
  summary: string,
  more: Partial<TimelineEvent> = {},
): TimelineEvent {
  const [file = '', line = '1'] = where.split(/:(?=\d+$)/);
  const role = host === 'cmp-a' ? 'source' : host === 'cmp-b' ? 'destination' : 'controller';
  return {
    at: `2026-11-24T${at}Z`,
    host,
    role,
    kind,
    level: 'INFO',
    summary,
    file: `${host}/var/log/${file}`,
    line: Number(line),
    fields: {},
    ...more,
  };
}

/** A phase of the same day. */
export function span(
  phase: Migration['phases'][number]['phase'],
  from: string,
  to: string,
  durationMs: number,
  host: string,
): Migration['phases'][number] {
  return { phase, host, from: `2026-11-24T${from}Z`, to: `2026-11-24T${to}Z`, durationMs, basis: 'logged' };
}
