import type { Finding, LogEvent, Migration } from '../model/index.ts';
import type { RoledEvent } from '../timeline/build-timeline.ts';
import { fingerprintOf } from './fingerprint.ts';
import { lessSure } from './less-sure.ts';
import { matchRules } from './match-rules.ts';
import type { Rule } from './rule.ts';

export interface ExcerptScope {
  /** Paths of the logs in which no line has a time. */
  readonly timeless: ReadonlySet<string>;
  /** Names of the hosts whose logs are known to be theirs, by host key. */
  readonly hostNames: ReadonlyMap<string, string>;
}

/**
 * What lines mean of which no migration can be rebuilt: an excerpt without times, lines that name no instance.
 *
 * They are taken for lines of one migration that failed. Where they were written is known only from what they say, so
 * an event that either host may log counts for both. Nothing else bears a finding out: each is less sure by a step.
 */
export function matchExcerpt(
  rules: readonly Rule[],
  events: readonly LogEvent[],
  { timeless, hostNames }: ExcerptScope,
): Finding[] {
  const telling = events
    .filter((event) => timeless.has(event.path) || isTelling(event))
    .sort(byPlace)
    .map((event, index) => placed(event, hostNames.get(event.hostKey) ?? '', index));
  if (telling.length === 0) return [];
  const isQuoted = telling.some(({ path }) => timeless.has(path));
  const hasFailed = telling.some(({ sign }) => sign === 'failure');
  const usable = rules.filter((rule) => (isQuoted && hasFailed) || !rule.fallback);
  const times = new Map(telling.map((event) => [placeOf(event.path, event.line), event.wallMs]));
  return matchRules(usable, { migration: UNKNOWN, events: telling, monitors: {} }).map(({ migration: _unknown, ...finding }) => ({
    ...finding,
    id: `excerpt/${finding.ruleId}`,
    fingerprint: fingerprintOf(finding.ruleId, undefined, { title: finding.title }),
    confidence: lessSure(finding.confidence),
    evidence: finding.evidence.map(({ at, ...row }) => {
      const isTimed = at !== undefined && times.get(placeOf(row.file, row.line)) !== undefined;
      return isTimed ? { ...row, at } : row;
    }),
  }));
}

/**
 * Of lines with times only those of services may speak, of failures that only live migrations have. libvirt and QEMU
 * say the same when a guest is booted, and their logs name the domain, by which a migration would have been found.
 */
function isTelling({ sign, phase, logKind }: LogEvent): boolean {
  return sign === 'failure' && phase !== undefined && !HYPERVISOR_LOGS.has(logKind);
}

const HYPERVISOR_LOGS: ReadonlySet<string> = new Set(['libvirtd', 'qemu-instance', 'system']);

function byPlace(one: LogEvent, other: LogEvent): number {
  return one.path === other.path ? one.line - other.line : one.path < other.path ? -1 : 1;
}

function placeOf(file: string, line: number): string {
  return `${file}:${String(line)}`;
}

function placed(event: LogEvent, host: string, index: number): RoledEvent {
  const { side, wallMs } = event;
  return {
    ...event,
    host,
    at: wallMs ?? index,
    role: side === 'any' ? 'anywhere' : side,
    toleranceMs: 0,
    ambient: false,
  };
}

const UNKNOWN: Migration = {
  id: 'excerpt',
  requestIds: [],
  instance: '',
  kind: 'unknown',
  mode: 'unknown',
  startedAt: '',
  outcome: 'failed',
  phases: [],
  events: [],
  links: [],
  findings: [],
};
