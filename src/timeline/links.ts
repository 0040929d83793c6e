import type { Link, TimedEvent } from '../model/index.ts';
import type { Attempt } from './attempts.ts';

const WHY: Readonly<Record<Link['by'], string>> = {
  'request-id': 'the lines carry the id of the request',
  instance: 'the lines name the instance and lie in the time of this migration',
  domain: "it is the log of the instance's libvirt domain, in the time of this migration",
  'migration-uuid': 'the lines name the migration',
  'migration-id': 'the lines name the migration',
};

/** Says for each file why its records belong to the attempt. */
export function explainLinks(attempt: Attempt, migrationUuid: string | undefined): Link[] {
  const links: { host: string; file: string; by: Link['by']; value: string; lines: Set<number> }[] = [];
  let link: (typeof links)[number] | undefined;
  for (const event of attempt.events) {
    const { by, value } = signalOf(event, attempt, migrationUuid);
    const isIt = (one: (typeof links)[number]) =>
      one.value === value && one.by === by && one.file === event.path;
    // The line before most often belongs by the same, and there are few.
    if (link === undefined || !isIt(link)) link = links.find(isIt);
    if (link === undefined) {
      link = { host: event.host, file: event.path, by, value, lines: new Set() };
      links.push(link);
    }
    link.lines.add(event.line);
  }
  return links
    .map(({ host, file, by, value, lines }) => ({ host, file, by, value, records: lines.size, why: WHY[by] }))
    .sort((one, other) =>
      one.file < other.file ? -1 : one.file > other.file ? 1 : other.records - one.records,
    );
}

function signalOf(
  event: TimedEvent,
  attempt: Attempt,
  migrationUuid: string | undefined,
): { by: Link['by']; value: string } {
  for (const request of [event.requestId, event.globalRequestId]) {
    if (request !== undefined && attempt.requestIds.has(request)) return { by: 'request-id', value: request };
  }
  if (event.logKind === 'qemu-instance' && event.domain !== undefined)
    return { by: 'domain', value: event.domain };
  if (event.instance !== undefined) return { by: 'instance', value: event.instance };
  if (migrationUuid !== undefined && event.fields.migration_uuid === migrationUuid) {
    return { by: 'migration-uuid', value: migrationUuid };
  }
  return event.domain === undefined
    ? { by: 'instance', value: attempt.instance }
    : { by: 'domain', value: event.domain };
}
