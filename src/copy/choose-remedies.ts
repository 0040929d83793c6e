import type {
  CopyJudgement,
  CopyLimits,
  CopyNeeds,
  CopyRemedy,
  CopyRemedyKind,
  CopyVerdict,
  Estimate,
} from '../model/index.ts';
import type { OptionReader } from './option-reader.ts';

interface Case {
  readonly verdict: CopyVerdict;
  readonly limits: CopyLimits;
  readonly needed: CopyNeeds;
  readonly options: OptionReader;
  readonly throughput: Estimate | undefined;
  /** What a forced end would have to send while the guest stands still. */
  readonly left: number | undefined;
}

const OPTIONS: Partial<Record<CopyRemedyKind, string>> = {
  bandwidth: 'live_migration_bandwidth',
  downtime: 'live_migration_downtime',
  'downtime-delay': 'live_migration_downtime_delay',
  timeout: 'live_migration_completion_timeout',
  'auto-converge': 'live_migration_permit_auto_converge',
  'post-copy': 'live_migration_permit_post_copy',
  'parallel-connections': 'live_migration_parallel_connections',
  'force-complete': 'live_migration_timeout_action',
};

const MIB = 2 ** 20;

/** The remedies in the order in which to try them: what costs the guest least comes first. */
export function chooseRemedies(one: Case): CopyRemedy[] {
  const type = typeOf(one.verdict);
  if (type === 'needs-more-time') return moreTime(one);
  if (type === 'cannot-converge' || type === 'throttled') return converge(one);
  return [];
}

function typeOf(verdict: CopyVerdict): CopyJudgement['type'] {
  return verdict.type === 'post-copy' ? 'post-copy' : verdict.type;
}

/** It was on its way: time, or what makes time longer. */
function moreTime(one: Case): CopyRemedy[] {
  const { verdict, needed, limits } = one;
  const bySteps = verdict.type === 'needs-more-time' && verdict.why === 'downtime-steps';
  return [
    ...(bySteps ? remedy(one, 'downtime-delay', 'yes') : []),
    ...(needed.completionTimeoutS === undefined
      ? []
      : remedy(one, 'timeout', 'yes', { atLeast: needed.completionTimeoutS })),
    ...bandwidth(one),
    ...parallel(one),
    ...(limits.postCopy?.value === true ? [] : remedy(one, 'post-copy', 'yes')),
    ...forced(one),
  ];
}

/** No time would have been enough. */
function converge(one: Case): CopyRemedy[] {
  const { needed, limits } = one;
  const pause = needed.downtimeMs;
  const bearable = pause !== undefined && pause <= BEARABLE_MS;
  const downtime =
    pause === undefined
      ? []
      : remedy(one, 'downtime', bearable ? 'yes' : 'no', { atLeast: Math.ceil(pause) });
  return [
    ...(bearable ? downtime : []),
    ...bandwidth(one),
    ...parallel(one),
    ...(limits.postCopy?.value === true ? [] : remedy(one, 'post-copy', 'yes')),
    ...(limits.autoConverge?.value === true ? [] : remedy(one, 'auto-converge', 'maybe')),
    { kind: 'quiet-guest', helps: 'maybe' },
    ...forced(one),
    ...(bearable ? [] : downtime),
    ...(limits.completionTimeoutS === undefined ? [] : remedy(one, 'timeout', 'no')),
  ];
}

/** A pause that most guests and their users survive. */
const BEARABLE_MS = 3_000;

/** What the link carries beyond what was seen is not known: it can only be tried. */
function bandwidth(one: Case): CopyRemedy[] {
  const { needed, limits } = one;
  const bytes = needed.bandwidth;
  const atLeast = bytes === undefined ? {} : { atLeast: Math.ceil(bytes.value / MIB) };
  if (limits.bandwidthReached || (limits.bandwidth?.value ?? 0) > 0) {
    return remedy(one, 'bandwidth', limits.bandwidthReached ? 'maybe' : 'no', atLeast);
  }
  // Nova sets no limit: only a faster network carries more.
  return [{ kind: 'network', helps: 'maybe', ...atLeast }];
}

/** One connection keeps one core busy: more of them help where neither a limit nor the link holds the copy back. */
function parallel(one: Case): CopyRemedy[] {
  const { limits, options } = one;
  if (limits.bandwidthReached || limits.linkMbit !== undefined) return [];
  if (options.lacks('live_migration_parallel_connections')) return [];
  return options.range === undefined ? [] : remedy(one, 'parallel-connections', 'maybe');
}

/** Ends the copy at the price of a pause as long as what is left takes. */
function forced(one: Case): CopyRemedy[] {
  const { throughput, left, limits } = one;
  const pauseMs =
    throughput === undefined || left === undefined || throughput.value <= 0
      ? {}
      : { pauseMs: Math.round((left / throughput.value) * 1000) };
  const set = limits.timeoutAction?.value === 'force_complete' ? { isSet: true as const } : {};
  const [found] = remedy(one, 'force-complete', 'yes', { ...pauseMs, ...set });
  return found === undefined ? [] : [found];
}

function remedy(
  { options }: Case,
  kind: CopyRemedyKind,
  helps: CopyRemedy['helps'],
  more: Partial<Pick<CopyRemedy, 'atLeast' | 'pauseMs' | 'isSet'>> = {},
): CopyRemedy[] {
  const name = OPTIONS[kind];
  const option = name === undefined ? undefined : options.describe(name);
  const from = name === undefined ? undefined : options.introduced(name);
  return [
    {
      kind,
      helps,
      ...(option === undefined ? {} : { option }),
      ...more,
      ...(option === undefined && from !== undefined ? { lacking: { from } } : {}),
    },
  ];
}
