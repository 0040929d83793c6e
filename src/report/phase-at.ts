import type { Migration, PhaseSpan, TimelineEvent } from '../model/index.ts';

/** The span of a migration that an event belongs to: of its phase, on its host, at its time, as far as known. */
export function phaseAt({ phases }: Migration, event: TimelineEvent): PhaseSpan | undefined {
  const at = Date.parse(event.at);
  const own = phases.filter(({ phase }) => phase === event.phase);
  const covering = own.filter(
    ({ from, to }) => at >= Date.parse(from) && (to === undefined || at <= Date.parse(to)),
  );
  return (
    covering.find(({ host }) => host === event.host) ??
    covering[0] ??
    own.find(({ host }) => host === event.host) ??
    own[0]
  );
}

/** A name for a span that no other span of its migration has. */
export function phaseSpanName(span: PhaseSpan, { phases }: Migration): string {
  const alike = phases.filter(({ phase }) => phase === span.phase);
  return alike.length === 1 ? span.phase : `${span.phase} ${String(alike.indexOf(span) + 1)}`;
}
