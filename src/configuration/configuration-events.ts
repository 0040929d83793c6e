import type { ConfigurationAudit } from '../model/index.ts';
import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';
import { standingEvent } from '../timeline/standing-event.ts';
import type { ConfigCheck } from './config-check.ts';

/**
 * What was found about the configuration of a migration's hosts as events, so that rules can ask for it.
 *
 * Their time is the migration's start: nothing happened then, but it was so.
 */
export function configurationEvents(
  { migration }: TracedMigration,
  audit: ConfigurationAudit | undefined,
  checks: readonly ConfigCheck[],
): readonly RoledEvent[] {
  const { source, destination, startedAt } = migration;
  return (audit?.findings ?? []).flatMap((finding) => {
    const { ruleId, host, title, cause, evidence } = finding;
    const kind = checks.find(({ id }) => id === ruleId)?.event;
    const role = host === source ? 'source' : host === destination ? 'destination' : undefined;
    if (kind === undefined || host === undefined || role === undefined) return [];
    const fields = { statement: title, why: cause };
    const at = Date.parse(startedAt);
    return evidence.map(({ file, line, excerpt }) =>
      standingEvent({ kind, fields, role, summary: title, excerpt, host, place: { file, line }, at }),
    );
  });
}
