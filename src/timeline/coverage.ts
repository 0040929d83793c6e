import type {
  Coverage,
  HostCoverage,
  LogCoverage,
  LogKind,
  Migration,
  UnmatchedShape,
} from '../model/index.ts';
import { toIso } from './phases.ts';
import type { SourceStats } from './source-stats.ts';

export interface CoverageInput {
  readonly stats: readonly SourceStats[];
  readonly hostOf: (hostKey: string) => string;
  readonly toUtc: (stamp: NonNullable<SourceStats['first']>) => number | undefined;
  readonly migrations: readonly Migration[];
  readonly unmatched: readonly UnmatchedShape[];
}

/** What a compute host's log should hold, and where it lies when the packages' paths are used. */
const COMPUTE_LOGS: readonly { readonly kind: LogKind; readonly path: string }[] = [
  { kind: 'nova-compute', path: '/var/log/nova/nova-compute.log' },
  { kind: 'qemu-instance', path: '/var/log/libvirt/qemu/<domain>.log' },
  { kind: 'libvirtd', path: '/var/log/libvirt/libvirtd.log' },
];

/** Says per host which logs were there, what they span, and what to ask for. */
export function describeCoverage(input: CoverageInput): Coverage {
  const hosts = new Map<string, LogCoverage[]>();
  const byHost = new Map<string, SourceStats[]>();
  for (const stats of input.stats) {
    const host = input.hostOf(stats.source.hostKey);
    const list = byHost.get(host);
    if (list) list.push(stats);
    else byHost.set(host, [stats]);
  }
  for (const [host, stats] of byHost)
    hosts.set(
      host,
      groupByKind(stats).map((group) => describeLog(group, input)),
    );
  addMissing(hosts, input.migrations);
  const sorted: HostCoverage[] = [...hosts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([host, logs]) => ({ host, logs }));
  return { hosts: sorted, unmatched: input.unmatched };
}

function groupByKind(stats: readonly SourceStats[]): SourceStats[][] {
  const groups = new Map<LogKind, SourceStats[]>();
  for (const one of stats) {
    const group = groups.get(one.source.kind);
    if (group) group.push(one);
    else groups.set(one.source.kind, [one]);
  }
  return [...groups.values()];
}

function describeLog(group: readonly SourceStats[], input: CoverageInput): LogCoverage {
  const kind = group[0]?.source.kind ?? 'nova-other';
  const times = group.flatMap(({ first, last }) =>
    [first, last].flatMap((stamp) => (stamp === undefined ? [] : [input.toUtc(stamp)])),
  );
  const known = times.filter((time) => time !== undefined);
  const records = group.reduce((sum, one) => sum + one.records, 0);
  const speaksDebug = kind.startsWith('nova-') && records > 0 && group.every((one) => one.debugRecords === 0);
  return {
    kind,
    state: speaksDebug ? 'INFO-only' : 'present',
    files: group.map((one) => one.source.path),
    records,
    ...(known.length === 0 ? {} : { from: toIso(Math.min(...known)), to: toIso(Math.max(...known)) }),
    ...(speaksDebug ? { ask: 'for more detail next time: debug = True in nova.conf' } : {}),
  };
}

function addMissing(hosts: Map<string, LogCoverage[]>, migrations: readonly Migration[]): void {
  for (const migration of migrations) {
    if (migration.outcome === 'refused') continue;
    for (const host of [migration.source, migration.destination]) {
      if (host === undefined) continue;
      const logs = hosts.get(host) ?? [];
      hosts.set(host, logs);
      for (const { kind, path } of COMPUTE_LOGS) {
        if (logs.some((log) => log.kind === kind)) continue;
        if (kind === 'qemu-instance' && !reachedQemu(migration)) continue;
        const file = path.replace('<domain>', migration.domain ?? '<domain>');
        logs.push({ kind, state: 'missing', files: [], records: 0, ask: `${file} of ${host}` });
      }
    }
  }
}

/** Before the copy there is no QEMU on the destination, and so no log of it. */
function reachedQemu(migration: Migration): boolean {
  return migration.phases.some((span) => span.phase === 'copy');
}
