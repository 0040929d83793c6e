import type { EventRow, MigrationDetail } from '../../src/present/detail-model.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { presentDetails } from '../../src/present/present-details.ts';
import { portBlocked } from '../present/example-analysis.ts';

const HOSTS = ['ctl', 'cmp-a', 'cmp-b'] as const;
const PHASES = ['request', 'pre-checks', 'copy', 'rollback'] as const;

/** A migration with so many events, of all hosts, phases and levels; a few of them wide. */
export function longDetail(events: number): MigrationDetail {
  const [detail] = presentDetails(portBlocked, presentAnalysis(portBlocked));
  const [row] = detail?.events.rows ?? [];
  if (detail === undefined || row === undefined) throw new Error('the example has no event');
  const rows = Array.from({ length: events }, (_, index): EventRow => {
    const isLesser = index % 5 < 3;
    const tone = index % 997 === 0 ? 'bad' : 'plain';
    const wide = index % 50 === 0 ? ' 移行が失敗しました 🚚' : '';
    return {
      ...row,
      host: HOSTS[index % 3] ?? 'ctl',
      phase: PHASES[Math.floor((index * PHASES.length) / events)] ?? 'copy',
      summary: `event number ${String(index)}${wide}`,
      place: `nova/nova-compute.log:${String(index + 1)}`,
      isLesser,
      tone: isLesser ? 'quiet' : tone,
      isEvidence: false,
    };
  });
  return { ...detail, events: { ...detail.events, rows } };
}
