import {
  PHASES,
  PROPERTY_NAMES,
  type Analysis,
  type ComparedPhase,
  type DetailDifference,
  type FindingDifference,
  type Likeness,
  type Migration,
  type MigrationComparison,
  type PhaseComparison,
  type PropertyDifference,
  type PropertyName,
  type PropertyValue,
} from '../model/index.ts';
import { alignEvents, type AlignedStep, findParting, findTrouble, plainStep } from './align-events.ts';
import { compareSettings } from './compare-settings.ts';
import { findUnseen } from './unseen.ts';

/** Shorter than this, a ratio would compare the clocks' resolution. */
const SHORTEST_MS = 50;

/** Holds one migration against another of the same analysis. */
export function compareMigrations(
  analysis: Pick<Analysis, 'hosts' | 'findings' | 'coverage'>,
  left: Migration,
  right: Migration,
  likeness?: readonly Likeness[],
): MigrationComparison {
  const unseen = findUnseen(left, right, analysis.coverage.hosts);
  const aligned = alignEvents(left, right, unseen);
  const steps = aligned.map(plainStep);
  const parting = findParting(steps);
  const trouble = findTrouble(steps);
  return {
    schemaVersion: 1,
    left: left.id,
    right: right.id,
    ...(likeness === undefined ? {} : { likeness }),
    ...(parting === undefined ? {} : { parting }),
    ...(trouble === undefined ? {} : { trouble }),
    phases: comparePhases(left, right),
    properties: compareProperties(left, right),
    settings: compareSettings(analysis.hosts, left, right),
    details: compareDetails(aligned, left, right),
    findings: compareFindings(analysis.findings, left, right),
    unseen,
    steps,
  };
}

function comparePhases(left: Migration, right: Migration): readonly PhaseComparison[] {
  return PHASES.flatMap((phase): readonly PhaseComparison[] => {
    const [one, other] = [phaseOf(left, phase), phaseOf(right, phase)];
    if (one === undefined && other === undefined) return [];
    const [a, b] = [one?.durationMs ?? 0, other?.durationMs ?? 0];
    return [
      {
        phase,
        ...(one === undefined ? {} : { left: one }),
        ...(other === undefined ? {} : { right: other }),
        ...(a >= SHORTEST_MS && b >= SHORTEST_MS ? { ratio: a / b } : {}),
      },
    ];
  });
}

function phaseOf({ phases, outcome, failedPhase }: Migration, wanted: string): ComparedPhase | undefined {
  const own = phases.filter(({ phase }) => phase === wanted);
  const stoppedHere = outcome !== 'completed' && failedPhase === wanted;
  if (own.length === 0 && !stoppedHere) return undefined;
  const lengths = own.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]));
  return {
    ...(lengths.length === 0 ? {} : { durationMs: lengths.reduce((sum, ms) => sum + ms) }),
    inferred: own.some(({ basis }) => basis === 'inferred'),
    stoppedHere,
  };
}

function compareProperties(left: Migration, right: Migration): readonly PropertyDifference[] {
  return PROPERTY_NAMES.flatMap((name): readonly PropertyDifference[] => {
    const [one, other] = [propertyOf(left, name), propertyOf(right, name)];
    if (one === other) return [];
    return [
      { name, ...(one === undefined ? {} : { left: one }), ...(other === undefined ? {} : { right: other }) },
    ];
  });
}

function propertyOf(migration: Migration, name: PropertyName): PropertyValue | undefined {
  const { copy } = migration;
  switch (name) {
    case 'durationMs':
      return migration.endedAt === undefined
        ? undefined
        : Date.parse(migration.endedAt) - Date.parse(migration.startedAt);
    case 'downtimeMs':
      return migration.downtimeMs?.value;
    case 'memoryTotal':
    case 'diskTotal':
      return copy?.[name];
    case 'throughput':
    case 'diskThroughput':
    case 'dirtyRate':
      return copy?.[name]?.value;
    case 'completionTimeoutS':
    case 'progressTimeoutS':
    case 'timeoutAction':
    case 'bandwidth':
    case 'autoConverge':
    case 'postCopy':
      return copy?.limits[name]?.value;
    default:
      return migration[name];
  }
}

/** Values that say who and where and not how: they differ between any two migrations. */
const NUMBERS_OF_THEIR_OWN = /^(?:\d+|0x[\da-f]+)$/i;

/** Fields of lines that both logged, where one has another value; each once. */
function compareDetails(
  steps: readonly AlignedStep[],
  left: Migration,
  right: Migration,
): readonly DetailDifference[] {
  const seen = new Set<string>();
  return steps.flatMap((step): readonly DetailDifference[] => {
    if (step.type !== 'both') return [];
    const { kind, role, fields } = step.left;
    return Object.entries(fields).flatMap(([field, one]) => {
      const other = step.right.fields[field];
      // The same field goes from line to line with the data that Nova passes on.
      const key = JSON.stringify([field, one, other]);
      if (other === undefined || seen.has(key) || isMeasured(one) || isMeasured(other)) return [];
      if (anonymous(one, left) === anonymous(other, right)) return [];
      seen.add(key);
      return [{ kind, role, field, left: one, right: other }];
    });
  });
}

/** Figures of progress, sizes and ports are compared elsewhere, or are no choice of anybody. */
function isMeasured(value: PropertyValue): boolean {
  return typeof value === 'number' || (typeof value === 'string' && NUMBERS_OF_THEIR_OWN.test(value));
}

/** Names that Python's tempfile makes up. */
const TEMPORARY = /\btmp[a-z\d_]{8}\b/g;
const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;

/** A value with the names of its migration taken out, so that only what was chosen is left. */
function anonymous(value: PropertyValue, migration: Migration): PropertyValue {
  if (typeof value !== 'string') return value;
  const { source, destination, domain } = migration;
  let text = value.replace(UUID, '<uuid>').replace(TEMPORARY, '<tmp>');
  const names = [
    [domain, '<domain>'],
    [source, '<source>'],
    [destination, '<destination>'],
  ] as const;
  for (const [name, mark] of names) if (name !== undefined && name !== '') text = text.replaceAll(name, mark);
  return text.replace(/\d+/g, '#');
}

function compareFindings(
  findings: Analysis['findings'],
  left: Migration,
  right: Migration,
): readonly FindingDifference[] {
  const of = (migration: Migration) => findings.filter((finding) => finding.migration === migration.id);
  const [one, other] = [of(left), of(right)];
  const only = (side: 'left' | 'right', own: Analysis['findings'], others: Analysis['findings']) =>
    own
      .filter(({ ruleId }) => others.every((finding) => finding.ruleId !== ruleId))
      .map(({ ruleId, class: ofClass, role, title }) => ({ side, ruleId, class: ofClass, role, title }));
  return [...only('left', one, other), ...only('right', other, one)];
}
