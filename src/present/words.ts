import type {
  Confidence,
  DowntimeBasis,
  Effect,
  FindingRole,
  Likeness,
  Link,
  LogCoverage,
  MigrationKind,
  MigrationMode,
  Outcome,
  PeriodUnit,
  Phase,
  PhaseSpan,
  Severity,
} from '../model/index.ts';
import type { Tone } from './report-model.ts';

interface Word {
  readonly word: string;
  readonly tone: Tone;
}

/** How a migration ended: the word of its headline, the verb of its sentence, the mark of its row. */
export const OUTCOMES: Readonly<Record<Outcome, Word & { readonly mark: string; readonly verb: string }>> = {
  completed: { word: 'COMPLETED', mark: '✔', tone: 'good', verb: 'completed' },
  failed: { word: 'FAILED', mark: '✘', tone: 'bad', verb: 'failed' },
  cancelled: { word: 'CANCELLED', mark: '⊘', tone: 'warn', verb: 'was cancelled' },
  refused: { word: 'REFUSED', mark: '⊘', tone: 'warn', verb: 'was refused' },
  unfinished: { word: 'UNFINISHED', mark: '…', tone: 'warn', verb: 'has no end in these logs' },
};

/** A phase in a table, in a headline (`in …`) and in a sentence (`while …`). */
export const PHASE_WORDS: Readonly<Record<Phase, { readonly name: string; readonly while: string }>> = {
  request: { name: 'request', while: 'while Nova took the request' },
  schedule: { name: 'scheduling', while: 'while a destination was chosen' },
  check: { name: 'pre-checks', while: 'in the checks before anything moves' },
  'pre-live-migration': { name: 'preparation', while: 'while the destination was prepared' },
  copy: { name: 'copy', while: 'while the guest was being copied' },
  switchover: { name: 'switchover', while: 'at the switch from source to destination' },
  'post-live-migration': { name: 'post-migration', while: 'in the work after the copy' },
  rollback: { name: 'rollback', while: 'while the migration was rolled back' },
  cleanup: { name: 'clean-up', while: 'while leftovers were cleaned up' },
};

export const CONFIDENCE_WORDS: Readonly<Record<Confidence, string>> = {
  certain: 'certain',
  likely: 'likely',
  possible: 'possible, not proven',
};

/** How a downtime is known, after its number. */
export const DOWNTIME_BASIS: Readonly<Record<DowntimeBasis, string>> = {
  'measured-by-qemu': 'as QEMU measured it',
  'qemu-events': "by QEMU's own events on both hosts",
  lifecycle: '"paused" on the source to "resumed" on the destination, as Nova heard of them',
  phases: 'between the nearest lines of Nova',
  'one-side': 'only one end of it is in the logs',
};

export const ROLE_WORDS: Readonly<Record<FindingRole, string>> = {
  'root-cause': 'Root cause',
  contributing: 'Contributing cause',
  consequence: 'Consequence',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, Word>> = {
  error: { word: 'error', tone: 'bad' },
  warning: { word: 'warning', tone: 'warn' },
  info: { word: 'note', tone: 'plain' },
};

export const EFFECT_WORDS: Readonly<Record<Effect, Word>> = {
  inspects: { word: 'only looks', tone: 'good' },
  changes: { word: 'changes the system', tone: 'warn' },
  destroys: { word: 'DESTROYS DATA', tone: 'bad' },
};

export const KIND_WORDS: Readonly<Record<MigrationKind, string>> = {
  shared: 'on shared storage, not copied',
  block: 'copied over the network (block migration)',
  volume: 'on volumes, not copied',
  unknown: 'not seen in these logs',
};

export const MODE_WORDS: Readonly<Record<MigrationMode, string>> = {
  'pre-copy': 'pre-copy',
  'post-copy': 'post-copy',
  'auto-converge': 'pre-copy, guest slowed down by auto-converge',
  'force-complete': 'guest paused to force the end',
  unknown: 'not seen in these logs',
};

export const BASIS_WORDS: Readonly<Record<PhaseSpan['basis'], string>> = {
  logged: '',
  inferred: 'inferred',
};

export const LINK_WORDS: Readonly<Record<Link['by'], string>> = {
  'request-id': 'request id',
  instance: 'instance',
  domain: 'libvirt domain',
  'migration-uuid': 'migration uuid',
  'migration-id': 'migration id',
};

export const COVERAGE_WORDS: Readonly<Record<LogCoverage['state'], Word>> = {
  present: { word: 'present', tone: 'good' },
  missing: { word: 'missing', tone: 'warn' },
  truncated: { word: 'truncated', tone: 'warn' },
  'rotated-away': { word: 'begins too late (rotated away)', tone: 'warn' },
  'other-time': { word: 'of another time than the migration', tone: 'warn' },
  'INFO-only': { word: 'without DEBUG lines', tone: 'plain' },
};

export const PERIOD_WORDS: Readonly<Record<PeriodUnit, string>> = {
  hour: 'hour',
  day: 'day',
  week: 'week from Monday',
  month: 'month',
};

/** What two migrations have in common. */
export const LIKENESS_WORDS: Readonly<Record<Likeness, string>> = {
  'same-instance': 'the same instance',
  'same-route': 'the same hosts',
  'same-route-back': 'the same hosts, the other way',
  'same-source': 'the same source',
  'same-destination': 'the same destination',
  'same-disks': 'disks carried the same way',
};
