import type { Phase, PhaseSpan, TimedEvent } from '../model/index.ts';
import { PHASES } from '../model/index.ts';
import type { Route } from './roles.ts';

interface Span {
  readonly phase: Phase;
  readonly host: string | undefined;
  from: number;
  to: number;
  basis: 'logged' | 'inferred';
}

/** Kinds whose appearance begins a phase and ends the one before it. */
const OPENS: ReadonlyMap<string, Phase> = new Map([
  ['nova.migrate-api-invoked', 'copy'],
  ['nova.monitoring-started', 'copy'],
  ['nova.vm-paused', 'switchover'],
  ['nova.vm-postcopy-started', 'switchover'],
  ['nova.post-live-migration-started', 'post-live-migration'],
  ['nova.migration-aborted', 'rollback'],
  ['nova.migration-cancelled', 'rollback'],
  ['nova.pre-live-migration-failed', 'rollback'],
]);

/**
 * Measures the phases from the events' own phases: each lasts from its first event to the first event of the next.
 *
 * A phase is `logged` when a line marks its end or its beginning as such, `inferred` when it is only bounded by
 * what came before and after.
 */
export function measurePhases(events: readonly TimedEvent[], route: Route): PhaseSpan[] {
  const spans = new Map<Phase, Span>();
  for (const event of events) {
    const phase = OPENS.get(event.kind) ?? event.phase;
    if (phase === undefined || event.relayed || isElsewhere(event, phase, route)) continue;
    const span = spans.get(phase);
    if (span === undefined) {
      const host = hostOf(phase, route, event);
      spans.set(phase, {
        phase,
        host,
        from: event.at,
        to: event.at,
        basis: OPENS.has(event.kind) ? 'logged' : 'inferred',
      });
    } else {
      span.from = Math.min(span.from, event.at);
      span.to = Math.max(span.to, event.at);
      if (OPENS.has(event.kind)) span.basis = 'logged';
    }
  }
  measureCheck(events, spans, route);
  measurePreLiveMigration(events, spans);
  measureSwitchover(events, spans, route);
  return closeGaps([...spans.values()])
    .filter((span) => span.to > span.from || !HARDLY_SEEN.has(span.phase) || span.basis === 'logged')
    .map(toPhaseSpan);
}

/** Some lines of these phases come in others, too: without any length they were none. */
const HARDLY_SEEN: ReadonlySet<Phase> = new Set(['switchover', 'rollback']);

/** Lifecycle noise on the other host must not stretch a phase. */
function isElsewhere(event: TimedEvent, phase: Phase, route: Route): boolean {
  if (phase !== 'switchover') return false;
  return event.kind === 'nova.vm-paused' && route.source !== undefined && event.host !== route.source;
}

function hostOf(phase: Phase, route: Route, first: TimedEvent): string | undefined {
  switch (phase) {
    case 'request':
    case 'schedule':
      return first.host;
    case 'check':
    case 'pre-live-migration':
      return route.destination ?? first.host;
    case 'copy':
    case 'switchover':
    case 'post-live-migration':
    case 'rollback':
      return route.source ?? first.host;
    case 'cleanup':
      return first.host;
  }
}

/**
 * The conductor skips a host after it has called it for the checks (nova/conductor/tasks/live_migrate.py,
 * `_find_destination`): since the scheduler's answer it was waiting for them.
 */
function measureCheck(events: readonly TimedEvent[], spans: Map<Phase, Span>, route: Route): void {
  const skipped = events.find((event) => event.kind === 'nova.host-skipped');
  const asked = events.findLast(
    (event) => event.phase === 'schedule' && skipped !== undefined && event.at < skipped.at,
  );
  if (skipped === undefined || asked === undefined) return;
  const span = spans.get('check');
  if (span !== undefined && span.from <= asked.at) return;
  const host = hostOf('check', route, skipped);
  spans.set('check', { phase: 'check', host, from: asked.at, to: skipped.at, basis: 'inferred' });
}

/** Nova itself says how long the destination's preparation took. */
function measurePreLiveMigration(events: readonly TimedEvent[], spans: Map<Phase, Span>): void {
  const finished = events.find((event) => event.kind === 'nova.pre-live-migration-finished');
  const secs = finished?.fields.secs;
  const span = spans.get('pre-live-migration');
  if (finished === undefined || typeof secs !== 'number' || span === undefined) return;
  span.from = finished.at - secs * 1000;
  span.to = finished.at;
  span.basis = 'logged';
}

function measureSwitchover(events: readonly TimedEvent[], spans: Map<Phase, Span>, route: Route): void {
  const span = spans.get('switchover');
  if (span === undefined) return;
  const resumed = events.find(
    (event) => event.kind === 'nova.vm-resumed' && event.host === route.destination && event.at >= span.from,
  );
  if (resumed !== undefined) span.to = resumed.at;
}

function closeGaps(spans: Span[]): Span[] {
  const ordered = spans.sort(
    (one, other) => one.from - other.from || PHASES.indexOf(one.phase) - PHASES.indexOf(other.phase),
  );
  for (const [index, span] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next !== undefined && span.basis === 'inferred' && span.phase !== 'cleanup')
      span.to = Math.max(span.from, next.from);
    else if (next !== undefined && span.phase === 'copy') span.to = Math.max(span.from, next.from);
    else if (span.phase === 'rollback' && next !== undefined) span.to = Math.max(span.to, span.from);
  }
  return ordered;
}

function toPhaseSpan({ phase, host, from, to, basis }: Span): PhaseSpan {
  return {
    phase,
    ...(host === undefined ? {} : { host }),
    from: toIso(from),
    to: toIso(to),
    durationMs: Math.round(to - from),
    basis,
  };
}

/** ISO 8601 UTC with milliseconds. */
export function toIso(ms: number): string {
  const whole = Math.round(ms);
  const minute = Math.floor(whole / MINUTE_MS);
  if (minute !== latestMinute.minute) {
    const text = new Date(minute * MINUTE_MS).toISOString().slice(0, -'00.000Z'.length);
    latestMinute = { minute, text };
  }
  const rest = whole - minute * MINUTE_MS;
  const digit = (unit: number): number => ZERO + (Math.floor(rest / unit) % 10);
  // Of one piece: a text that is put together of several keeps them all.
  const end = String.fromCharCode(digit(10_000), digit(1_000), DOT, digit(100), digit(10), digit(1), ZULU);
  return latestMinute.text + end;
}

const MINUTE_MS = 60_000;
const ZERO = 0x30;
const DOT = 0x2e;
const ZULU = 0x5a;

/** Events come minute by minute, and formatting a date costs more than anything else that is done with it. */
let latestMinute = { minute: Number.NaN, text: '' };
