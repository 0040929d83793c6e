import type { CopyAnalysis, CopyVerdict, DowntimeAnalysis, Fields } from '../model/index.ts';
import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';

/** What is found of a copy, by the event that tells rules of it. */
const KINDS: Partial<Record<CopyVerdict['type'], string>> = {
  'cannot-converge': 'copy.cannot-converge',
  'needs-more-time': 'copy.needs-more-time',
  stalled: 'copy.stalled',
  throttled: 'copy.throttled',
};

const MIB = 2 ** 20;

/**
 * What was found of a migration's copy and of its downtime as events, so that rules can ask for it and fill its
 * numbers into their texts; their units stand in the names of the fields.
 *
 * Their place is the last line that the finding rests on.
 */
export function copyEvents({ migration, events }: TracedMigration): readonly RoledEvent[] {
  const { copy, downtime } = migration;
  return [
    ...(copy === undefined ? [] : verdictEvent(copy, events)),
    ...(downtime === undefined ? [] : blackoutEvent(downtime, events)),
  ];
}

function verdictEvent(copy: CopyAnalysis, events: readonly RoledEvent[]): RoledEvent[] {
  const kind = KINDS[copy.verdict.type];
  // The line of the last progress that had figures, else the last of all.
  const lines = events.filter((event) => event.kind === 'nova.migration-running' && event.role === 'source');
  const place = lines.findLast(({ fields }) => fields.memory_total !== 0) ?? lines.at(-1);
  if (kind === undefined || place === undefined) return [];
  return [{ ...place, kind, fields: verdictFields(copy), sign: 'normal' }];
}

function verdictFields(copy: CopyAnalysis): Fields {
  const { verdict, throughput, dirtyRate, dirtiedPerPass, downtimeAllowance, needed, limits } = copy;
  const last = copy.passes.at(-1);
  const mib = (bytes: number | undefined): number | undefined =>
    bytes === undefined ? undefined : short(bytes / MIB);
  const missing = verdict.type === 'needs-more-time' ? verdict.missingMs : undefined;
  return known({
    certainty: verdict.certainty,
    why: 'why' in verdict ? verdict.why : undefined,
    throughput_mib_s: mib(throughput?.value),
    dirty_rate_mib_s: mib(dirtyRate?.value),
    per_pass_mib: mib(dirtiedPerPass?.value),
    passes: last?.number,
    remaining_mib: mib(copy.memoryRemaining),
    allowed_ms: downtimeAllowance?.finalDowntimeMs,
    allowed_mib: mib(downtimeAllowance?.finalBytes),
    needed_mib_s: mib(needed.bandwidth?.value),
    needed_pause_s: needed.downtimeMs === undefined ? undefined : short(needed.downtimeMs / 1000),
    needed_s_per_gib: needed.completionTimeoutS,
    missing_s: missing === undefined ? undefined : Math.ceil(missing / 1000),
    timeout_s: limits.completionTimeoutS?.value,
    bandwidth_limit_mib_s: limits.bandwidthReached ? mib(limits.bandwidth?.value) : undefined,
    link_mbit_s: limits.linkMbit,
    stalled_s: verdict.type === 'stalled' ? Math.round(verdict.forMs / 1000) : undefined,
    stalled_from: verdict.type === 'stalled' ? verdict.from : undefined,
    throttle_percent: verdict.type === 'throttled' ? verdict.percent : undefined,
  });
}

function blackoutEvent(
  { valueMs, lowMs, blackouts }: DowntimeAnalysis,
  events: readonly RoledEvent[],
): RoledEvent[] {
  const end = blackouts.at(-1)?.from;
  const place = events.find(
    ({ path, line, kind }) => path === end?.file && line === end.line && kind === end.kind,
  );
  if (place === undefined || valueMs === undefined) return [];
  const fields = known({
    downtime_s: short(valueMs / 1000),
    at_least_s: short(lowMs / 1000),
    purpose: blackouts.at(-1)?.purpose,
  });
  return [{ ...place, kind: 'copy.guest-stood-still', fields, sign: 'normal' }];
}

/** Two digits, more only before the point. */
function short(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

function known(fields: Readonly<Record<string, string | number | undefined>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}
