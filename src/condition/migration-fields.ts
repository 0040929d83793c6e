import {
  PHASES,
  type Confidence,
  type CopyEnding,
  type CopyVerdict,
  type DowntimeBasis,
  type Finding,
  type Migration,
  type Phase,
} from '../model/index.ts';
import type { FieldReading, FieldSpec, FieldTable } from './field-table.ts';

interface MigrationField extends FieldSpec {
  readonly read: (migration: Migration, findings: readonly Finding[]) => FieldReading | undefined;
}

const OUTCOMES = [
  'completed',
  'failed',
  'cancelled',
  'refused',
  'unfinished',
] satisfies Migration['outcome'][];
const KINDS = ['shared', 'block', 'volume', 'unknown'] satisfies Migration['kind'][];
const MODES = [
  'pre-copy',
  'post-copy',
  'auto-converge',
  'force-complete',
  'unknown',
] satisfies Migration['mode'][];
const VERDICTS = [
  'converged',
  'needs-more-time',
  'cannot-converge',
  'stalled',
  'throttled',
  'post-copy',
  'not-enough-data',
] satisfies CopyVerdict['type'][];
const DOWNTIME_BASES = [
  'measured-by-qemu',
  'qemu-events',
  'lifecycle',
  'phases',
  'one-side',
] satisfies DowntimeBasis[];
const CERTAINTIES = ['certain', 'likely', 'possible'] satisfies Confidence[];
const ENDINGS = [
  'switched-over',
  'post-copy',
  'forced-pause',
  'timed-out',
  'no-progress',
  'aborted',
  'failed',
  'open',
] satisfies CopyEnding['type'][];
const SEVERITIES = ['error', 'warning', 'info'] satisfies Finding['severity'][];

const PHASE_FIELDS = Object.fromEntries(
  PHASES.map((phase): [string, MigrationField] => [
    `phase.${phase}.durationS`,
    {
      type: 'duration',
      unit: 's',
      describe: `time spent in the phase ${phase}, all its stretches together`,
      read: (migration) => phaseDuration(migration, phase),
    },
  ]),
);

const FIELDS: Readonly<Record<string, MigrationField>> = {
  id: { type: 'string', describe: 'id of the migration in this analysis', read: ({ id }) => id },
  outcome: { type: { enum: OUTCOMES }, describe: 'how it ended', read: ({ outcome }) => outcome },
  kind: { type: { enum: KINDS }, describe: 'what carried the disks', read: ({ kind }) => kind },
  mode: { type: { enum: MODES }, describe: 'how the memory copy ended', read: ({ mode }) => mode },
  failedPhase: {
    type: { enum: PHASES },
    describe: 'the phase in which it failed',
    read: ({ failedPhase }) => failedPhase,
  },
  source: { type: 'string', describe: 'host the instance left', read: ({ source }) => source },
  destination: {
    type: 'string',
    describe: 'host the instance was to go to',
    read: ({ destination }) => destination,
  },
  instance: { type: 'string', describe: 'UUID of the instance', read: ({ instance }) => instance },
  domain: { type: 'string', describe: 'its libvirt domain', read: ({ domain }) => domain },
  instanceIsOn: {
    type: 'string',
    describe: 'host on which the guest ran afterwards, or both, nowhere, unknown',
    read: ({ instanceIsOn }) => instanceIsOn,
  },
  requestId: {
    type: 'string',
    describe: 'any request id that takes part',
    read: ({ requestId, requestIds }) => [...new Set([...(requestId ? [requestId] : []), ...requestIds])],
  },
  migrationUuid: {
    type: 'string',
    describe: "Nova's UUID of the migration",
    read: ({ migrationUuid }) => migrationUuid,
  },
  startedAt: { type: 'time', describe: 'when it began', read: ({ startedAt }) => time(startedAt) },
  endedAt: { type: 'time', describe: 'when it ended', read: ({ endedAt }) => time(endedAt) },
  durationS: {
    type: 'duration',
    unit: 's',
    describe: 'time from its start to its end',
    read: ({ startedAt, endedAt }) => span(startedAt, endedAt),
  },
  'copy.durationS': {
    type: 'duration',
    unit: 's',
    describe: 'time that the memory copy was watched',
    read: ({ copy }) => copy?.durationMs,
  },
  'copy.memoryTotal': { type: 'size', describe: 'memory to copy', read: ({ copy }) => copy?.memoryTotal },
  'copy.memoryRemaining': {
    type: 'size',
    describe: 'memory still to copy at the last look',
    read: ({ copy }) => copy?.memoryRemaining,
  },
  'copy.memoryProcessed': {
    type: 'size',
    describe: 'memory sent, pages sent again included',
    read: ({ copy }) => copy?.memoryProcessed,
  },
  'copy.throughput': {
    type: 'rate',
    describe: 'how fast memory was sent',
    read: ({ copy }) => copy?.throughput?.value,
  },
  'copy.diskThroughput': {
    type: 'rate',
    describe: 'how fast disks were sent',
    read: ({ copy }) => copy?.diskThroughput?.value,
  },
  'copy.dirtyRate': {
    type: 'rate',
    describe: 'how fast the guest changed memory',
    read: ({ copy }) => copy?.dirtyRate?.value,
  },
  'copy.dirtiedPerPass': {
    type: 'size',
    describe: 'memory that a pass had to send again',
    read: ({ copy }) => copy?.dirtiedPerPass?.value,
  },
  'copy.passes': {
    type: 'number',
    describe: 'passes over the memory that were told apart',
    read: ({ copy }) => copy?.passes.at(-1)?.number,
  },
  'copy.verdict': {
    type: { enum: VERDICTS },
    describe: 'what the physics of the copy say',
    read: ({ copy }) => copy?.verdict.type,
  },
  'copy.certainty': {
    type: { enum: CERTAINTIES },
    describe: 'how sure that is',
    read: ({ copy }) => copy?.verdict.certainty,
  },
  'copy.ending': {
    type: { enum: ENDINGS },
    describe: 'how the copy itself came to its end',
    read: ({ copy }) => copy?.ending.type,
  },
  'copy.timeoutS': {
    type: 'duration',
    unit: 's',
    describe: "Nova's completion timeout for this guest; 0 is none",
    read: ({ copy }) => {
      const seconds = copy?.limits.completionTimeoutS?.value;
      return seconds === undefined ? undefined : seconds * 1000;
    },
  },
  'copy.samples': {
    type: 'number',
    describe: 'progress lines seen',
    read: ({ copy }) => copy?.samples.length,
  },
  'downtime.ms': {
    type: 'duration',
    unit: 'ms',
    describe: 'how long the guest stood still',
    read: ({ downtimeMs }) => downtimeMs?.value,
  },
  'downtime.lowMs': {
    type: 'duration',
    unit: 'ms',
    describe: 'how long it stood still at least',
    read: ({ downtime }) => downtime?.lowMs,
  },
  'downtime.basis': {
    type: { enum: DOWNTIME_BASES },
    describe: 'how the downtime is known',
    read: ({ downtime }) => downtime?.basis,
  },
  events: { type: 'number', describe: 'events in its timeline', read: ({ events }) => events.length },
  findings: { type: 'number', describe: 'findings about it', read: (_, findings) => findings.length },
  class: {
    type: 'string',
    describe: 'failure class of any of its findings',
    read: (_, findings) => findings.map((finding) => finding.class),
  },
  rule: {
    type: 'string',
    describe: 'rule of any of its findings',
    read: (_, findings) => findings.map(({ ruleId }) => ruleId),
  },
  severity: {
    type: { enum: SEVERITIES },
    describe: 'severity of any of its findings',
    read: (_, findings) => findings.map(({ severity }) => severity),
  },
  ...PHASE_FIELDS,
};

/** The fields of a migration that conditions may compare; the same for rules, `--where` and the filter bar. */
export const MIGRATION_FIELDS: FieldTable = FIELDS;

/** Reads a field of `MIGRATION_FIELDS`; `undefined` when the logs do not tell, or when there is no such field. */
export function readMigrationField(
  migration: Migration,
  findingsOfIt: readonly Finding[],
  name: string,
): FieldReading | undefined {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name]?.read(migration, findingsOfIt) : undefined;
}

function phaseDuration({ phases }: Migration, phase: Phase): number | undefined {
  const durations = phases.flatMap((one) =>
    one.phase === phase ? (one.durationMs ?? span(one.from, one.to) ?? []) : [],
  );
  return durations.length === 0 ? undefined : durations.reduce((sum, one) => sum + one, 0);
}

function time(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

function span(from: string, to: string | undefined): number | undefined {
  const begin = time(from);
  const end = time(to);
  return begin === undefined || end === undefined ? undefined : end - begin;
}
