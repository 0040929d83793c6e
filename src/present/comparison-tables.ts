import type {
  ComparedPhase,
  ComparisonSide,
  MigrationComparison,
  PropertyDifference,
  PropertyName,
  PropertyValue,
  SettingValue,
} from '../model/index.ts';
import type { StatsColumn, StatsTable } from './stats-model.ts';
import { cutText } from './text-width.ts';
import { duration, rate, size } from './units.ts';
import { PHASE_WORDS } from './words.ts';

/** What the two sides of a comparison are called. */
export const LABELS: Readonly<Record<ComparisonSide, string>> = { left: 'A', right: 'B' };
const NONE = '–';
const left = (label: string): StatsColumn => ({ label, align: 'left' });
const right = (label: string): StatsColumn => ({ label, align: 'right' });

/** Phases, properties, hosts, findings and values side by side, each where there is something to show. */
export function comparisonTables(comparison: MigrationComparison): readonly StatsTable[] {
  return [
    phaseTable(comparison),
    propertyTable(comparison),
    settingTable(comparison),
    findingTable(comparison),
    detailTable(comparison),
  ].filter(({ rows }) => rows.length > 0);
}

function phaseTable({ phases }: MigrationComparison): StatsTable {
  return {
    id: 'phases',
    title: 'Phases',
    columns: [left('phase'), right('A'), right('B'), left('')],
    rows: phases.map(({ phase, left: one, right: other, ratio }) => ({
      cells: [PHASE_WORDS[phase].name, phaseCell(one), phaseCell(other), phaseNote(one, other, ratio)],
      tone: one?.stoppedHere === true || other?.stoppedHere === true ? 'bad' : 'plain',
    })),
    note: '',
  };
}

function phaseCell(phase: ComparedPhase | undefined): string {
  if (phase === undefined) return NONE;
  if (phase.durationMs === undefined) return 'no end seen';
  return `${phase.inferred ? '~' : ''}${duration(phase.durationMs)}`;
}

function phaseNote(
  one: ComparedPhase | undefined,
  other: ComparedPhase | undefined,
  ratio: number | undefined,
): string {
  if (one?.stoppedHere === true) return other?.stoppedHere === true ? 'both stopped here' : 'A stopped here';
  if (other?.stoppedHere === true) return 'B stopped here';
  if (one === undefined) return 'only B';
  if (other === undefined) return 'only A';
  if (ratio === undefined || (ratio < 2 && ratio > 0.5)) return '';
  return ratio > 1 ? `A took ${times(ratio)} as long` : `B took ${times(1 / ratio)} as long`;
}

function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(1) : String(Math.round(ratio))} times`;
}

interface PropertyWords {
  readonly label: string;
  readonly format?: (value: number) => string;
}

const seconds = (value: number): string => (value === 0 ? 'never' : duration(value * 1000));

const PROPERTIES: Readonly<Record<PropertyName, PropertyWords>> = {
  source: { label: 'source' },
  destination: { label: 'destination' },
  instance: { label: 'instance' },
  kind: { label: 'disks' },
  mode: { label: 'memory copy' },
  outcome: { label: 'outcome' },
  failedPhase: { label: 'stopped in' },
  instanceIsOn: { label: 'guest is on' },
  durationMs: { label: 'duration', format: duration },
  downtimeMs: { label: 'downtime', format: duration },
  memoryTotal: { label: 'memory of the guest', format: size },
  diskTotal: { label: 'disks to copy', format: size },
  throughput: { label: 'memory throughput', format: rate },
  diskThroughput: { label: 'disk throughput', format: rate },
  dirtyRate: { label: 'dirty rate', format: rate },
  completionTimeoutS: { label: 'completion timeout', format: seconds },
  progressTimeoutS: { label: 'progress timeout', format: seconds },
  timeoutAction: { label: 'timeout action' },
  bandwidth: { label: 'bandwidth limit', format: (value) => (value === 0 ? 'none' : rate(value)) },
  autoConverge: { label: 'auto-converge' },
  postCopy: { label: 'post-copy' },
};

function propertyTable({ properties }: MigrationComparison): StatsTable {
  return {
    id: 'properties',
    title: 'What differs',
    columns: [left(''), left('A'), left('B')],
    rows: properties.map((property) => ({
      cells: [
        PROPERTIES[property.name].label,
        propertyCell(property, 'left'),
        propertyCell(property, 'right'),
      ],
      tone: 'plain',
    })),
    note: '',
  };
}

function propertyCell(property: PropertyDifference, side: ComparisonSide): string {
  const value: PropertyValue | undefined = property[side];
  if (value === undefined) return NONE;
  const { format } = PROPERTIES[property.name];
  return typeof value === 'number' && format !== undefined ? format(value) : String(value);
}

function settingTable({ settings }: MigrationComparison): StatsTable {
  return {
    id: 'settings',
    title: 'Hosts',
    columns: [left('on the'), left(''), left('A'), left('B')],
    rows: settings.map(({ role, name, left: one, right: other }) => ({
      cells: [role, name, settingCell(one, other), settingCell(other, one)],
      tone: 'plain',
    })),
    note: '',
  };
}

const WIDEST = 40;

/** Of lists (flags, features) only what the other one lacks. */
function settingCell({ value, host }: SettingValue, other: SettingValue): string {
  const there = new Set(other.value.split(' '));
  const isList = value.includes(' ') && other.value.includes(' ');
  const own = isList
    ? value
        .split(' ')
        .filter((word) => !there.has(word))
        .join(' ')
    : value;
  return `${cutText(own === '' ? NONE : own, WIDEST)} (${host})`;
}

function findingTable({ findings }: MigrationComparison): StatsTable {
  return {
    id: 'findings',
    title: 'Found in one of them only',
    columns: [left(''), left('rule'), left('finding')],
    rows: findings.map(({ side, title, ruleId }) => ({
      cells: [LABELS[side], ruleId, title],
      tone: 'plain',
    })),
    note: '',
  };
}

function detailTable({ details }: MigrationComparison): StatsTable {
  return {
    id: 'details',
    title: 'Other values in lines that both have',
    columns: [left('event'), left('field'), left('A'), left('B')],
    rows: details.map(({ kind, role, field, left: one, right: other }) => ({
      cells: [`${kind} at the ${role}`, field, cutText(String(one), WIDEST), cutText(String(other), WIDEST)],
      tone: 'plain',
    })),
    note: '',
  };
}
